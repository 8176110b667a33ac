#include "form/figures.hpp"

#include "base/money.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::form {

namespace {

constexpr std::size_t longest_figure = 18; // digits that surely fit 64 bits

std::optional<std::int64_t> integer(std::string_view text) {
    const auto bare = text.starts_with('-') ? text.substr(1) : text;
    if (bare.size() > longest_figure || !all_digits(bare)) return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Between the bounds, or what the bounds are in words.
std::optional<Wrong> outside(const Field& field, bool below, bool above) {
    const auto say = [&](std::int64_t bound) { return field.type == FieldType::money ? vi_money({bound}) : std::to_string(bound); };
    if (!below && !above) return std::nullopt;
    if (field.least && field.most) return Wrong{"form.not_between", {say(*field.least), say(*field.most)}};
    return below ? Wrong{"form.too_small", {say(*field.least)}} : Wrong{"form.too_large", {say(*field.most)}};
}

Reading bounded(const Field& field, std::int64_t value) {
    if (auto fault = outside(field, field.least && value < *field.least, field.most && value > *field.most)) return std::unexpected(*fault);
    return std::to_string(value);
}

/// `1.234.567` or `1 234 567` with groups of three after the first; digits alone pass too.
std::optional<std::string> without_separators(std::string_view text, std::string_view separators) {
    std::string bare;
    char used = 0;
    std::size_t group = 0;
    for (const char letter : text) {
        if (letter >= '0' && letter <= '9') {
            bare += letter;
            ++group;
        } else {
            const bool allowed = separators.find(letter) != std::string_view::npos && (used == 0 || used == letter);
            if (!allowed || group == 0 || group > 3 || (used != 0 && group != 3)) return std::nullopt;
            used = letter;
            group = 0;
        }
    }
    if (bare.empty() || (used != 0 && group != 3)) return std::nullopt;
    return bare;
}

std::string_view without_unit(std::string_view text) {
    for (const std::string_view unit : {"đồng", "VNĐ", "VND", "vnđ", "vnd", "đ", "₫"}) {
        if (text.ends_with(unit)) return trim(text.substr(0, text.size() - unit.size()));
    }
    return text;
}

/// Where the decimals begin: the last separator when both kinds stand there, else a comma, else a dot that cannot part thousands.
std::size_t decimal_mark(std::string_view text) {
    const auto comma = text.rfind(','), dot = text.rfind('.');
    if (comma != std::string_view::npos && dot != std::string_view::npos) return std::max(comma, dot);
    if (comma != std::string_view::npos) return comma;
    if (dot == std::string_view::npos || without_separators(text, ".")) return std::string_view::npos;
    return dot;
}

std::int64_t in_hundredths(std::int64_t whole, std::int64_t hundredths, bool negative) {
    return negative ? -(whole * 100 + hundredths) : whole * 100 + hundredths;
}

} // namespace

Reading read_whole(const Field& field, std::string_view text) {
    const auto value = integer(trim(text));
    if (!value) return wrong("form.number_wrong");
    return bounded(field, *value);
}

Reading read_money(const Field& field, std::string_view text) {
    const auto bare = without_separators(without_unit(trim(text)), "., ");
    const auto value = bare ? integer(*bare) : std::nullopt;
    if (!value) return wrong("form.money_wrong");
    return bounded(field, *value);
}

Reading read_decimal(const Field& field, std::string_view text) {
    text = trim(text);
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto mark = decimal_mark(text);
    const auto places = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
    const auto bare = without_separators(text.substr(0, mark), "., ");
    const auto whole = bare && bare->size() <= 15 ? integer(*bare) : std::nullopt;
    if (!whole || (mark != std::string_view::npos && !all_digits(places))) return wrong("form.decimal_wrong");
    if (places.size() > 2) return wrong("form.decimal_places");
    const auto hundredths = places.empty() ? 0 : *integer(places) * (places.size() == 1 ? 10 : 1);
    const auto value = in_hundredths(*whole, hundredths, negative);
    if (auto fault = outside(field, field.least && value < *field.least * 100, field.most && value > *field.most * 100))
        return std::unexpected(*fault);
    auto canonical = fmt::format("{}{}.{:02}", value < 0 ? "-" : "", *whole, hundredths);
    while (canonical.ends_with('0')) canonical.pop_back();
    if (canonical.ends_with('.')) canonical.pop_back();
    return canonical;
}

} // namespace motcua::form
