#pragma once

#include "account/holders.hpp"
#include "db/database.hpp"
#include "unit/unit.hpp"

#include <vector>

namespace motcua::reception {

/// What became of the roles in units that are no more.
struct Regranting {
    std::vector<account::GrantInForce> given; ///< with the unit that continues
    std::vector<account::GrantInForce> left;  ///< no unit is named as the successor: a person has to decide
};

/// Gives every role held in a unit that is no more in the unit that continues it, and ends the old one; both stay in the history of grants,
/// accounts keep their names and passwords. Nobody gains the province because their district has no successor: such roles are left. A
/// second run changes nothing. `dry_run` only tells.
Regranting regrant(db::Tx& tx, const unit::Tree& units, Instant now, bool dry_run = false);

} // namespace motcua::reception
