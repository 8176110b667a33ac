#pragma once

#include "account/account.hpp"
#include "db/database.hpp"

#include <string>
#include <vector>

namespace motcua::account {

/// Somebody who holds a role, for lists to choose from.
struct Holder {
    Id id = 0;
    std::string name;
};

/// Who holds `role` at `now` in one of `units` (a unit and those above it: a role reaches down), by name.
std::vector<Holder> holders(db::Tx& tx, Role role, const std::vector<Id>& units, Instant now);

} // namespace motcua::account
