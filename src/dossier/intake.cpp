#include "base/crypto.hpp"
#include "base/text.hpp"
#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "dossier/views/case.hpp"
#include "reception/competence.hpp"
#include "reception/linked.hpp"

#include <fmt/format.h>

#include <algorithm>

/// Counter intake (nhận hồ sơ tại quầy): which procedure, then who and what, keyboard only, under a minute. The form of the procedure is
/// not typed at the counter; the papers lie on the desk and are ticked.
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

/// As sent by either of the two forms.
std::string_view typed(const visit::Visit& visit, std::string_view name) {
    const auto text = trim(visit.request.form_value(name));
    return text.empty() ? trim(visit.request.query_value(name)) : text;
}

Chosen chosen_procedure(const visit::Visit& visit) {
    const Day today = local_day(visit.now);
    if (const auto* chosen = visit.law->procedures.find(typed(visit, "choice"), today)) return {chosen, {}};
    const auto words = typed(visit, "procedure");
    if (words.empty()) return {};
    if (const auto* exact = visit.law->procedures.find(words, today)) return {exact, {}};
    auto hits = visit.law->procedures.search(words, {}, today, 8);
    if (hits.size() == 1) return {hits.front().procedure, {}};
    return {nullptr, std::move(hits)};
}

html::Field text_field(const visit::Visit& visit, std::string name, std::string_view key, Kind kind = Kind::text, bool required = true) {
    return {.kind = kind, .name = std::move(name), .label = visit.say(key), .required = required};
}

std::vector<html::Field> procedure_question(const visit::Visit& visit, const Chosen& chosen) {
    std::vector<html::Field> fields;
    auto field = text_field(visit, "procedure", "dossier.intake.procedure");
    field.hint = visit.say("dossier.intake.procedure_hint");
    field.value = typed(visit, "procedure");
    field.autocomplete = "off";
    field.suggestions = "procedures";
    field.focused = true;
    fields.push_back(std::move(field));
    if (chosen.candidates.empty()) return fields;
    html::Field choice{.kind = Kind::radios, .name = "choice", .label = visit.say("dossier.intake.choose")};
    for (const auto& hit : chosen.candidates) choice.choices.push_back({hit.procedure->code, hit.procedure->name, hit.procedure->code});
    fields.push_back(std::move(choice));
    return fields;
}

html::Fieldset owner_fields(const visit::Visit& visit) {
    html::Fieldset group{visit.say("dossier.intake.owner"), {}};
    const auto desks = desks_of(visit);
    if (desks.size() > 1) {
        html::Field units{.kind = Kind::select, .name = "unit", .label = visit.say("dossier.intake.unit")};
        for (const auto* desk : desks) units.choices.push_back({desk->identifier, desk->full_name});
        group.fields.push_back(std::move(units));
    }
    group.fields.push_back(text_field(visit, "owner.name", "dossier.intake.name"));
    group.fields.back().focused = true;
    auto number = text_field(visit, "owner.citizen_number", "dossier.intake.citizen_number", Kind::number, false);
    number.width = 20;
    group.fields.push_back(std::move(number));
    group.fields.push_back(text_field(visit, "owner.phone", "dossier.intake.phone", Kind::telephone, false));
    group.fields.back().width = 20;
    group.fields.push_back(text_field(visit, "owner.address", "dossier.intake.address", Kind::text, false));
    for (auto& field : group.fields) field.autocomplete = "off"; // the clerk's browser must not offer the people before
    return group;
}

bool every_unit_receives(const visit::Visit& visit) {
    const auto* rules = visit.law->rules_on(local_day(visit.now));
    return rules && rules->received_anywhere;
}

/// Who resolves it, where every unit receives: the tree of those that are competent.
void add_resolver(const visit::Visit& visit, const procedure::Procedure& procedure, html::Fieldset& group) {
    if (!every_unit_receives(visit)) return;
    html::Field field{.kind = Kind::select, .name = "resolving_unit", .label = visit.say("dossier.intake.resolving_unit")};
    field.hint = visit.say("dossier.intake.resolving_unit_hint");
    field.required = false;
    field.choices.push_back({"", visit.say("dossier.intake.resolved_here")});
    for (const auto& resolvers : reception::resolvers_of(visit.law->units, procedure, local_day(visit.now)))
        for (const auto* unit : resolvers.units) field.choices.push_back({unit->identifier, unit->full_name});
    if (field.choices.size() > 1) group.fields.push_back(std::move(field));
}

