#include "publication/views/drafts.hpp"
#include "publication/pages.hpp"
#include "visit/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::publication {

namespace {

std::string draft_url(std::string_view code) {
    return fmt::format("/admin/workflows/{}/draft", code);
}

Result<Draft> the_draft(const visit::Visit& visit) {
    auto draft = draft_of(visit.services.database, visit.value("code"));
    if (!draft) return refuse(Kind::not_found, "workflow.no_draft");
    return *std::move(draft);
}

int revision_in(const visit::Visit& visit) {
    return number_in(visit.request.form_value("revision")).value_or(-1);
}

html::ErrorSummary summary(const visit::Visit& visit, const Error& error) {
    return html::summary_of(visit.errors_of(error));
}

StepCard card_of(const visit::Visit& visit, const Draft& draft, std::size_t place, const std::vector<workflow::Finding>& found) {
    const auto& step = draft.steps[place];
    const auto workflow = draft.workflow();
    StepCard card{fmt::format("{}. {}", place + 1, step.name), fmt::format("{}/steps/{}", draft_url(draft.procedure), step.key), {}, {}};
    const auto names = [&](const std::vector<std::string>& keys) {
        std::string all;
        for (const auto& key : keys) {
            const auto* other = workflow.find(key);
            all += (all.empty() ? "" : "; ") + (key == workflow::the_end ? visit.say("workflow.end")
                                                : other != nullptr       ? other->name
                                                                         : key);
        }
        return all;
    };
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) card.facts.rows.push_back({visit.say(fmt::format("workflow.column.{}", key)), std::move(value), {}});
    };
    add("doer", workflow::doer_of(step, unit_names(visit), visit.locale));
    add("share", fmt::format("{} %", step.share));
    add("next", names(workflow.next(step.key)));
    add("back", names(workflow.back(step.key)));
    std::string asks;
    for (const auto& ask : step.asks) asks += (asks.empty() ? "" : "\n") + workflow::asked_of(ask, unit_names(visit), visit.locale);
    add("asks", asks);
    for (const auto& finding : found)
        if (finding.step == place) card.findings.push_back(workflow::told(finding, visit.locale));
    return card;
}

DraftPage page_of(const visit::Visit& visit, const Draft& draft) {
    const auto* procedure = visit.law->procedures.find(draft.procedure, local_day(visit.now));
    const auto found = findings(visit.services.database, *visit.law, draft.workflow(), visit.now);
    DraftPage page;
    page.procedure = procedure != nullptr ? procedure->short_name : draft.procedure;
    page.code = draft.procedure;
    page.url = draft_url(draft.procedure);
    page.revision = draft.revision;
    page.findings = told(visit, found);
    for (std::size_t place = 0; place < draft.steps.size(); ++place) page.steps.push_back(card_of(visit, draft, place, found));
    page.graph = workflow::graph_of(draft.workflow(), found, unit_names(visit), visit.locale);
    page.simulation = simulation_table(visit, draft.workflow(), page.simulated);
    page.may_publish = found.empty() && !draft.authors.empty() && !draft.written_by(visit.actor.account);
    for (const auto& author : draft.authors) page.authors += (page.authors.empty() ? "" : ", ") + author.name;
    if (found.empty() && draft.written_by(visit.actor.account))
        page.notice = html::Notice{"info", visit.say("workflow.draft.waits"), visit.say("workflow.draft.waits_text"), {}};
    page.reason = {.kind = html::Field::Kind::lines,
                   .name = "reason",
                   .label = visit.say("workflow.field.reason"),
                   .hint = visit.say("workflow.field.reason_hint"),
                   .value = std::string(visit.request.form_value("reason"))};
    return page;
}

http::Response draft_shown(const visit::Visit& visit, const Draft& draft, const Error* error = nullptr) {
    auto page = page_of(visit, draft);
    if (error != nullptr) {
        page.errors = summary(visit, *error);
        for (const auto& line : visit.errors_of(*error))
            if (line.field == "reason") page.reason.error = line.text;
    }
    const visit::Look look{
        .title = visit.say("workflow.draft.title", {page.procedure}),
        .back = html::Link{visit.say("workflow.title", {page.procedure}), fmt::format("/admin/workflows/{}", draft.procedure)},
        .wide = true};
    return visit.page(error != nullptr ? visit::status_of(error->kind) : 200, look, [&](html::Out& out) { views::draft(out, page); });
}

