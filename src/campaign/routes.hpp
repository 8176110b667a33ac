#pragma once

#include "indicator/board.hpp"
#include "visit/visit.hpp"

#include <memory>

namespace motcua::campaign {

/// What pages and programs remember of the counters, together.
using Counters = std::shared_ptr<indicator::Recollection>;

/// /campaigns, /campaigns/{id}, /campaigns/{id}/board.csv: for everybody.
visit::Routes web_routes(Counters counters);
/// /api/v1/campaigns, /api/v1/campaigns/{id}/board: for everybody.
visit::Routes api_routes(Counters counters);

} // namespace motcua::campaign
