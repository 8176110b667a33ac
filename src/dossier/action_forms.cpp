#include "dossier/pages.hpp"
#include "dossier/parcel.hpp"
#include "dossier/reuse.hpp"
#include "reception/competence.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

using Kind = html::Field::Kind;

html::Field words_field(const visit::Visit& visit, Action action, std::string_view name, bool required = true) {
    return {.kind = Kind::lines,
            .name = std::string(name),
            .label = visit.say(fmt::format("dossier.{}.{}", word_of(action), name)),
            .required = required};
}

bool is_signed_here(const visit::Visit& visit, const Dossier& dossier) {
    return signature::key_of({&visit.services.keys, {}}, *visit.law, dossier.resolver()) != nullptr;
}

html::Field line_field(const visit::Visit& visit, Action action, std::string_view name, bool required = true) {
    auto field = words_field(visit, action, name, required);
    field.kind = Kind::text;
    return field;
}

/// Every paper of the procedure as a box to tick, so that one request lists everything that is missing.
html::Field missing_field(const visit::Visit& visit, const Dossier& dossier) {
    html::Field field{.kind = Kind::checkboxes, .name = "items", .label = visit.say("dossier.supplement-request.items")};
    const auto* procedure = asked_by(*visit.law, dossier);
    if (procedure)
        for (const auto& part : procedure->parts) field.choices.push_back({part.name, part.name});
    return field;
}

html::Field day_field(const visit::Visit& visit, Action action, std::string_view name) {
    return {.kind = Kind::date, .name = std::string(name), .label = visit.say(fmt::format("dossier.{}.{}", word_of(action), name))};
}

/// Where the workflow leaves a choice, the step to go to is asked as well.
std::vector<html::Field> with_choice(const visit::Visit& visit, const Dossier& dossier, Action action, html::Field words) {
    std::vector<html::Field> fields{std::move(words)};
    const auto* workflow = workflow_of(*visit.law, dossier);
    if (!workflow) return fields;
    auto offered = action == Action::step ? workflow->next(dossier.step) : workflow->back(dossier.step);
    std::erase(offered, workflow::the_end);
    if (offered.size() < 2) return fields;
    html::Field to{.kind = Kind::radios, .name = "to", .label = visit.say(fmt::format("dossier.{}.to", word_of(action)))};
    for (const auto& key : offered)
        if (const auto* step = workflow->find(key)) to.choices.push_back({key, step->name});
    fields.push_back(std::move(to));
    return fields;
}

/// Every unit that may take the dossier over, by the tree: a list to type into or to choose from.
html::Field unit_field(const visit::Visit& visit, const Dossier& dossier) {
    html::Field field{.kind = Kind::select, .name = "to", .label = visit.say("dossier.transfer.to")};
    field.choices.push_back({"", visit.say("dossier.transfer.choose")});
    const Day today = local_day(visit.now);
    const auto* procedure = visit.law->procedures.find(dossier.procedure, today);
    if (!procedure) procedure = visit.law->procedures.version(dossier.procedure, dossier.procedure_version);
    for (const auto& unit : visit.law->units.all())
        if (unit.valid_on(today) && unit.id != dossier.lies_at() &&
            (unit.id == dossier.unit || (procedure && reception::may_be_handed_to(visit.law->units, *procedure, unit.id, today))))
            field.choices.push_back({unit.identifier, unit.full_name});
    return field;
}

