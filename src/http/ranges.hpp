#pragma once

#include <cstdint>
#include <string_view>

namespace motcua::http {

/// What a Range header asks of a file.
struct RangeAnswer {
    enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

/// One range of bytes: `bytes=0-99`, `bytes=100-`, `bytes=-5`. Several ranges, other units and what cannot be read get the whole.
RangeAnswer parse_range(std::string_view header, std::uint64_t size);

/// Whether `etag` stands in an If-None-Match (weakly: W/ does not matter; `*` matches any).
bool matches_etag(std::string_view if_none_match, std::string_view etag);

} // namespace motcua::http