/// 0: the receiving unit itself.
Result<Id> resolver_of(const visit::Visit& visit, const procedure::Procedure& procedure, Id desk) {
    const Day today = local_day(visit.now);
    const auto& units = visit.law->units;
    const auto asked = visit.request.form_value("resolving_unit");
    if (const auto* unit = units.with_identifier(asked, today)) return unit->id == desk ? 0 : unit->id;
    if (!asked.empty()) return refuse_field("resolving_unit", "dossier.choose_unit");
    const bool somebody_else = every_unit_receives(visit) && !reception::may_resolve(units, procedure, desk, today) &&
                               !reception::resolvers_of(units, procedure, today).empty();
    if (somebody_else) return refuse_field("resolving_unit", "dossier.choose_unit");
    return 0;
}

void add_together(const visit::Visit& visit, const procedure::Procedure& procedure, html::Fieldset& group) {
    if (!reception::children_of(procedure.code).empty()) return; // a request of its own
    group.fields.push_back(text_field(visit, "together", "dossier.intake.together", Kind::text, false));
    group.fields.back().hint = visit.say("dossier.intake.together_hint");
}

/// What most people do not need, after what everybody needs: another competent unit, more procedures, an owner that is no person, and
/// somebody who stands at the counter for the owner.
html::Fieldset special_fields(const visit::Visit& visit, const procedure::Procedure& procedure) {
    html::Fieldset group{visit.say("dossier.intake.special"), {}};
    add_resolver(visit, procedure, group);
    add_together(visit, procedure, group);
    html::Field kind{.kind = Kind::select, .name = "owner.kind", .label = visit.say("dossier.intake.owner_kind")};
    for (const auto word : Words<OwnerKind>::words)
        kind.choices.push_back(
            {std::string(word), visit.say(fmt::format("dossier.owner_kind.{}", word)), {}, word == word_of(OwnerKind::person)});
    group.fields.push_back(std::move(kind));
    group.fields.push_back(text_field(visit, "owner.tax_code", "dossier.intake.tax_code", Kind::text, false));
    group.fields.back().hint = visit.say("dossier.intake.tax_code_hint");
    group.fields.back().width = 20;
    group.fields.push_back(text_field(visit, "representative.name", "dossier.intake.representative_name", Kind::text, false));
    group.fields.back().hint = visit.say("dossier.intake.representative_hint");
    group.fields.push_back(text_field(visit, "representative.citizen_number", "dossier.intake.citizen_number", Kind::number, false));
    group.fields.back().width = 20;
    group.fields.push_back(text_field(visit, "representative.ground", "dossier.intake.representative_ground", Kind::text, false));
    group.fields.push_back(text_field(visit, "representative.until", "dossier.intake.representative_until", Kind::date, false));
    for (auto& field : group.fields) field.autocomplete = "off";
    return group;
}

/// Nobody when nothing was typed.
Result<std::optional<Representative>> representative_typed(const visit::Visit& visit) {
    const auto& request = visit.request;
    Representative person{tidy(request.form_value("representative.name")),
                          std::string(trim(request.form_value("representative.citizen_number"))),
                          tidy(request.form_value("representative.ground")), std::nullopt};
    const auto piece = [&](std::string_view suffix) {
        return std::string(trim(request.form_value(fmt::format("representative.until{}", suffix))));
    };
    const auto until = piece("-year") + piece("-month") + piece("-day");
    if (person.name.empty() && person.citizen_number.empty() && person.ground.empty() && until.empty()) return std::nullopt;
    if (!until.empty()) {
        const auto two = [](std::string text) { return text.size() == 1 ? "0" + text : text; };
        person.until = parse_day(fmt::format("{}-{}-{}", piece("-year"), two(piece("-month")), two(piece("-day"))));
        if (!person.until) return refuse_field("representative.until", "dossier.date_needed");
    }
    return TRY(checked_representative(std::move(person), local_day(visit.now)));
}

/// `1.001193, 2.000815`: what else the person brings in this visit.
Result<std::vector<std::string>> together_typed(const visit::Visit& visit) {
    std::vector<std::string> codes;
    std::string code;
    const auto text = std::string(visit.request.form_value("together")) + " ";
    for (const char letter : text) {
        if (letter != ' ' && letter != ',' && letter != ';') {
            code += letter;
        } else if (!code.empty()) {
            codes.push_back(std::exchange(code, {}));
        }
    }
    if (codes.size() > 10) return refuse_field("together", "dossier.too_many_together", {"10"});
    return codes;
}

