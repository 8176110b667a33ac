#pragma once

#include "calendar/calendar.hpp"
#include "law/source.hpp"

#include <string>
#include <vector>

namespace motcua::law {

/// A calendar as a file has it, before it is given a version. That of a unit (`unit`: its statistics code) says only what is different
/// there: the days, the coverage and, unless it has its own, the hours are those of the province.
struct CalendarRow {
    std::string unit;                        ///< empty: of the province, for everybody
    int province_version = 0;                ///< of the province's calendar that a stored one of a unit stands on
    std::vector<calendar::Session> sessions; ///< empty only for a unit
    std::vector<calendar::HoursPeriod> periods;
    std::vector<calendar::SpecialDay> days;
    Day covers_from, covers_to;

    calendar::Calendar made(int version) const;
    calendar::Calendar made(int version, const CalendarRow& province) const;
};

/// Complaints are in the source: days outside the coverage or twice, compensation that does not equal the holidays on weekends of the
/// year (Bộ luật Lao động, Điều 111), days exchanged without a day to work for them, sessions out of order.
CalendarRow read_calendar(Source& source);

} // namespace motcua::law
