#include "campaign/figures.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace motcua::campaign {

namespace {

std::string tenths(int per_mille, Locale locale) {
    const int amount = std::abs(per_mille);
    if (amount % 10 == 0) return fmt::format("{}", amount / 10);
    return fmt::format("{}{}{}", amount / 10, locale == Locale::en ? '.' : ',', amount % 10);
}

} // namespace

std::string grouped(std::int64_t number, Locale locale) {
    auto digits = fmt::format("{}", std::abs(number));
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), 1, locale == Locale::en ? ',' : '.');
    return number < 0 ? "−" + digits : digits;
}

std::string percent(int per_mille, Locale locale) {
    return fmt::format("{}{}\u00a0%", per_mille < 0 ? "−" : "", tenths(per_mille, locale));
}

std::string points(int per_mille, Locale locale) {
    const auto* sign = per_mille < 0 ? "−" : per_mille > 0 ? "+" : "";
    return sign + tenths(per_mille, locale);
}

std::string fraction(const Rate& rate, Locale locale) {
    if (!rate.exists()) return {};
    return fmt::format("{} / {} = {}", grouped(rate.numerator, locale), grouped(rate.denominator, locale),
                       percent(rate.per_mille(), locale));
}

int shown_gap(const Rate& rate, int target) {
    return rate.per_mille() - (target + 5) / 10;
}

} // namespace motcua::campaign
