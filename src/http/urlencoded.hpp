#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace motcua::http {

/// 0 to 15; -1 for what is no hexadecimal digit.
int hex_value(char digit);

/// Percent-decoding of UTF-8. Nothing when an escape is broken, or the outcome holds a NUL byte or is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

/// For a path part or a query value: everything but letters, digits and `-._~` is escaped.
std::string percent_encode(std::string_view text);

enum class FormFault { none, malformed, too_many };

/// `a=1&b=x+y`: appends to `pairs`, which may hold at most `limit` when done. A query string or an urlencoded body.
FormFault parse_urlencoded(std::string_view text, std::size_t limit, Pairs& pairs);

} // namespace motcua::http
