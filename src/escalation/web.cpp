#include "escalation/actions.hpp"
#include "escalation/pages.hpp"
#include "escalation/routes.hpp"
#include "escalation/views/today.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace motcua::escalation {

namespace {

using account::Role;
using visit::Visit;

constexpr std::array case_roles{Role::clerk, Role::officer, Role::approver, Role::controller, Role::auditor};
constexpr std::array rated_roles{Role::approver, Role::leader, Role::controller, Role::unit_admin, Role::province_admin, Role::auditor};
constexpr std::array leading_roles{Role::leader, Role::unit_admin, Role::province_admin};

/// Whose grants count here: the unit of the widest one is shown first.
Id unit_shown(const Visit& visit) {
    const auto& units = visit.law->units;
    const auto* asked = units.with_identifier(visit.request.query_value("unit"), local_day(visit.now));
    Id widest = 0;
    for (const auto& grant : visit.actor.grants) {
        if (asked && units.within(asked->id, grant.unit)) return asked->id;
        if (widest == 0 || units.within(widest, grant.unit)) widest = grant.unit;
    }
    return widest;
}

bool may_open_cases(const Visit& visit) {
    return std::any_of(case_roles.begin(), case_roles.end(), [&](Role role) { return visit.actor.has(role); });
}

std::string number(std::int64_t value) {
    return fmt::format("{}", value);
}

std::string cause_text(const Visit& visit, const Matter& matter) {
    const auto who = matter.assignee.empty() ? visit.say("escalation.nobody") : matter.assignee;
    const auto cause = visit.say(fmt::format("escalation.cause.{}", word_of(matter.cause)));
    if (matter.cause != Cause::step) return cause;
    return visit.say("escalation.in_step", {matter.step.empty() ? cause : matter.step, who});
}

html::Table table_of(const Visit& visit, std::string_view key, const std::vector<Matter>& matters, bool linked) {
    html::Table table;
    table.caption = visit.say(fmt::format("escalation.{}", key));
    table.empty = visit.say(fmt::format("escalation.{}.none", key));
    table.dense = true;
    table.cards = true;
    if (matters.empty()) return table;
    for (const auto* head : {"escalation.code", "escalation.promised", "escalation.why", "escalation.procedure", "escalation.unit"})
        table.heads.push_back({visit.say(head)});
    for (const auto& matter : matters) {
        const auto* procedure = visit.law->procedures.find(matter.line.procedure, local_day(matter.line.submitted_at));
        const auto* unit = visit.law->units.find(matter.line.desk);
        auto when = vi_clock(matter.promised) + " " + vi_day(local_day(matter.promised));
        if (matter.days_late > 0) when += " · " + visit.say("escalation.days_late", {number(matter.days_late)});
        table.rows.push_back({{matter.line.code, linked ? "/dossiers/" + matter.line.code : std::string()},
                              {std::move(when)},
                              {cause_text(visit, matter)},
                              {procedure ? procedure->short_name : matter.line.procedure},
                              {unit ? unit->full_name : std::string()}});
    }
    return table;
}

/// Only where there is more than one unit to choose from.
std::optional<html::Table> units_of(const Visit& visit, const Morning& morning) {
    if (morning.units.empty() || (morning.units.size() == 1 && morning.units.front().unit == morning.total.unit)) return std::nullopt;
    html::Table table;
    table.caption = visit.say("escalation.units");
    table.dense = true;
    table.cards = true;
    for (const auto* head : {"escalation.unit", "escalation.late", "escalation.today", "escalation.soon"})
        table.heads.push_back({visit.say(head)});
    for (const auto& load : morning.units)
        if (const auto* unit = visit.law->units.find(load.unit))
            table.rows.push_back({{unit->full_name, unit->identifier.empty() ? std::string() : "/today?unit=" + unit->identifier},
                                  {number(load.late)},
                                  {number(load.today)},
                                  {number(load.soon)}});
    return table;
}

http::Response today(Visit& visit) {
    const Id unit = unit_shown(visit);
    const auto* shown = visit.law->units.find(unit);
    if (!shown) return visit.refuse({Kind::forbidden, "visit.role_missing", {}, {}});
    const auto morning = escalation::morning(visit.services.database, *visit.law, unit, visit.now);
    const bool linked = may_open_cases(visit);
    TodayPage page{.title = visit.say("escalation.title", {shown->full_name}), .day = vi_day(local_day(visit.now))};
    page.figures.figures = {{visit.say("escalation.late"), number(morning.total.late)},
                            {visit.say("escalation.today"), number(morning.total.today)},
                            {visit.say("escalation.soon"), number(morning.total.soon)}};
    page.units = units_of(visit, morning);
    page.late = table_of(visit, "late", morning.late, linked);
    page.today = table_of(visit, "today", morning.today, linked);
    page.soon = table_of(visit, "soon", morning.soon, linked);
    if (!morning.whole) page.more = visit.say("escalation.more", {number(most_matters)});
    page.may_read_ratings = std::ranges::any_of(rated_roles, [&](Role role) { return visit.actor.has(role); });
    if (linked && !shown->identifier.empty()) page.desk_url = "/desk?unit=" + shown->identifier;
    return visit.page(200, visit::Look{.title = page.title, .wide = true}, [&](html::Out& out) { views::today(out, page); });
}

} // namespace

visit::Routes web_routes() {
    std::vector<Role> roles{case_roles.begin(), case_roles.end()};
    roles.insert(roles.end(), leading_roles.begin(), leading_roles.end());
    return {{http::Method::get, "/today", visit::Access::any_of(std::move(roles)), today}};
}

} // namespace motcua::escalation