std::vector<html::Field> fields_of(const visit::Visit& visit, Action action, const Dossier& dossier,
                                   const std::vector<html::Choice>& officers) {
    switch (action) {
    case Action::refusal:
    case Action::stop:
        return {words_field(visit, action, "reason"), line_field(visit, action, "legal_ground")};
    case Action::supplement_request:
        return {missing_field(visit, dossier), line_field(visit, action, "other", false), words_field(visit, action, "reason", false),
                line_field(visit, action, "legal_ground", false), day_field(visit, action, "until")};
    case Action::assignment:
        return {{.kind = Kind::radios, .name = "officer", .label = visit.say("dossier.assignment.officer"), .choices = officers}};
    case Action::step:
        return with_choice(visit, dossier, action, words_field(visit, action, "opinion"));
    case Action::send_back:
        return with_choice(visit, dossier, action, words_field(visit, action, "reason"));
    case Action::fee_request:
        return {{.kind = Kind::number, .name = "amount", .label = visit.say("dossier.fee-request.amount"), .suffix = "đồng", .width = 10},
                words_field(visit, action, "reason")};
    case Action::fee_settlement:
        return {line_field(visit, action, "receipt_number")};
    case Action::apology:
        return {words_field(visit, action, "reason"), day_field(visit, action, "new_day")};
    case Action::result:
        return {{.kind = Kind::file,
                 .name = "file",
                 .label = visit.say("dossier.result.file"),
                 .hint = visit.say(is_signed_here(visit, dossier) ? "dossier.result.file_hint_signed" : "dossier.result.file_hint"),
                 .required = dossier.delivery == Delivery::electronic,
                 .accept = is_signed_here(visit, dossier) ? ".pdf" : ".pdf,.jpg,.jpeg,.png"},
                words_field(visit, action, "note", false)};
    case Action::hand_over:
        return {line_field(visit, action, "to", false), line_field(visit, action, "ground", false)};
    case Action::dispatch: {
        auto carrier = line_field(visit, action, "carrier");
        carrier.value = visit.say("dossier.dispatch.usual_carrier");
        return {std::move(carrier), line_field(visit, action, "waybill")};
    }
    case Action::parcel_return:
        return {words_field(visit, action, "reason")};
    case Action::correction:
        return {words_field(visit, action, "what")};
    case Action::withdrawal:
        return {words_field(visit, action, "reason", false)};
    case Action::transfer:
        return {unit_field(visit, dossier), words_field(visit, action, "reason")};
    case Action::supplement:
        return {{.kind = Kind::file, .name = "file", .label = visit.say("dossier.supplement.file"), .required = false},
                words_field(visit, action, "note", false)};
    default:
        return {};
    }
}

/// In the order in which a desk needs them; the first open one is unfolded.
constexpr Action order[] = {Action::opinion,
                            Action::transfer_receipt,
                            Action::acceptance,
                            Action::digitisation,
                            Action::assignment,
                            Action::result,
                            Action::step,
                            Action::opinion_request,
                            Action::dispatch,
                            Action::hand_over,
                            Action::parcel_return,
                            Action::paper_check,
                            Action::fee_settlement,
                            Action::supplement,
                            Action::supplement_request,
                            Action::refusal,
                            Action::send_back,
                            Action::fee_request,
                            Action::apology,
                            Action::stop,
                            Action::withdrawal,
                            Action::transfer,
                            Action::correction};

int times(const Folder& folder, Action action) {
    return static_cast<int>(std::ranges::count(folder.events, action, &Event::action));
}

/// Until when one may apologise; nothing when it is too late or was done as often as the rules allow.
std::optional<Instant> apology_open_until(const visit::Visit& visit, const Folder& folder) {
    const auto by = counting_of(*visit.law, folder.dossier);
    if (!by || !folder.dossier.due_at || times(folder, Action::apology) >= by->rules.reappointments) return std::nullopt;
    const auto until = deadline::apology_until(*by, *folder.dossier.due_at);
    return until && visit.now <= *until ? std::optional(*until) : std::nullopt;
}

/// Whether one request more makes the dossier late for the index.
bool asks_too_often(const visit::Visit& visit, const Dossier& dossier) {
    const auto by = counting_of(*visit.law, dossier);
    return by && dossier.supplement_requests >= by->rules.supplement_requests;
}

/// What the law of its period says about this action in this dossier, in the form before it is sent.
void say_the_rules(const visit::Visit& visit, const Folder& folder, Action action, ActionForm& form) {
    const auto by = counting_of(*visit.law, folder.dossier);
    if (!by) return;
    const auto add_ground = [&] {
        if (const auto ground = by->rules.ground(word_of(action)); !ground.empty())
            form.hint += " " + visit.say("dossier.by_law", {std::string(ground)});
    };
    if (action == Action::apology) {
        const auto until = apology_open_until(visit, folder).value_or(Instant{});
        form.hint = visit.say("dossier.apology.hint", {vi_clock(until) + " " + vi_day(local_day(until))});
    }
    add_ground();
    if (action == Action::supplement_request) {
        const auto last = deadline::supplement_wait_ends(*by, visit.now);
        if (last) form.fields.back().hint = visit.say("dossier.supplement-request.until_hint", {vi_day(*last)});
        if (!asks_too_often(visit, folder.dossier)) return;
        form.warning = html::Notice{
            "warning", visit.say("dossier.supplement-request.again_title"), visit.say("dossier.supplement-request.again_text"), {}};
        form.fields.push_back({.kind = Kind::checkboxes,
                               .name = "again",
                               .label = visit.say("dossier.supplement-request.again_label"),
                               .choices = {{"yes", visit.say("dossier.supplement-request.again")}}});
    }
}

