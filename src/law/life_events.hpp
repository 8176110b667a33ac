#pragma once

#include "law/source.hpp"
#include "procedure/procedure.hpp"

#include <vector>

namespace motcua::law {

/// The life events in the order in which the home page shows them. Complaints are in the source.
std::vector<procedure::LifeEvent> read_life_events(Source& source);

/// Those of the program (data/life_events.json).
std::vector<procedure::LifeEvent> life_events();

} // namespace motcua::law
