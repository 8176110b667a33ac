#pragma once

#include "calendar/calendar.hpp"
#include "law/source.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace motcua::law {

/// A calendar as a file has it, before it is given a version.
struct CalendarRow {
    calendar::Calendar::Rules rules;
    std::vector<calendar::SpecialDay> days;
    Day covers_from, covers_to;
    calendar::Calendar made(int version) const { return {version, rules, days, covers_from, covers_to}; }
};

/// Complaints are in the source: days outside the coverage or twice, compensation that does not equal the holidays on weekends of the
/// year (Bộ luật Lao động, Điều 111), days exchanged without a day to work for them.
CalendarRow read_calendar(Source& source);

} // namespace motcua::law
