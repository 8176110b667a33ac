#include "base/crypto.hpp"
#include "base/text.hpp"
#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "dossier/views/case.hpp"

#include <fmt/format.h>

#include <algorithm>

/// Counter intake (nhận hồ sơ tại quầy): one page, keyboard only, under a minute. The form of the procedure is not typed at the counter;
/// the papers lie on the desk and are ticked.
namespace motcua::dossier {

namespace {

using account::Role;
using Kind = html::Field::Kind;

std::vector<const unit::Unit*> desks_of(const visit::Visit& visit) {
    std::vector<const unit::Unit*> desks;
    for (const auto& grant : visit.actor.grants) {
        if (grant.role != Role::clerk) continue;
        for (const auto id : visit.law->units.subtree(grant.unit)) {
            const auto* unit = visit.law->units.find(id);
            if (unit->valid_on(local_day(visit.now)) && !unit->identifier.empty() &&
                std::find(desks.begin(), desks.end(), unit) == desks.end())
                desks.push_back(unit);
        }
    }
    return desks;
}

/// The procedure typed: its code, or the only one that the words find; else those to choose from.
struct Chosen {
    const procedure::Procedure* procedure = nullptr;
    std::vector<procedure::Hit> candidates;
};
Chosen chosen_procedure(const visit::Visit& visit) {
    const Day today = local_day(visit.now);
    const auto text = [&](std::string_view name) {
        const auto typed = trim(visit.request.form_value(name));
        return typed.empty() ? trim(visit.request.query_value(name)) : typed;
    };
    if (const auto* chosen = visit.law->procedures.find(text("choice"), today)) return {chosen, {}};
    const auto typed = text("procedure");
    if (typed.empty()) return {};
    if (const auto* exact = visit.law->procedures.find(typed, today)) return {exact, {}};
    auto hits = visit.law->procedures.search(typed, {}, today, 8);
    if (hits.size() == 1) return {hits.front().procedure, {}};
    return {nullptr, std::move(hits)};
}

html::Field text_field(const visit::Visit& visit, std::string name, std::string_view key, Kind kind = Kind::text, bool required = true) {
    return {.kind = kind, .name = std::move(name), .label = visit.say(key), .required = required};
}

html::Fieldset procedure_fields(const visit::Visit& visit, const Chosen& chosen) {
    html::Fieldset group{visit.say("dossier.list.procedure"), {}};
    auto field = text_field(visit, "procedure", "dossier.intake.procedure");
    field.hint = visit.say("dossier.intake.procedure_hint");
    if (chosen.procedure) field.value = chosen.procedure->code;
    group.fields.push_back(std::move(field));
    if (!chosen.candidates.empty()) {
        html::Field choice{.kind = Kind::radios, .name = "choice", .label = visit.say("dossier.intake.choose")};
        for (const auto& hit : chosen.candidates) choice.choices.push_back({hit.procedure->code, hit.procedure->name, hit.procedure->code});
        group.fields.push_back(std::move(choice));
    }
    const auto desks = desks_of(visit);
    if (desks.size() > 1) {
        html::Field units{.kind = Kind::select, .name = "unit", .label = visit.say("dossier.intake.unit")};
        for (const auto* desk : desks) units.choices.push_back({desk->identifier, desk->full_name});
        group.fields.push_back(std::move(units));
    }
    return group;
}

html::Fieldset owner_fields(const visit::Visit& visit) {
    html::Fieldset group{visit.say("dossier.intake.owner"), {}};
    group.fields.push_back(text_field(visit, "owner.name", "dossier.intake.name"));
    auto number = text_field(visit, "owner.citizen_number", "dossier.intake.citizen_number", Kind::number, false);
    number.width = 12;
    group.fields.push_back(std::move(number));
    group.fields.push_back(text_field(visit, "owner.phone", "dossier.intake.phone", Kind::telephone, false));
    group.fields.push_back(text_field(visit, "owner.address", "dossier.intake.address", Kind::text, false));
    return group;
}

html::Fieldset handling_fields(const visit::Visit& visit, const Chosen& chosen) {
    html::Fieldset group{visit.say("dossier.intake.papers"), {}};
    if (chosen.procedure && !chosen.procedure->parts.empty()) {
        html::Field parts{.kind = Kind::checkboxes, .name = "papers", .label = visit.say("dossier.intake.papers"), .required = false};
        for (const auto& part : chosen.procedure->parts) parts.choices.push_back({part.key, part.name, {}, part.required});
        group.fields.push_back(std::move(parts));
    }
    html::Field channel{.kind = Kind::radios, .name = "channel", .label = visit.say("dossier.intake.channel")};
    for (const auto* word : {"direct", "post"})
        channel.choices.push_back({word, visit.say(fmt::format("dossier.channel.{}", word)), {}, std::string_view(word) == "direct"});
    html::Field delivery{.kind = Kind::radios, .name = "delivery", .label = visit.say("dossier.intake.delivery")};
    for (const auto* word : {"counter", "post", "electronic"})
        delivery.choices.push_back({word, visit.say(fmt::format("dossier.delivery.{}", word)), {}, std::string_view(word) == "counter"});
    group.fields.push_back(std::move(channel));
    group.fields.push_back(std::move(delivery));
    return group;
}

void refill(const visit::Visit& visit, IntakePage& page, const Error* error) {
    const auto errors = error ? visit.errors_of(*error) : std::vector<html::FieldErrorText>();
    for (auto& group : page.groups)
        for (auto& field : group.fields) {
            const auto typed = visit.request.form_values(field.name);
            if (!typed.empty() && field.choices.empty()) field.value = typed.front();
            if (!typed.empty())
                for (auto& choice : field.choices) choice.chosen = std::find(typed.begin(), typed.end(), choice.value) != typed.end();
            for (const auto& line : errors)
                if (line.field == field.name) field.error = line.text;
        }
    if (!error) return;
    page.errors.emplace();
    for (const auto& line : errors) page.errors->lines.push_back({line.text, "f-" + line.field});
}

http::Response form(const visit::Visit& visit, const Error* error = nullptr) {
    const auto chosen = chosen_procedure(visit);
    IntakePage page;
    page.key = visit.request.has_form("key") ? std::string(visit.request.form_value("key")) : crypto::random_token(16);
    page.groups = {procedure_fields(visit, chosen), owner_fields(visit), handling_fields(visit, chosen)};
    if (chosen.procedure) page.procedure_name = chosen.procedure->name;
    refill(visit, page, error);
    return visit.page(
        error ? 422 : 200,
        visit::Look{.title = visit.say("dossier.intake.title"), .back = html::Link{visit.say("dossier.desk.title"), "/desk"}, .wide = true},
        [&](html::Out& out) { views::intake(out, page); });
}

http::Response intake_page(const visit::Visit& visit) {
    return form(visit);
}

Result<Submission> submission_of(const visit::Visit& visit) {
    const auto& request = visit.request;
    const auto chosen = chosen_procedure(visit);
    if (!chosen.procedure)
        return refuse_field(chosen.candidates.empty() ? "procedure" : "choice",
                            chosen.candidates.empty() ? "dossier.unknown_procedure" : "dossier.many_procedures");
    const auto desks = desks_of(visit);
    const auto asked = request.form_value("unit");
    const auto desk =
        std::find_if(desks.begin(), desks.end(), [&](const unit::Unit* unit) { return asked.empty() || unit->identifier == asked; });
    if (desk == desks.end()) return refuse_field("unit", "dossier.unknown_unit");

    Submission submission;
    submission.facts.procedure = chosen.procedure->code;
    submission.facts.unit = (*desk)->id;
    submission.facts.channel = from_word<procedure::Channel>(request.form_value("channel")).value_or(procedure::Channel::direct);
    if (submission.facts.channel == procedure::Channel::online) return refuse_field("channel", "dossier.channel_not_offered");
    submission.facts.delivery = from_word<Delivery>(request.form_value("delivery")).value_or(Delivery::counter);
    submission.facts.owner = TRY(checked_owner({tidy(request.form_value("owner.name")),
                                                std::string(trim(request.form_value("owner.citizen_number"))),
                                                std::string(trim(request.form_value("owner.phone"))),
                                                {},
                                                tidy(request.form_value("owner.address"))}));
    boost::json::array papers;
    for (const auto part : request.form_values("papers")) papers.push_back(boost::json::value(part));
    submission.answers["papers_at_counter"] = std::move(papers);
    submission.idempotency_key = request.form_value("key");
    submission.accept_at_once = true;
    return submission;
}

http::Response take_in(const visit::Visit& visit) {
    auto submission = submission_of(visit);
    if (!submission) return form(visit, &submission.error());
    const auto done = submit(work_of(visit), *std::move(submission));
    if (done) {
        visit.services.wake_jobs();
        return visit.redirect("/dossiers/" + done->dossier.code);
    }
    return done.error().kind == motcua::Kind::invalid ? form(visit, &done.error()) : visit.refuse(done.error());
}

} // namespace

visit::Routes intake_routes() {
    const auto clerk = visit::Access::any_of({Role::clerk});
    return {{http::Method::get, "/desk/intake", clerk, intake_page},
            {http::Method::post, "/desk/intake", clerk, take_in, {http::BodyRule::Form::urlencoded, 64 * 1024}}};
}

} // namespace motcua::dossier
