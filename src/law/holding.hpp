#pragma once

#include "base/time.hpp"
#include "db/database.hpp"

namespace motcua::law {

/// Makes the units that were valid on `day` valid without end, and takes all others out: a demonstration lives in the province of one
/// day, whatever became of it later. Only for a database without dossiers.
void hold_units_of(db::Tx& tx, Day day);

} // namespace motcua::law
