#pragma once

#include "visit/visit.hpp"

namespace motcua::wallet {

/// `/me/documents`: what a citizen need not bring again.
visit::Routes web_routes();
visit::Routes api_routes();

} // namespace motcua::wallet
