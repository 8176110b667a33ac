#include "dossier/pages.hpp"

#include "workflow/graph.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

using Kind = html::Field::Kind;

std::string moment(Instant at) {
    return vi_clock(at) + " " + vi_day(local_day(at));
}

std::string unit_name(const visit::Visit& visit, Id unit) {
    const auto* found = visit.law->units.find(unit);
    return found ? found->full_name : std::string();
}

std::string who(const visit::Visit& visit, const opinion::Opinion& one) {
    return unit_name(visit, one.asked_unit) + " · " + workflow::role_name(word_of(one.asked_role), visit.locale);
}

html::Cell standing_cell(const visit::Visit& visit, const opinion::Opinion& one) {
    using opinion::Standing;
    const auto standing = opinion::standing(one, visit.now);
    const auto verdict = one.verdict ? visit.say(fmt::format("opinion.verdict.{}", word_of(*one.verdict))) : std::string();
    static constexpr std::array colours{"blue", "green", "yellow", "red"};
    html::Cell cell{visit.say(fmt::format("opinion.standing.{}", word_of(standing)), {verdict})};
    const bool against = one.verdict && *one.verdict != opinion::Verdict::agree;
    cell.tag = html::Tag{cell.text, against ? "orange" : colours[static_cast<std::size_t>(standing)]};
    return cell;
}

/// Whom the workflow asks in this step, as boxes that are ticked already unless they were asked before.
html::Field places_field(const visit::Visit& visit, const Folder& folder) {
    html::Field field{.kind = Kind::checkboxes, .name = "places", .label = visit.say("dossier.opinion-request.places"), .required = false};
    const auto* step = step_of(*visit.law, folder.dossier);
    const auto day = local_day(visit.now);
    for (const auto& ask : step ? step->asks : std::vector<workflow::Ask>()) {
        const auto* unit = ask.unit.empty() ? visit.law->units.find(unit_of_step(*visit.law, folder.dossier, day))
                                            : visit.law->units.with_identifier(ask.unit, day);
        if (!unit) continue;
        const bool asked = std::ranges::any_of(folder.opinions, [&](const opinion::Opinion& one) {
            return one.step == folder.dossier.step && one.asked_unit == unit->id && word_of(one.asked_role) == ask.role;
        });
        field.choices.push_back(
            {fmt::format("{}|{}|{}", unit->identifier, ask.role, ask.hours),
             visit.say("workflow.asked", {unit->full_name, workflow::role_name(ask.role, visit.locale), fmt::format("{}", ask.hours)}),
             {},
             !asked});
    }
    return field;
}

html::Field role_field(const visit::Visit& visit) {
    html::Field field{.kind = Kind::select, .name = "role", .label = visit.say("workflow.field.role"), .required = false};
    for (const auto* role : {"officer", "approver"}) field.choices.push_back({role, workflow::role_name(role, visit.locale)});
    return field;
}

} // namespace

html::Table opinions_table(const visit::Visit& visit, const Folder& folder) {
    html::Table table{.caption = visit.say("opinion.table"), .heads = {}, .rows = {}, .dense = true, .cards = true};
    for (const auto* key : {"who", "question", "due", "standing", "words"})
        table.heads.push_back({visit.say(fmt::format("opinion.column.{}", key))});
    for (const auto& one : folder.opinions) {
        auto words = one.words;
        if (one.given_at) words = visit.say("opinion.by", {words.empty() ? "–" : words, one.given_by_name, moment(*one.given_at)});
        table.rows.push_back({{who(visit, one)}, {one.question}, {moment(one.due_at)}, standing_cell(visit, one), {words}});
    }
    return table;
}

void fill_opinion_request(const visit::Visit& visit, const Folder& folder, ActionForm& form) {
    if (auto places = places_field(visit, folder); !places.choices.empty()) form.fields.push_back(std::move(places));
    form.fields.push_back({.kind = Kind::lines, .name = "question", .label = visit.say("dossier.opinion-request.question")});
    form.fields.push_back({.kind = Kind::text,
                           .name = "unit",
                           .label = visit.say("dossier.opinion-request.unit"),
                           .hint = visit.say("dossier.opinion-request.unit_hint"),
                           .required = false,
                           .width = 20,
                           .suggestions = "units"});
    form.fields.push_back(role_field(visit));
    form.fields.push_back({.kind = Kind::number,
                           .name = "hours",
                           .label = visit.say("workflow.field.hours"),
                           .required = false,
                           .suffix = visit.say("workflow.field.hours_suffix"),
                           .width = 5});
    for (const auto& unit : visit.law->units.all())
        if (unit.valid_on(local_day(visit.now)) && !unit.identifier.empty()) form.units.push_back({unit.identifier, unit.full_name});
}

void fill_opinion(const visit::Visit& visit, const Folder& folder, ActionForm& form) {
    for (const auto& one : folder.opinions) // the one that an answer goes to
        if (one.open() && opinion::is_asked(one, visit.actor, visit.law->units)) {
            form.hint = visit.say("dossier.opinion.asked", {one.asked_by_name, one.question, moment(one.due_at)});
            break;
        }
    html::Field verdict{.kind = Kind::radios, .name = "verdict", .label = visit.say("dossier.opinion.verdict")};
    for (const auto word : Words<opinion::Verdict>::words)
        verdict.choices.push_back({std::string(word), visit.say(fmt::format("opinion.verdict.{}", word))});
    form.fields.push_back(std::move(verdict));
    form.fields.push_back({.kind = Kind::lines,
                           .name = "words",
                           .label = visit.say("dossier.opinion.words"),
                           .hint = visit.say("dossier.opinion.words_hint"),
                           .required = false});
}

void say_what_is_pending(const visit::Visit& visit, const Folder& folder, ActionForm& form) {
    const auto pending = opinion::pending(folder.opinions, folder.dossier.step, visit.now);
    if (!pending.waiting.empty())
        form.warning = html::Notice{
            "warning", visit.say("dossier.step.waits"), visit.say("opinion.still_waiting", {moment(pending.waiting.front()->due_at)}), {}};
    if (pending.silent.empty()) return;
    std::string names;
    for (const auto* one : pending.silent) names += (names.empty() ? "" : "; ") + who(visit, *one);
    if (!form.warning)
        form.warning = html::Notice{"warning", visit.say("dossier.step.silent_title", {names}), visit.say("opinion.silence_rule"), {}};
    form.fields.push_back({.kind = Kind::checkboxes,
                           .name = "silent",
                           .label = visit.say("dossier.step.silent_label"),
                           .choices = {{"yes", visit.say("dossier.step.silent", {names})}}});
}

} // namespace motcua::dossier
