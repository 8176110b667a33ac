#pragma once

#include "campaign/board.hpp"

#include <string>

namespace motcua::campaign {

/// One cell by RFC 4180. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an
/// apostrophe before it.
std::string csv_text(std::string_view text);

/// The board's rows and its totals: UTF-8 with a byte-order mark, because spreadsheets read Vietnamese wrongly without one; CRLF; numbers
/// without grouping; rates in percent with a decimal point, empty where there is none.
std::string csv_of(const Board& board, Locale locale);

} // namespace motcua::campaign
