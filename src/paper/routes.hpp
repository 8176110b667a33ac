#pragma once

#include "visit/visit.hpp"

namespace motcua::paper {

visit::Routes web_routes();
visit::Routes api_routes();

} // namespace motcua::paper
