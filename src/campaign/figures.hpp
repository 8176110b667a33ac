#pragma once

#include "base/locale.hpp"
#include "campaign/campaign.hpp"

#include <cstdint>
#include <string>

/// Numbers as people of a locale write them. A percentage keeps its sign by a space that does not break.
namespace motcua::campaign {

/// `12.345`, in English `12,345`.
std::string grouped(std::int64_t number, Locale locale);
/// Tenths of a percent: `61,5 %`, `80 %`, in English `61.5 %`.
std::string percent(int per_mille, Locale locale);
/// With its sign: `+1,5`, `−18,5`, `0`.
std::string points(int per_mille, Locale locale);
/// `123 / 200 = 61,5 %`; empty when there is no rate.
std::string fraction(const Rate& rate, Locale locale);

/// The gap in tenths of a percent, as the difference of the two numbers that stand beside it.
int shown_gap(const Rate& rate, int target);

} // namespace motcua::campaign
