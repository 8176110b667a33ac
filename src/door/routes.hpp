#pragma once

#include "visit/visit.hpp"

namespace motcua::door {

/// Sign-in, registration, reset, language, and a person's own pages below /me.
visit::Routes web_routes();
/// /api/v1/sessions
visit::Routes api_routes();

} // namespace motcua::door
