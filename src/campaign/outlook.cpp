#include "campaign/outlook.hpp"

#include <algorithm>

namespace motcua::campaign {

namespace {

constexpr std::int64_t whole_share = 10'000;

std::int64_t round_division(std::int64_t value, std::int64_t by) {
    return (2 * value + by) / (2 * by);
}

Prospect prospect_of(const Outlook& outlook, bool is_over, bool has_pace) {
    if (is_over) return outlook.needed == 0 ? Prospect::reached : Prospect::missed;
    if (!has_pace) return Prospect::unknown;
    if (outlook.needed == 0) return Prospect::ensured;
    return outlook.needed <= outlook.coming ? Prospect::possible : Prospect::out_of_reach;
}

} // namespace

Outlook outlook(const SoFar& so_far, int target) {
    Outlook outlook;
    const bool has_pace = so_far.lately_days > 0 && so_far.lately_received > 0;
    if (has_pace) outlook.coming = round_division(so_far.lately_received * so_far.days_left, so_far.lately_days);
    const auto all = so_far.received + outlook.coming;
    const auto short_of = target * all - so_far.online * whole_share;
    outlook.needed = std::max<std::int64_t>(0, (short_of + whole_share - 1) / whole_share);
    const auto online_to_come = has_pace ? round_division(outlook.coming * so_far.lately_online, so_far.lately_received) : 0;
    outlook.expected = {so_far.online + online_to_come, all};
    const bool is_over = so_far.days_left == 0;
    outlook.prospect = is_over && so_far.received == 0 ? Prospect::unknown : prospect_of(outlook, is_over, has_pace);
    return outlook;
}

} // namespace motcua::campaign
