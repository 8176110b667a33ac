#include "publication/routes.hpp"

#include "base/text.hpp"
#include "publication/pages.hpp"
#include "publication/views/workflows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::publication {

namespace {

constexpr std::size_t on_the_list = 60;

std::string url_of(std::string_view code) {
    return fmt::format("/admin/workflows/{}", code);
}

http::Response list(visit::Visit& visit) {
    const auto asked = visit.request.query_value("q");
    const auto drafts = drafted(visit.services.database);
    ListPage page;
    page.search = {.title = visit.say("workflow.list.title"),
                   .hint = visit.say("workflow.list.hint"),
                   .action = "/admin/workflows",
                   .value = std::string(asked),
                   .button = visit.say("workflow.list.search")};
    page.procedures = {
        .caption = visit.say("workflow.list.caption"),
        .heads = {{visit.say("workflow.list.procedure")}, {visit.say("workflow.list.version")}, {visit.say("workflow.list.steps")}},
        .rows = {},
        .dense = true,
        .cards = true,
        .empty = visit.say("workflow.list.none")};
    for (const auto& hit : visit.law->procedures.search(asked, {}, local_day(visit.now), on_the_list)) {
        const auto& workflow = visit.law->workflow_of(*hit.procedure);
        const bool draft = std::ranges::find(drafts, hit.procedure->code) != drafts.end();
        page.procedures.rows.push_back(
            {{hit.procedure->short_name + " (" + hit.procedure->code + ")", url_of(hit.procedure->code)},
             {.text = fmt::format("{}", workflow.version),
              .tag = draft ? std::optional(html::Tag{visit.say("workflow.list.drafted", {fmt::format("{}", workflow.version)}), "yellow"})
                           : std::nullopt},
             {fmt::format("{}", workflow.steps.size())}});
    }
    return visit.page(200, visit::Look{.title = page.search.title, .wide = true}, [&](html::Out& out) { views::workflows(out, page); });
}

html::Table history_table(const visit::Visit& visit, const std::vector<Published>& published, const std::string& url) {
    html::Table table{.caption = visit.say("workflow.history.title"), .heads = {}, .rows = {}, .dense = true, .cards = true};
    for (const auto* key : {"version", "when", "drafted_by", "published_by", "reason"})
        table.heads.push_back({visit.say(fmt::format("workflow.history.{}", key))});
    for (const auto& one : published)
        table.rows.push_back({{fmt::format("{}", one.version), fmt::format("{}?version={}", url, one.version)},
                              {vi_clock(one.published_at) + " " + vi_day(local_day(one.published_at))},
                              {one.drafted_by},
                              {one.published_by_name},
                              {one.reason}});
    table.rows.push_back({{"1", url + "?version=1"}, {""}, {""}, {""}, {visit.say("workflow.history.first")}});
    return table;
}

http::Response show(visit::Visit& visit) {
    const auto* procedure = visit.law->procedures.find(visit.value("code"), local_day(visit.now));
    if (procedure == nullptr) return visit.refuse({Kind::not_found, "workflow.unknown_procedure", {}, {}});
    const auto& in_force = visit.law->workflow_of(*procedure);
    const auto asked = number_in(visit.request.query_value("version")).value_or(in_force.version);
    const auto* workflow = visit.law->workflow(procedure->code, procedure->version, asked);
    if (workflow == nullptr) return visit.refuse({Kind::not_found, "workflow.unknown_version", {}, {}});
    const auto found = findings(visit.services.database, *visit.law, *workflow, visit.now);

    WorkflowPage page;
    page.procedure = procedure->short_name;
    page.code = procedure->code;
    page.url = url_of(procedure->code);
    page.in_force = workflow->version == in_force.version;
    page.version = visit.say(page.in_force ? "workflow.version_in_force" : "workflow.version_old", {fmt::format("{}", workflow->version)});
    if (visit.request.query_value("published") == "yes" && page.in_force)
        page.notice = html::Notice{
            "success", visit.say("workflow.published", {fmt::format("{}", workflow->version)}), visit.say("workflow.published_text"), {}};
    page.findings = told(visit, found);
    page.graph = workflow::graph_of(*workflow, found, unit_names(visit), visit.locale);
    page.simulation = simulation_table(visit, *workflow, page.simulated);
    page.history = history_table(visit, history(visit.services.database, procedure->code), page.url);
    page.drafted = draft_of(visit.services.database, procedure->code).has_value();
    const visit::Look look{.title = visit.say("workflow.title", {page.procedure}),
                           .back = html::Link{visit.say("workflow.list.title"), "/admin/workflows"},
                           .wide = true};
    return visit.page(200, look, [&](html::Out& out) { views::workflow(out, page); });
}

} // namespace

Work work_of(const visit::Visit& visit) {
    return {visit.services.database, *visit.law, visit.actor, visit.now};
}

visit::Routes web_routes() {
    const auto administrators = visit::Access::any_of({account::Role::province_admin});
    visit::Routes routes{{http::Method::get, "/admin/workflows", administrators, list},
                         {http::Method::get, "/admin/workflows/{code}", administrators, show}};
    for (auto& route : draft_routes()) routes.push_back(std::move(route));
    return routes;
}

} // namespace motcua::publication
