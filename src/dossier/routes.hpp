#pragma once

#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::dossier {

/// The citizen's pages, the tracking page, the actions and the desk.
visit::Routes web_routes();
/// /api/v1/dossiers…
visit::Routes api_routes();

/// `dossier.lapse` and `dossier.lapse_warning`, every day: supplements that do not come.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(visit::Services& services);
/// Plans the next of each, once.
void plan_lapses(db::Tx& tx, Instant now);

} // namespace motcua::dossier
