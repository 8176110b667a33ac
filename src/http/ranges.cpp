#include "http/ranges.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace motcua::http {

namespace {

bool read_number(std::string_view text, std::uint64_t& number) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::string_view without_weakness(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

RangeAnswer last_bytes(std::uint64_t count, std::uint64_t size) {
    if (count == 0 || size == 0) return {RangeAnswer::Kind::unsatisfiable};
    const auto length = std::min(count, size);
    return {RangeAnswer::Kind::part, size - length, length};
}

} // namespace

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
    const auto equals = header.find('=');
    if (equals == std::string_view::npos || lower_ascii(trim(header.substr(0, equals))) != "bytes") return {};
    const auto spec = trim(header.substr(equals + 1));
    const auto dash = spec.find('-');
    if (dash == std::string_view::npos) return {};
    std::uint64_t first = 0;
    std::uint64_t last = UINT64_MAX;
    const auto tail = spec.substr(dash + 1);
    if (dash == 0) return read_number(tail, last) ? last_bytes(last, size) : RangeAnswer{};
    if (!read_number(spec.substr(0, dash), first)) return {};
    if (!tail.empty() && (!read_number(tail, last) || last < first)) return {};
    if (first >= size) return {RangeAnswer::Kind::unsatisfiable};
    return {RangeAnswer::Kind::part, first, std::min(last, size - 1) - first + 1};
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    if (etag.empty()) return false;
    for (const auto item : split(if_none_match, ',')) {
        const auto candidate = trim(item);
        if (candidate == "*" || (!candidate.empty() && without_weakness(candidate) == without_weakness(etag))) return true;
    }
    return false;
}

} // namespace motcua::http
