#pragma once

#include "campaign/board.hpp"
#include "html/out.hpp"

#include <string>

/// Charts as SVG made here: they need no script, print, and take colours and type from web/styles/_charts.scss. Each stands in an
/// html::Chart beside its table; nobody needs the picture to read the numbers.
namespace motcua::campaign {

/// A bar from 0 to 100 % for each line, in the order given, with a dashed mark at its target and its value written.
html::Safe bar_chart(const std::vector<Line>& lines, Locale locale, std::string_view none_yet);
/// A small line of daily rates.
html::Safe sparkline(const std::vector<Point>& trend);
/// Daily rates with the target as a dashed line.
html::Safe trend_chart(const std::vector<Point>& trend, int target, Locale locale);

} // namespace motcua::campaign
