#pragma once

#include "jobs/jobs.hpp"
#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::draft {

/// `/procedures/{code}/start`, `/drafts/{id}/…`, `/me/drafts`.
visit::Routes web_routes();

/// `draft.sweep`: lets old drafts go and asks for the next night.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, const Clock& clock);

/// Asks for the sweep of the coming night; once a night however often it is called. The program calls it when it starts.
void plan_sweep(db::Tx& tx, Instant now);

} // namespace motcua::draft
