#include "deadline/nearness.hpp"

namespace motcua::deadline {

Instant near_until(const Counting& by, Instant now) {
    return local_instant(by.calendar.working_day(local_day(now), by.rules.near_due_days) + 1, 0);
}

bool is_worked(const Counting& by, Instant now) {
    return by.calendar.is_working(local_day(now));
}

} // namespace motcua::deadline
