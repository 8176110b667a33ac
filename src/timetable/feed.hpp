#pragma once

#include "base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace motcua::timetable {

/// A moment worth keeping, as calendars of telephones take it.
struct Reminder {
    std::string id; ///< the same one each time the same thing is told, so that it is moved and not doubled
    Instant at;
    std::string summary;
    std::string url;
};

/// The reminders as an iCalendar stream (RFC 5545): UTC, CRLF, lines of at most 75 bytes folded between letters.
std::string feed_of(std::string_view name, const std::vector<Reminder>& reminders, Instant now);

} // namespace motcua::timetable
