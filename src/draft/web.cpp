#include "draft/routes.hpp"
#include "draft/views/start.hpp"
#include "draft/walk.hpp"
#include "reception/competence.hpp"
#include "visit/urls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

/// The beginning: what will be asked, where it shall go; and the list of what was begun.
namespace motcua::draft {

namespace {

using account::Role;
using Kind = html::Field::Kind;

constexpr std::size_t most_radios = 16; ///< more units are a list to open

http::Response start(const visit::Visit& visit) {
    const auto ground = ground_of(*visit.law, visit.value("code"), local_day(visit.now));
    if (!ground) return visit.refuse(ground.error());
    StartPage page{.procedure = ground->procedure->name, .url = fmt::format("/procedures/{}/start", ground->procedure->code)};
    for (const auto* question : way_of(*ground, {})) page.questions.push_back(question->title);
    for (const auto& part : ground->procedure->parts) (part.required ? page.required_papers : page.other_papers).push_back(part.name);
    page.may_begin = visit.actor.citizen;
    if (!visit.actor.signed_in()) page.sign_in_url = visit::sign_in_url(page.url);
    if (visit.actor.citizen)
        for (const auto& line : of_account(work_of(visit)))
            if (line.procedure == ground->procedure->code)
                page.unfinished.push_back(
                    {visit.say("draft.start.unfinished", {vi_clock(line.updated_at), vi_day(local_day(line.updated_at))}),
                     fmt::format("/drafts/{}", line.id)});
    const auto look = look_of(visit, visit.say("draft.start.title"), fmt::format("/procedures/{}", ground->procedure->code));
    return visit.page(200, look, [&](html::Out& out) { views::start(out, page); });
}

http::Response begin_it(const visit::Visit& visit) {
    const auto draft = begin(work_of(visit), visit.value("code"));
    if (!draft) return visit.refuse(draft.error());
    return visit.redirect(url_of(*draft, "unit"));
}

/// Where the person left off.
http::Response resume(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    if (walk->draft.unit == 0) return visit.redirect(url_of(walk->draft, "unit"));
    const auto neighbours = neighbours_of(way_of(walk->ground, walk->draft.answers), walk->draft.reached);
    if (neighbours.after) return visit.redirect(url_of(walk->draft, *neighbours.after));
    const auto gap = first_gap(walk->draft, walk->ground);
    return visit.redirect(gap ? url_of(walk->draft, *gap) : url_of(walk->draft, "review"));
}

Id number_in(std::string_view text) {
    Id id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return id;
}

std::string name_of(const visit::Visit& visit, const reception::ResolverGroup& group) {
    return group.above ? group.above->full_name : visit.say("draft.unit.province");
}

html::Field unit_field(const visit::Visit& visit, const reception::ResolverGroup& group, Id chosen) {
    html::Field field{
        .kind = group.units.size() > most_radios ? Kind::select : Kind::radios, .name = "unit", .label = visit.say("draft.unit.title")};
    field.hint = visit.say("draft.unit.hint");
    field.label_is_title = true;
    for (const auto* unit : group.units) field.choices.push_back({fmt::format("{}", unit->id), unit->full_name, {}, unit->id == chosen});
    return field;
}

html::Field group_field(const visit::Visit& visit, const std::vector<reception::ResolverGroup>& groups) {
    html::Field field{
        .kind = groups.size() > most_radios ? Kind::select : Kind::radios, .name = "in", .label = visit.say("draft.unit.where")};
    field.hint = visit.say("draft.unit.hint");
    field.label_is_title = true;
    for (const auto& group : groups) field.choices.push_back({fmt::format("{}", group.above ? group.above->id : 0), name_of(visit, group)});
    return field;
}

/// The group to choose from: the one named, the one the suggestion lies in, or the only one.
const reception::ResolverGroup* group_of(const std::vector<reception::ResolverGroup>& groups, std::string_view named, Id suggestion) {
    if (groups.size() == 1) return &groups.front();
    for (const auto& group : groups) {
        const bool holds =
            std::any_of(group.units.begin(), group.units.end(), [&](const unit::Unit* unit) { return unit->id == suggestion; });
        if (named.empty() ? holds : number_in(named) == (group.above ? group.above->id : 0)) return &group;
    }
    return nullptr;
}

http::Response show_unit(const visit::Visit& visit, const Walk& walk, std::string_view named, const Error* error) {
    const auto groups = reception::resolvers_of(*walk.ground.units, *walk.ground.procedure, walk.ground.today);
    const bool anew = named == "anew";
    const Id suggestion = anew ? 0 : walk.draft.unit != 0 ? walk.draft.unit : suggested_unit(walk.work, walk.draft);
    const auto* group = anew ? nullptr : group_of(groups, named, suggestion);
    UnitPage page{.url = url_of(walk.draft, "unit")};
    page.field = group ? unit_field(visit, *group, suggestion) : group_field(visit, groups);
    page.last_step = group != nullptr;
    if (group) page.group = fmt::format("{}", group->above ? group->above->id : 0);
    if (group && groups.size() > 1)
        page.elsewhere = html::Link{visit.say("draft.unit.elsewhere", {name_of(visit, *group)}), page.url + "?in=anew"};
    if (error) page.field.error = visit.errors_of(*error).front().text;
    page.errors = summary_of({&page.field}, false);
    const auto look = look_of(visit, page.field.label, fmt::format("/procedures/{}/start", walk.draft.procedure));
    return visit.page(error ? 422 : 200, look, [&](html::Out& out) { views::unit(out, page); });
}

http::Response unit_page(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    return show_unit(visit, *walk, visit.request.query_value("in"), nullptr);
}

http::Response save_unit(const visit::Visit& visit) {
    auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto saved = choose_unit(walk->work, walk->draft.id, number_in(visit.request.form_value("unit")));
    if (!saved && !saved.error().fields.empty()) return show_unit(visit, *walk, visit.request.form_value("in"), &saved.error());
    if (!saved) return instead_of_walk(visit, saved.error());
    walk->draft = *saved;
    if (from_review(visit)) return visit.redirect(back_to_review(*walk));
    const auto way = way_of(walk->ground, saved->answers);
    return visit.redirect(way.empty() ? after_questions(*walk) : url_of(*saved, *way.front()));
}

http::Response mine(const visit::Visit& visit) {
    MinePage page;
    for (const auto& line : of_account(work_of(visit))) {
        const auto* procedure = visit.law->procedures.find(line.procedure, local_day(visit.now));
        const auto until = local_day(line.updated_at + lifetime_ms);
        page.drafts.push_back({procedure ? procedure->name : line.procedure, fmt::format("/drafts/{}", line.id),
                               visit.say("draft.mine.note", {vi_clock(line.updated_at), vi_day(local_day(line.updated_at)), vi_day(until)}),
                               line.sending ? "" : fmt::format("/drafts/{}/removal", line.id)});
    }
    return visit.page(200, look_of(visit, visit.say("draft.mine.title"), "/me"), [&](html::Out& out) { views::mine(out, page); });
}

http::Response remove(const visit::Visit& visit) {
    const auto gone = discard(work_of(visit), id_of(visit, "id"));
    return gone ? visit.redirect("/me/drafts") : visit.refuse(gone.error());
}

} // namespace

visit::Routes web_routes() {
    using http::Method;
    const auto citizen = visit::Access::any_of({Role::citizen});
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 16 * 1024};
    visit::Routes routes{
        {Method::get, "/procedures/{code}/start", visit::Access::anyone(), start},
        {Method::post, "/procedures/{code}/start", citizen, begin_it, form},
        {Method::get, "/drafts/{id}", citizen, resume},
        {Method::get, "/drafts/{id}/unit", citizen, unit_page},
        {Method::post, "/drafts/{id}/unit", citizen, save_unit, form},
        {Method::get, "/me/drafts", citizen, mine},
        {Method::post, "/drafts/{id}/removal", citizen, remove, form},
    };
    for (auto* more : {question_routes, paper_routes, review_routes})
        for (auto& route : more()) routes.push_back(std::move(route));
    return routes;
}

} // namespace motcua::draft
