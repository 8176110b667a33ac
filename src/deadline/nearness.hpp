#pragma once

#include "deadline/deadline.hpp"

namespace motcua::deadline {

/// The end of the last day whose promises are near due at `now` (R43): warnings go out for all that is promised before it.
Instant near_until(const Counting& by, Instant now);
/// Whether the office works on the day of `now`: nobody is warned on a day off.
bool is_worked(const Counting& by, Instant now);

} // namespace motcua::deadline