/// What the citizen brought and nobody has compared with its original yet.
std::vector<html::Choice> unchecked(const visit::Visit& visit, const Folder& folder) {
    const auto checked = checked_in(folder.events);
    const auto reused = reused_in(folder.events);
    const auto* procedure = asked_by(*visit.law, folder.dossier);
    std::vector<html::Choice> papers;
    for (const auto& paper : folder.papers) {
        if (paper.kind == "result" || checked.contains(paper.document) || reused.contains(paper.document)) continue;
        auto name = paper.file_name;
        for (const auto& part : procedure ? procedure->parts : std::vector<procedure::Part>())
            if (part.key == paper.part) name = part.name + " · " + paper.file_name;
        papers.push_back({fmt::format("{}", paper.document), std::move(name)});
    }
    return papers;
}

bool is_open(const visit::Visit& visit, const Folder& folder, Action action) {
    const auto& dossier = folder.dossier;
    if (action == Action::opinion)
        return after(dossier, action) && std::ranges::any_of(folder.opinions, [&](const opinion::Opinion& one) {
                   return one.open() && opinion::is_asked(one, visit.actor, visit.law->units);
               });
    if (!after(dossier, action) || !can(visit.actor, action, dossier, visit.law->units)) return false;
    if (action == Action::digitisation) return !folder.on_paper().empty();
    if (action == Action::apology) return apology_open_until(visit, folder).has_value();
    const auto parcel = parcel_in(folder.events);
    const bool under_way = parcel && parcel->standing == Parcel::Standing::under_way;
    if (action == Action::dispatch) return dossier.delivery == Delivery::post && !under_way;
    if (action == Action::parcel_return) return under_way;
    if (action == Action::paper_check) return !unchecked(visit, folder).empty();
    const auto* step = step_of(*visit.law, dossier);
    const bool signing = at_signing(*visit.law, dossier), approvers = step && step->role == "approver";
    if (action == Action::step)
        return !signing && (approvers ? visit.actor.has(account::Role::approver) : dossier.assignee == visit.actor.account);
    if (action == Action::opinion_request) return !signing && dossier.assignee == visit.actor.account;
    if (action == Action::result) return signing;
    if (action == Action::send_back) return signing || approvers;
    return true;
}

} // namespace

std::vector<ActionForm> action_forms(const visit::Visit& visit, const Folder& folder, const std::vector<html::Choice>& officers) {
    const auto& dossier = folder.dossier;
    std::vector<ActionForm> forms;
    std::string unfolded; // the likeliest, and no other
    for (const auto action : order) {
        if (!is_open(visit, folder, action)) continue;
        const std::string word(word_of(action));
        ActionForm form;
        form.action = word;
        form.url = fmt::format("/dossiers/{}/{}", dossier.code, word);
        const bool own_words = action == Action::apology || action == Action::withdrawal; // the title speaks to the citizen
        form.title = visit.say(fmt::format("dossier.{}.{}", word, own_words ? "form_title" : "title"));
        form.hint = visit.say(fmt::format("dossier.{}.hint", word));
        form.fields = fields_of(visit, action, dossier, officers);
        say_the_rules(visit, folder, action, form);
        if (action == Action::opinion_request) fill_opinion_request(visit, folder, form);
        if (action == Action::opinion) fill_opinion(visit, folder, form);
        if (action == Action::paper_check)
            form.fields.push_back({.kind = Kind::radios,
                                   .name = "document",
                                   .label = visit.say("dossier.paper-check.document"),
                                   .choices = unchecked(visit, folder)});
        if (action == Action::step) say_what_is_pending(visit, folder, form);
        if (action == Action::digitisation) fill_digitisation(visit, folder, form);
        for (auto& field : form.fields) field.name = word + "." + field.name;
        const bool again = action == Action::digitisation && folder.digitised() >= digitising::Extent::whole;
        form.open = unfolded.empty() && !again;
        if (form.open) unfolded = word;
        const bool harsh = action == Action::refusal || action == Action::stop || action == Action::withdrawal;
        form.button = {visit.say(fmt::format("dossier.{}.button", word)),
                       {},
                       {},
                       harsh       ? "warning"
                       : form.open ? "primary"
                                   : "secondary",
                       {}};
        form.upload = action == Action::result || action == Action::supplement || action == Action::digitisation;
        forms.push_back(std::move(form));
    }
    return forms;
}

} // namespace motcua::dossier
