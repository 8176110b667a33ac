#include "formula/number.hpp"

#include <algorithm>

namespace motcua::formula {

namespace {

constexpr std::size_t most_before = 9, most_after = 6;

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) { return '0' <= letter && letter <= '9'; });
}

using Whole = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

Whole power_of_ten(std::size_t digits) {
    return boost::multiprecision::pow(Whole(10), static_cast<unsigned>(digits));
}

} // namespace

std::optional<Number> number_of(std::string_view text) {
    const auto point = text.find('.');
    const auto before = text.substr(0, point);
    const auto after = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (before.empty() || before.size() > most_before || after.size() > most_after || (point != std::string_view::npos && after.empty()))
        return std::nullopt;
    if (!all_digits(before) || !all_digits(after)) return std::nullopt;
    Whole whole = 0;
    for (const char digit : std::string(before) + std::string(after)) whole = whole * 10 + (digit - '0');
    return Number(whole, power_of_ten(after.size()));
}

std::string rounded(const Number& number, int digits) {
    const auto scale = power_of_ten(static_cast<std::size_t>(digits));
    const Number size = number < 0 ? Number(-number) : number;
    const Whole above = numerator(size) * scale * 2 + denominator(size);
    const Whole units = above / (denominator(size) * 2);
    auto text = units.str();
    if (text.size() <= static_cast<std::size_t>(digits)) text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
    if (digits > 0) text.insert(text.size() - static_cast<std::size_t>(digits), ".");
    return number < 0 && units != 0 ? "-" + text : text;
}

} // namespace motcua::formula