/// Who comes too late or meets a rule sees the draft as it is now.
http::Response refused(const visit::Visit& visit, const Error& error) {
    const auto draft = the_draft(visit);
    if (!draft || (error.kind != Kind::conflict && error.kind != Kind::invalid)) return visit.refuse(error);
    return draft_shown(visit, *draft, &error);
}

http::Response show_draft(visit::Visit& visit) {
    const auto draft = the_draft(visit);
    return draft ? draft_shown(visit, *draft) : visit.refuse(draft.error());
}

http::Response post_draft(visit::Visit& visit) {
    const auto draft = begin(work_of(visit), visit.value("code"));
    return draft ? visit.redirect(draft_url(draft->procedure)) : visit.refuse(draft.error());
}

http::Response post_removal(visit::Visit& visit) {
    const auto code = visit.value("code");
    const auto done = discard(work_of(visit), code, revision_in(visit));
    return done ? visit.redirect(fmt::format("/admin/workflows/{}", code)) : refused(visit, done.error());
}

http::Response post_publication(visit::Visit& visit) {
    const auto code = visit.value("code");
    const auto version = publish(work_of(visit), code, revision_in(visit), visit.request.form_value("reason"));
    if (!version) return refused(visit, version.error());
    auto& services = visit.services;
    services.shelf.put(services.database.read([](db::Tx& tx) { return law::load(tx); }));
    return visit.redirect(fmt::format("/admin/workflows/{}?published=yes", code));
}

http::Response step_shown(const visit::Visit& visit, const Draft& draft, const Error* error = nullptr) {
    const auto key = visit.value("step");
    if (key != "new" && draft.workflow().find(key) == nullptr) return visit.refuse({Kind::not_found, "workflow.no_step", {}, {}});
    auto page = step_page(visit, draft, key);
    if (error != nullptr) {
        page.errors = summary(visit, *error);
        const auto mark = [&](html::Field& field) {
            for (const auto& line : visit.errors_of(*error))
                if (line.field == field.name) field.error = line.text;
        };
        std::ranges::for_each(page.fields, mark);
        for (auto& ask : page.asks) std::ranges::for_each(ask.fields, mark);
    }
    const visit::Look look{.title = page.title, .back = html::Link{visit.say("workflow.draft.back"), draft_url(draft.procedure)}};
    return visit.page(error != nullptr ? visit::status_of(error->kind) : 200, look, [&](html::Out& out) { views::step(out, page); });
}

http::Response show_step(visit::Visit& visit) {
    const auto draft = the_draft(visit);
    return draft ? step_shown(visit, *draft) : visit.refuse(draft.error());
}

http::Response post_step(visit::Visit& visit) {
    const auto code = visit.value("code"), key = visit.value("step");
    const bool removes = visit.request.form_value("do") == "remove";
    const auto changed = change(work_of(visit), code, revision_in(visit), [&](std::vector<workflow::Step>& steps) {
        return removes ? remove_step(key, steps) : put_typed_step(visit, key == "new" ? "" : key, steps);
    });
    if (changed) return visit.redirect(draft_url(code));
    const auto draft = the_draft(visit);
    const bool on_this_page = draft && changed.error().kind == Kind::invalid;
    return on_this_page ? step_shown(visit, *draft, &changed.error()) : refused(visit, changed.error());
}

} // namespace

visit::Routes draft_routes() {
    using enum http::Method;
    const auto administrators = visit::Access::any_of({account::Role::province_admin});
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 64 * 1024};
    return {{get, "/admin/workflows/{code}/draft", administrators, show_draft},
            {post, "/admin/workflows/{code}/draft", administrators, post_draft, form},
            {post, "/admin/workflows/{code}/draft/publication", administrators, post_publication, form},
            {post, "/admin/workflows/{code}/draft/removal", administrators, post_removal, form},
            {get, "/admin/workflows/{code}/draft/steps/{step}", administrators, show_step},
            {post, "/admin/workflows/{code}/draft/steps/{step}", administrators, post_step, form}};
}

} // namespace motcua::publication
