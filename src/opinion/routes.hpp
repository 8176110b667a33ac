#pragma once

#include "visit/visit.hpp"

namespace motcua::opinion {

/// /desk/opinions: what the units of an officer or approver are asked.
visit::Routes web_routes();

} // namespace motcua::opinion
