#include "demo/store.hpp"

namespace motcua::demo {

namespace {

const db::Query<Id()> any_account{"select id from account limit 1"};
const db::Query<void(Id, Id, std::string_view, std::string_view, std::string_view, Day)> insert_team{
    "insert into team (id, unit_id, level, name, place, valid_from) values ($1, $2, $3, $4, $5, $6)"};
const db::Query<void(Id, int, std::string_view, std::string_view, int)> insert_member{
    "insert into team_member (team_id, number, name, position, leads, account_id) values ($1, $2, $3, $4, $5, 0)"};
const db::Query<Store::TeamFigures(Id, std::string_view)> count_teams{
    "select count(distinct t.id), count(m.number) from team t left join team_member m on m.team_id = t.id "
    "where t.unit_id = $1 and t.level = $2"};

} // namespace

bool Store::has_accounts() {
    return tx_.one(any_account).has_value();
}

void Store::add(const Team& team) {
    tx_.run(insert_team, team.id, team.unit, team.level, team.name, team.place, team.valid_from);
}

void Store::add_member(Id team, int number, std::string_view name, std::string_view position, bool leads) {
    tx_.run(insert_member, team, number, name, position, leads ? 1 : 0);
}

Store::TeamFigures Store::team_figures(Id unit, std::string_view level) {
    return *tx_.one(count_teams, unit, level);
}

} // namespace motcua::demo
