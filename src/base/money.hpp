#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace motcua {

/// An amount in whole đồng. The đồng has no subunit in use.
struct Money {
    std::int64_t dong = 0;

    auto operator<=>(const Money&) const = default;
    Money operator+(Money other) const { return {dong + other.dong}; }
};

/// `1.250.000 đồng`, as Vietnamese offices write it.
std::string vi_money(Money amount);

} // namespace motcua
