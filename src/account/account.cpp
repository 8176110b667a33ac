#include "account/account.hpp"

#include <algorithm>

namespace motcua::account {

namespace {

bool is_staff_role(Role role) {
    return role != Role::visitor && role != Role::citizen && role != Role::helper && role != Role::team_lead;
}

} // namespace

bool Actor::has(Role role) const {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) { return grant.role == role; });
}

bool Actor::has(Role role, Id unit, const unit::Tree& units) const {
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.role == role && units.within(unit, grant.unit); });
}

bool Actor::staff() const {
    return std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return is_staff_role(grant.role); });
}

Actor Actor::system() {
    return {.account = -1, .name = "system"};
}

} // namespace motcua::account
