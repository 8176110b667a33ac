#include "account/holders.hpp"

#include <algorithm>

namespace motcua::account {

namespace {

const db::Query<Holder(Role, Id, Instant)> select_holders{
    "select distinct a.id, a.name from role_grant g join account a on a.id = g.account "
    "where g.role = $1 and g.unit = $2 and g.valid_from <= $3 and (g.valid_to is null or g.valid_to > $3) and a.closed_at is null "
    "order by a.name, a.id"};
const db::Query<std::string(Id)> select_name{"select name from account where id = $1"};

const db::Query<GrantInForce(Instant)> select_grants{
    "select g.account, g.role, g.unit, g.valid_to from role_grant g join account a on a.id = g.account "
    "where g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1) and a.closed_at is null order by g.unit, g.account, g.role"};

} // namespace

std::vector<GrantInForce> grants_in_force(db::Tx& tx, Instant now) {
    return tx.all(select_grants, now);
}

std::vector<Holder> holders(db::Tx& tx, Role role, const std::vector<Id>& units, Instant now) {
    std::vector<Holder> found;
    for (const auto unit : units)
        for (auto& holder : tx.all(select_holders, role, unit, now))
            if (std::none_of(found.begin(), found.end(), [&](const Holder& other) { return other.id == holder.id; }))
                found.push_back(std::move(holder));
    return found;
}

std::map<Id, std::string> names(db::Tx& tx, const std::vector<Id>& accounts) {
    std::map<Id, std::string> found;
    for (const auto account : accounts)
        if (!found.contains(account))
            if (auto name = tx.one(select_name, account)) found.emplace(account, *std::move(name));
    return found;
}

} // namespace motcua::account
