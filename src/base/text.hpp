#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace motcua {

/// The one folding of Vietnamese for index and query on every database: lower case, no diacritics, đ → d, every run of other than
/// letters and digits → one space, none at the ends. "Đăng ký  khai-sinh" → "dang ky khai sinh".
std::string fold(std::string_view text);

/// Unicode NFC, without control characters, white space runs made one space and cut at both ends. What people type is kept so.
std::string tidy(std::string_view text);
/// Like tidy, but keeps line breaks (as \n).
std::string tidy_lines(std::string_view text);

bool is_utf8(std::string_view text);
/// Characters (code points), not bytes.
std::size_t length(std::string_view text);
/// The longest front of `text` with at most `count` characters.
std::string_view shorten(std::string_view text, std::size_t count);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string lower_ascii(std::string_view text);
std::string upper(std::string_view text);
bool all_digits(std::string_view text);

/// "0912345678" → "*******678", for screens and messages that must not say a number whole.
std::string masked(std::string_view text, std::size_t shown = 3);

} // namespace motcua
