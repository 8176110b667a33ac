#pragma once

#include "visit/visit.hpp"

namespace motcua::rating {

/// `/desk/ratings`
visit::Routes web_routes();
visit::Routes api_routes();

} // namespace motcua::rating
