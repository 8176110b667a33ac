#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values as RFC 4180 says: quotes around cells with commas, quotes or line breaks; a quote inside is doubled.
namespace motcua::csv {

struct Row {
    int line = 0; ///< of the file, from 1, where the row begins
    std::vector<std::string> cells;
};

/// Where and why a text is not CSV.
struct Fault {
    int line = 0;
    std::string reason; ///< plain English, for people who made the file
};

/// All rows. Lines end with CRLF or LF; a byte order mark at the front and empty lines are left out. The text must be UTF-8.
std::expected<std::vector<Row>, Fault> parse(std::string_view text);

/// Stands before a table that people open in a spreadsheet: without it Vietnamese is read wrongly.
inline constexpr std::string_view mark = "\xEF\xBB\xBF";
/// Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an apostrophe before it.
std::string harmless(std::string_view value);
/// One cell, quoted when it must be.
std::string cell(std::string_view value);
/// One line with its CRLF.
std::string line(const std::vector<std::string>& cells);

} // namespace motcua::csv
