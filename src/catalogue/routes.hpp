#pragma once

#include "visit/visit.hpp"

namespace motcua::catalogue {

/// `/`, `/procedures`, `/procedures/{code}`: for everybody.
visit::Routes web_routes();
/// `/about`, `/privacy`, `/accessibility`: for everybody.
visit::Routes about_routes();
/// `/api/v1/procedures`, `/api/v1/procedures/{code}`, `/api/v1/units`, `/api/v1/units/{code}`: for everybody.
visit::Routes api_routes();

} // namespace motcua::catalogue
