#pragma once

#include "visit/visit.hpp"

namespace motcua::message {

/// `/me/messages` and what is done there.
visit::Routes web_routes();

} // namespace motcua::message
