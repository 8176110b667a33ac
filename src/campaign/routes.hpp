#pragma once

#include "visit/visit.hpp"

namespace motcua::campaign {

/// /campaigns, /campaigns/{id}, /campaigns/{id}/board.csv: for everybody. Together they remember the counters (indicator::Recollection).
visit::Routes web_routes();
/// /api/v1/campaigns, /api/v1/campaigns/{id}/board: for everybody. They remember the counters likewise.
visit::Routes api_routes();

} // namespace motcua::campaign
