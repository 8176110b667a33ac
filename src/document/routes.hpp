#pragma once

#include "jobs/jobs.hpp"
#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::document {

/// `POST /api/v1/documents`
visit::Routes api_routes();

/// `document.sweep`: with an empty body plans the night's work and the next night, with `{"folders":"a"}` sweeps the
/// sixteen folders a0…af.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, std::filesystem::path papers, const Clock& clock);

/// Asks for the sweep of the coming night; once a night however often it is called. The program calls it when it starts.
void plan_sweep(db::Tx& tx, Instant now);

} // namespace motcua::document
