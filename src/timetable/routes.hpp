#pragma once

#include "visit/visit.hpp"

namespace motcua::timetable {

/// /calendar, /calendar/{unit}: open hours and days off, for everybody. /me/calendar: where a citizen's promised days can be had as a
/// calendar; /due-dates/{account}/{secret}: that calendar, for whoever holds the link.
visit::Routes web_routes();

} // namespace motcua::timetable