html::Fieldset handling_fields(const visit::Visit& visit, const procedure::Procedure& procedure) {
    html::Fieldset group{visit.say("dossier.intake.handling"), {}};
    if (!procedure.parts.empty()) {
        html::Field parts{.kind = Kind::checkboxes, .name = "papers", .label = visit.say("dossier.intake.papers")};
        for (const auto& part : procedure.parts) parts.choices.push_back({part.key, part.name, {}, part.required});
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

/// What was typed, and what was wrong with it. A form that was sent and came back knows which boxes are no longer ticked.
void refill(const visit::Visit& visit, html::Field& field, const std::vector<html::FieldErrorText>& errors) {
    const auto sent = visit.request.form_values(field.name);
    if (!sent.empty() && field.choices.empty()) field.value = sent.front();
    if (field.kind == Kind::date) {
        field.day = visit.request.form_value(field.name + "-day");
        field.month = visit.request.form_value(field.name + "-month");
        field.year = visit.request.form_value(field.name + "-year");
    }
    if (visit.request.has_form("key"))
        for (auto& choice : field.choices) choice.chosen = std::find(sent.begin(), sent.end(), choice.value) != sent.end();
    for (const auto& line : errors)
        if (line.field == field.name) field.error = line.text;
    if (!errors.empty()) field.focused = false; // the summary of what is wrong comes first
}

void show_errors(IntakePage& page, const std::vector<html::FieldErrorText>& errors) {
    if (errors.empty()) return;
    page.errors.emplace();
    for (const auto& line : errors) page.errors->lines.push_back({line.text, "f-" + line.field});
}

IntakePage ask_for_procedure(const visit::Visit& visit, const Chosen& chosen) {
    IntakePage page;
    page.question = procedure_question(visit, chosen);
    for (const auto* procedure : visit.law->procedures.valid_on(local_day(visit.now)))
        page.procedures.push_back({procedure->code, procedure->short_name});
    return page;
}

IntakePage ask_for_dossier(const visit::Visit& visit, const procedure::Procedure& procedure) {
    IntakePage page;
    page.key = visit.request.has_form("key") ? std::string(visit.request.form_value("key")) : crypto::random_token(16);
    page.procedure = procedure.code;
    page.procedure_name = procedure.name;
    page.groups = {owner_fields(visit), handling_fields(visit, procedure)};
    page.special = special_fields(visit, procedure);
    return page;
}

http::Response form(const visit::Visit& visit, const Error* error = nullptr) {
    const auto chosen = chosen_procedure(visit);
    auto page = chosen.procedure ? ask_for_dossier(visit, *chosen.procedure) : ask_for_procedure(visit, chosen);
    auto errors = error ? visit.errors_of(*error) : std::vector<html::FieldErrorText>();
    if (!error && !chosen.procedure && chosen.candidates.empty() && !typed(visit, "procedure").empty())
        errors.push_back({"procedure", visit.say("dossier.unknown_procedure")});
    for (auto& field : page.question) refill(visit, field, errors);
    for (auto& group : page.groups)
        for (auto& field : group.fields) refill(visit, field, errors);
    for (auto& field : page.special.fields) {
        refill(visit, field, errors);
        const bool kind = field.name == "owner.kind";
        const bool said = std::any_of(field.choices.begin(), field.choices.end(), [&](const html::Choice& one) {
            return one.chosen && !one.value.empty() && (!kind || one.value != word_of(OwnerKind::person));
        });
        page.special_open = page.special_open || said || !field.error.empty() || !field.value.empty();
    }
    show_errors(page, errors);
    const auto back = chosen.procedure ? html::Link{visit.say("dossier.intake.other_procedure"), "/desk/intake"}
                                       : html::Link{visit.say("dossier.desk.title"), "/desk"};
    return visit.page(errors.empty() ? 200 : 422, visit::Look{.title = visit.say("dossier.intake.title"), .back = back, .wide = true},
                      [&](html::Out& out) { chosen.procedure ? views::intake(out, page) : views::intake_choice(out, page); });
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
    const bool only = asked.empty() && desks.size() == 1;
    const auto desk = std::find_if(desks.begin(), desks.end(), [&](const unit::Unit* unit) { return only || unit->identifier == asked; });
    if (desk == desks.end()) return refuse_field("unit", "dossier.unknown_unit");

    Submission submission;
    submission.facts.procedure = chosen.procedure->code;
    submission.facts.unit = (*desk)->id;
    submission.facts.resolving_unit = TRY(resolver_of(visit, *chosen.procedure, (*desk)->id));
    submission.facts.channel = from_word<procedure::Channel>(request.form_value("channel")).value_or(procedure::Channel::direct);
    if (submission.facts.channel == procedure::Channel::online) return refuse_field("channel", "dossier.channel_not_offered");
    submission.facts.delivery = from_word<Delivery>(request.form_value("delivery")).value_or(Delivery::counter);
    submission.facts.owner = TRY(checked_owner({tidy(request.form_value("owner.name")),
                                                std::string(trim(request.form_value("owner.citizen_number"))),
                                                std::string(trim(request.form_value("owner.phone"))),
                                                {},
                                                tidy(request.form_value("owner.address")),
                                                from_word<OwnerKind>(request.form_value("owner.kind")).value_or(OwnerKind::person),
                                                std::string(trim(request.form_value("owner.tax_code")))}));
    submission.facts.representative = TRY(representative_typed(visit));
    submission.together = TRY(together_typed(visit));
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
        return visit.redirect("/dossiers/" + done->dossier.code + "?taken=in");
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
