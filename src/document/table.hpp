#pragma once

#include "document/sheet.hpp"

namespace motcua::document {

/// A table with lines around its cells. Heads are repeated on each page; a row stays on one page unless it is higher than a page.
/// `shares` are the widths of the columns in proportion to one another. A column of figures stands to the right.
/// Throws std::invalid_argument when heads, shares and rows differ in length.
void draw_table(Sheet& sheet, const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows,
                const std::vector<double>& shares);

} // namespace motcua::document
