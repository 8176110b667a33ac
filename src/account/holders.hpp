#pragma once

#include "account/account.hpp"
#include "db/database.hpp"

#include <map>
#include <optional>
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

/// A role somebody holds in a unit.
struct GrantInForce {
    Id account = 0;
    Role role = Role::citizen;
    Id unit = 0;
    std::optional<Instant> valid_to;
};
/// All of them at `now`, by unit, account and role.
std::vector<GrantInForce> grants_in_force(db::Tx& tx, Instant now);

/// What these accounts are called; those that are not there are absent.
std::map<Id, std::string> names(db::Tx& tx, const std::vector<Id>& accounts);

} // namespace motcua::account
