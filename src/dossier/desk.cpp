#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "dossier/views/lists.hpp"
#include "reception/continuation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::dossier {

namespace {

using account::Role;

constexpr int page_size = 50;
constexpr std::array case_roles{Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor};

/// The units where this person works with dossiers.
std::vector<Id> own_units(const visit::Visit& visit) {
    std::vector<Id> units;
    for (const auto& grant : visit.actor.grants)
        if (std::find(case_roles.begin(), case_roles.end(), grant.role) != case_roles.end() &&
            std::find(units.begin(), units.end(), grant.unit) == units.end())
            units.push_back(grant.unit);
    return units;
}

/// The unit asked for when it lies within the person's own ones, else the first own one. 0: none.
Id unit_shown(const visit::Visit& visit, const std::vector<Id>& own) {
    const auto asked = visit.request.query_value("unit");
    const auto* unit = visit.law->units.with_identifier(asked, local_day(visit.now));
    if (unit && std::any_of(own.begin(), own.end(), [&](Id mine) { return visit.law->units.within(unit->id, mine); })) return unit->id;
    return own.empty() ? 0 : own.front();
}

ListFilter filter_of(const visit::Visit& visit, Id unit) {
    const auto& request = visit.request;
    ListFilter filter;
    filter.units = reception::with_continued(visit.law->units, visit.law->units.subtree(unit));
    filter.state = from_word<State>(request.query_value("state"));
    filter.procedure = request.query_value("procedure");
    if (request.query_value("mine") == "1") filter.assignee = visit.actor.account;
    filter.sent_elsewhere = request.query_value("sent") == "1";
    return filter;
}

std::string desk_url(const visit::Visit& visit, Id unit, std::string_view name, std::string_view value) {
    const auto* shown = visit.law->units.find(unit);
    std::string url = fmt::format("/desk?unit={}", shown ? shown->identifier : "");
    if (const auto procedure = visit.request.query_value("procedure"); !procedure.empty()) url += fmt::format("&procedure={}", procedure);
    for (const auto* kept : {"state", "mine", "sent"})
        if (const auto set = visit.request.query_value(kept); name == "after" && !set.empty()) url += fmt::format("&{}={}", kept, set);
    if (!value.empty()) url += fmt::format("&{}={}", name, value);
    return url;
}

/// What is promised next: an answer to what came in, or the result.
std::string promise_of(const visit::Visit& visit, const Line& line) {
    if (!line.urgent_at || line.state == State::resolved) return {};
    const auto when = vi_clock(*line.urgent_at) + " " + vi_day(local_day(*line.urgent_at));
    const bool answer = line.state == State::submitted || line.state == State::awaiting_supplement;
    return visit.say(answer ? "dossier.list.answer_by" : "dossier.list.result_by", {when});
}

/// From where to where, when another unit resolves it than the one that received it.
std::string way_of(const visit::Visit& visit, const Line& line) {
    if (line.resolving_unit == line.unit) return {};
    const auto name = [&](Id id) {
        const auto* unit = visit.law->units.find(id);
        return unit ? unit->full_name : std::string();
    };
    return " · " +
           visit.say(line.in_transit != 0 ? "dossier.list.on_its_way" : "dossier.list.way", {name(line.unit), name(line.resolving_unit)});
}

html::Table table_of(const visit::Visit& visit, const std::vector<Line>& lines) {
    html::Table table;
    table.caption = visit.say("dossier.desk.caption");
    table.empty = visit.say("dossier.list.none");
    table.dense = true;
    table.cards = true;
    for (const auto* key : {"dossier.list.code", "dossier.list.due", "dossier.list.promise", "dossier.list.state", "dossier.list.procedure",
                            "dossier.list.owner", "dossier.list.channel", "dossier.list.submitted"})
        table.heads.push_back({visit.say(key)});
    for (const auto& line : lines) {
        const auto* procedure = visit.law->procedures.find(line.procedure, local_day(line.submitted_at));
        const auto due = due_tag(visit, line.desk, line.state, line.urgent_at);
        table.rows.push_back({{line.code, "/dossiers/" + line.code},
                              {.text = {}, .tag = due},
                              {promise_of(visit, line)},
                              {.text = {}, .tag = tag_of(visit, line.state, line.urgent_at.has_value())},
                              {procedure ? procedure->short_name : line.procedure},
                              {line.owner_name + way_of(visit, line)},
                              {visit.say(fmt::format("dossier.channel_short.{}", word_of(line.channel)))},
                              {vi_clock(line.submitted_at) + " " + vi_day(local_day(line.submitted_at))}});
    }
    return table;
}

std::string counted(const visit::Visit& visit, std::int64_t count) {
    if (count <= StateCount::most) return fmt::format("{}", count);
    return visit.say("dossier.desk.more_than", {fmt::format("{}", StateCount::most)});
}

void add_states(const visit::Visit& visit, Id unit, const std::vector<StateCount>& counts, DeskPage& page) {
    StateCount all{};
    for (const auto& count : counts) all.count += count.count, all.late += count.late;
    page.states.push_back({visit.say("dossier.desk.all", {counted(visit, all.count)}), desk_url(visit, unit, "", "")});
    for (const auto& count : counts)
        page.states.push_back({visit.say("dossier.desk.state_count",
                                         {visit.say(fmt::format("dossier.state.{}", word_of(count.state))), counted(visit, count.count)}),
                               desk_url(visit, unit, "state", word_of(count.state))});
    page.states.push_back({visit.say("dossier.desk.mine"), desk_url(visit, unit, "mine", "1")});
    page.states.push_back({visit.say("dossier.desk.sent"), desk_url(visit, unit, "sent", "1")});
    if (all.late > 0) page.late = visit.say("dossier.desk.late", {counted(visit, all.late)});
}

void add_filters(const visit::Visit& visit, Id unit, const std::vector<Id>& own, DeskPage& page) {
    using Kind = html::Field::Kind;
    const Day today = local_day(visit.now);
    html::Field units{.kind = Kind::select, .name = "unit", .label = visit.say("dossier.desk.unit")};
    for (const auto id : own)
        for (const auto below : visit.law->units.subtree(id))
            if (const auto* candidate = visit.law->units.find(below); candidate->valid_on(today) && !candidate->identifier.empty())
                units.choices.push_back({candidate->identifier, candidate->full_name, {}, candidate->id == unit});
    html::Field procedures{.kind = Kind::select, .name = "procedure", .label = visit.say("dossier.desk.procedure")};
    procedures.choices.push_back({"", visit.say("dossier.desk.any_procedure")});
    for (const auto* procedure : visit.law->procedures.valid_on(today))
        procedures.choices.push_back(
            {procedure->code, procedure->short_name, {}, procedure->code == visit.request.query_value("procedure")});
    if (units.choices.size() > 1) page.filters.push_back(std::move(units));
    page.filters.push_back(std::move(procedures));
}

http::Response desk(const visit::Visit& visit) {
    const auto own = own_units(visit);
    const auto unit = unit_shown(visit, own);
    if (unit == 0) return visit.refuse({Kind::forbidden, "dossier.not_your_step", {}, {}});
    const auto filter = filter_of(visit, unit);
    const auto listed = list(visit.services.database, filter, visit.request.query_value("after"), page_size);
    if (!listed) return visit.refuse(listed.error());

    DeskPage page;
    page.unit_name = visit.law->units.find(unit)->full_name;
    page.register_url = fmt::format("/desk/register?unit={}", visit.law->units.find(unit)->identifier);
    page.may_take_in = visit.actor.has(Role::clerk);
    page.dossiers = table_of(visit, listed->lines);
    if (!listed->next.empty()) page.pages.next = html::Link{visit.say("dossier.desk.more"), desk_url(visit, unit, "after", listed->next)};
    add_states(visit, unit, waiting(visit.services.database, filter.units, visit.now), page);
    add_filters(visit, unit, own, page);
    return visit.page(200, visit::Look{.title = visit.say("dossier.desk.title"), .wide = true},
                      [&](html::Out& out) { views::desk(out, page); });
}

} // namespace

visit::Routes desk_routes() {
    const auto staff = visit::Access::any_of({case_roles.begin(), case_roles.end()});
    visit::Routes routes{{http::Method::get, "/desk", staff, desk}};
    for (auto& route : intake_routes()) routes.push_back(std::move(route));
    return routes;
}

} // namespace motcua::dossier
