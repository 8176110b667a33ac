#include "rating/looking.hpp"

namespace motcua::rating {

namespace {

using account::Role;

const std::vector<Role>& leading_roles() {
    static const std::vector<Role> roles{Role::approver,   Role::leader,         Role::controller,
                                         Role::unit_admin, Role::province_admin, Role::auditor};
    return roles;
}

bool leads(const account::Grant& grant) {
    for (const auto role : leading_roles())
        if (grant.role == role) return true;
    return false;
}

/// Only where the caller leads: the unit they ask for, else the widest one.
const unit::Unit* unit_of(const visit::Visit& visit) {
    const auto& units = visit.law->units;
    const auto wanted = visit.request.query_value("unit");
    const auto* asked = wanted.empty() ? nullptr : units.with_identifier(wanted, local_day(visit.now));
    if (!wanted.empty() && !asked) return nullptr;
    Id widest = 0;
    for (const auto& grant : visit.actor.grants) {
        if (!leads(grant)) continue;
        if (asked && units.within(asked->id, grant.unit)) return asked;
        if (widest == 0 || units.within(widest, grant.unit)) widest = grant.unit;
    }
    return asked ? nullptr : units.find(widest);
}

Result<Day> day_in(const visit::Visit& visit, std::string_view name, Day otherwise) {
    const auto text = visit.request.query_value(name);
    if (text.empty()) return otherwise;
    const auto day = parse_day(text);
    if (!day) return refuse_field(std::string(name), "rating.days");
    return *day;
}

} // namespace

visit::Access leading() {
    return visit::Access::any_of(leading_roles());
}

Result<Asked> asked(const visit::Visit& visit) {
    const auto today = local_day(visit.now);
    Asked asked;
    asked.unit = unit_of(visit);
    if (!asked.unit) return refuse(Kind::forbidden, "rating.other_unit");
    asked.from = TRY(day_in(visit, "from", *day_of(civil(today).year, 1, 1)));
    asked.to = TRY(day_in(visit, "to", today));
    if (asked.to < asked.from) return refuse_field("from", "rating.days");
    asked.questionnaire = questionnaire_on(asked.to);
    if (!asked.questionnaire) return refuse_field("from", "rating.no_questionnaire");
    const auto units = visit.law->units.subtree(asked.unit->id);
    asked.sums = visit.services.database.read([&](db::Tx& tx) { return sums(tx, units, *asked.questionnaire, asked.from, asked.to); });
    return asked;
}

} // namespace motcua::rating
