#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/locale.hpp"
#include "base/time.hpp"
#include "unit/unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::account {

/// Roles of product design; `visitor` is nobody signed in. (vai trò)
enum class Role {
    visitor,
    citizen,
    helper,
    team_lead,
    clerk,
    officer,
    approver,
    cashier,
    controller,
    unit_admin,
    province_admin,
    auditor,
    operator_,
    leader
};

/// A role held in a unit; it reaches the unit's subtree. (quyền theo đơn vị)
struct Grant {
    Role role = Role::citizen;
    Id unit = 0;
};

/// Who acts: what every action and every can() asks. A visitor has id 0 and no grants.
struct Actor {
    Id account = 0;
    std::string name;
    std::vector<Grant> grants;
    bool citizen = false; ///< signed in as a person for own affairs

    bool signed_in() const { return account != 0; }
    bool has(Role role) const;
    /// Holds `role` in a unit that `unit` lies within.
    bool has(Role role, Id unit, const unit::Tree& units) const;
    bool staff() const;
    /// Jobs and the command line act as the system.
    static Actor system();
    bool is_system() const { return account == -1; }
};

struct Account {
    Id id = 0;
    std::string login; ///< phone, e-mail or, for staff, a login name
    std::string name;
    std::string phone;
    std::string email;
    std::string citizen_number; ///< opened for its owner only; empty otherwise
    std::string address;
    bool staff = false;
};

} // namespace motcua::account

template <>
struct motcua::Words<motcua::account::Role> {
    static constexpr std::array words{std::string_view("visitor"),    std::string_view("citizen"),        std::string_view("helper"),
                                      std::string_view("team_lead"),  std::string_view("clerk"),          std::string_view("officer"),
                                      std::string_view("approver"),   std::string_view("cashier"),        std::string_view("controller"),
                                      std::string_view("unit_admin"), std::string_view("province_admin"), std::string_view("auditor"),
                                      std::string_view("operator"),   std::string_view("leader")};
};
