#pragma once

#include "jobs/jobs.hpp"
#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::escalation {

/// /today: for everybody who works at a desk or leads one.
visit::Routes web_routes();

/// `escalation.remind`: every morning, before the desks open.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, law::Shelf& shelf, const Clock& clock);
/// Asks for the next morning's run; more often asked, it still runs once.
void plan_reminders(db::Tx& tx, Instant now);

} // namespace motcua::escalation
