#pragma once

#include "visit/visit.hpp"

namespace motcua::dossier {

/// The citizen's pages, the tracking page, the actions and the desk.
visit::Routes web_routes();
/// /api/v1/dossiers…
visit::Routes api_routes();

} // namespace motcua::dossier
