#pragma once

#include "visit/visit.hpp"

namespace motcua::publication {

/// The administrator's pages of workflows, below /admin/workflows.
visit::Routes web_routes();

} // namespace motcua::publication
