#pragma once

#include "app/config.hpp"
#include "campaign/routes.hpp"
#include "jobs/jobs.hpp"
#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::app {

class App;

/// The table of contents: the pages and the API of every domain, and the API's description.
visit::Routes all_routes(campaign::Counters counters = std::make_shared<indicator::Recollection>());
/// Those that look at the program itself: /health/…, /metrics.
visit::Routes own_routes(App& app);
void append(visit::Routes& routes, visit::Routes more);

/// What workers do, by the kind of job.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(const Config& config, visit::Services& services);
/// Work that comes back by itself (the nightly sweep) is asked for when the program starts.
void queue_routine_jobs(visit::Services& services);

} // namespace motcua::app
