#include "reception/regrant.hpp"

#include "account/actions.hpp"
#include "reception/continuation.hpp"

namespace motcua::reception {

Regranting regrant(db::Tx& tx, const unit::Tree& units, Instant now, bool dry_run) {
    Regranting told;
    const auto by = account::Actor::system().account;
    for (const auto& grant : account::grants_in_force(tx, now)) {
        const auto* unit = units.find(grant.unit);
        if (!unit || unit->valid_on(local_day(now))) continue;
        if (!has_successor(units, grant.unit)) {
            told.left.push_back(grant);
            continue;
        }
        const auto heir = continuing(units, grant.unit);
        told.given.push_back({grant.account, grant.role, heir, grant.valid_to});
        if (dry_run) continue;
        account::give(tx, grant.account, grant.role, heir, now, grant.valid_to, by);
        (void)account::take(tx, grant.account, grant.role, grant.unit, now);
    }
    return told;
}

} // namespace motcua::reception
