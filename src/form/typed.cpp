#include "form/typed.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <set>

namespace motcua::form {

namespace {

/// `11/7/2022`, `7/1950`, `1950` or canonical already.
Reading whole_date(const Field& field, std::string_view text) {
    if (text.find('/') == std::string_view::npos) return std::string(text);
    const auto parts = split(text, '/');
    const bool partial = field.type == FieldType::partial_date;
    if (parts.size() == 3) return date_from(parts[0], parts[1], parts[2], partial);
    if (parts.size() == 2) return date_from("", parts[0], parts[1], partial);
    return std::unexpected(Wrong{"form.date_wrong"});
}

} // namespace

std::string_view first_typed(const Typed& typed, std::string_view name) {
    for (const auto& [key, value] : typed)
        if (key == name) return value;
    return {};
}

std::vector<std::string_view> all_typed(const Typed& typed, std::string_view name) {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : typed)
        if (key == name && !value.empty()) values.push_back(value);
    return values;
}

Reading typed_text(const Field& field, const std::string& name, const Typed& typed) {
    std::string text(trim(first_typed(typed, name)));
    if (field.type != FieldType::address && field.type != FieldType::unit) return text;
    const auto place = trim(first_typed(typed, name + "-unit"));
    if (place.empty()) return text;
    return text.empty() ? std::string(place) : fmt::format("{}, {}", text, place);
}

Reading typed_date(const Field& field, const std::string& name, const Typed& typed) {
    const auto day = first_typed(typed, name + "-day"), month = first_typed(typed, name + "-month"),
               year = first_typed(typed, name + "-year");
    const auto time = first_typed(typed, name + "-time");
    const bool boxes_empty = trim(day).empty() && trim(month).empty() && trim(year).empty();
    if (boxes_empty && trim(time).empty()) return whole_date(field, trim(first_typed(typed, name)));
    auto date = date_from(day, month, year, field.type == FieldType::partial_date);
    if (!date || field.type != FieldType::datetime) return date;
    const auto clock = time_from(time);
    if (!clock) return clock;
    return *date + "T" + *clock;
}

std::vector<int> typed_rows(std::string_view group, const Typed& typed) {
    std::set<int> rows;
    for (const auto& [key, value] : typed) {
        if (!key.starts_with(group) || key.size() <= group.size() || key[group.size()] != '.') continue;
        const auto* from = key.data() + group.size() + 1;
        int row = -1;
        const auto [end, problem] = std::from_chars(from, key.data() + key.size(), row);
        if (problem == std::errc() && end != key.data() + key.size() && *end == '.' && row >= 0 && row < most_rows) rows.insert(row);
    }
    return {rows.begin(), rows.end()};
}

bool row_is_empty(std::string_view group, int row, const Typed& typed) {
    const auto prefix = fmt::format("{}.{}.", group, row);
    for (const auto& [key, value] : typed)
        if (key.starts_with(prefix) && !trim(value).empty()) return false;
    return true;
}

bool precedes(const boost::json::value& later, const boost::json::value& earlier) {
    if (!later.is_string() || !earlier.is_string()) return false;
    const std::string_view second = later.as_string(), first = earlier.as_string();
    const auto second_days = span_of(second.substr(0, 10)), first_days = span_of(first.substr(0, 10));
    if (!second_days || !first_days) return false;
    if (second_days->last != first_days->first || second.size() != first.size()) return second_days->last < first_days->first;
    return second.substr(std::min<std::size_t>(10, second.size())) < first.substr(std::min<std::size_t>(10, first.size()));
}

} // namespace motcua::form
