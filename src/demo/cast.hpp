#pragma once

#include "account/account.hpp"
#include "db/database.hpp"
#include "demo/phrases.hpp"
#include "dossier/dossier.hpp"
#include "unit/unit.hpp"

#include <string>
#include <vector>

namespace motcua::demo {

struct Citizen {
    account::Actor actor;
    dossier::Owner owner;
};

/// Who works at a commune's one-stop desk, and who comes to it.
struct Desk {
    const unit::Unit* unit = nullptr;
    bool village = true; ///< not a ward
    account::Actor clerk, officer, approver, cashier;
    Id helper = 0;
    std::vector<Citizen> citizens;
};

/// An account whose password is printed, one for each role.
struct PrintedAccount {
    std::string role, login, password, unit, name;
};

struct Cast {
    std::vector<Desk> desks; ///< in the order of the unit tree
    std::size_t shown = 0;   ///< the desk whose people have printed accounts; its first citizen has one
    std::vector<PrintedAccount> printed;
};

struct Call {
    std::uint64_t seed = 0;
    std::int64_t citizens = 0; ///< spread over the desks, at least one each
    Day day;                   ///< of the unit tree
    Instant since;             ///< from when they hold their roles
};

/// Makes all accounts and their roles, in one transaction. Only the printed ones can sign in; their passwords are random.
Cast hire(db::Database& database, const unit::Tree& units, const Phrases& words, const Call& call);

} // namespace motcua::demo
