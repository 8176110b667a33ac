#include "dossier/actions.hpp"
#include "dossier/changing.hpp"

#include "account/actions.hpp"
#include "dossier/perform.hpp"
#include "message/message.hpp"
#include "opinion/actions.hpp"
#include "reception/continuation.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The actions that carry a dossier through its workflow.
namespace motcua::dossier {

namespace {

using account::Role;

Role role_of_step(const law::Law& law, const Dossier& dossier) {
    const auto* step = step_of(law, dossier);
    return (step ? from_word<Role>(step->role) : std::nullopt).value_or(Role::officer);
}

/// A step is its assignee's (một người chịu trách nhiệm chính); the head reassigns, nobody takes it away.
Result<void> must_be_theirs(const account::Actor& actor, const Dossier& dossier) {
    if (actor.is_system() || dossier.assignee == actor.account) return {};
    return refuse(Kind::forbidden, "dossier.assigned_to_another");
}

/// Whose role the step asks for; that of an approver is nobody's in particular.
Result<void> must_do_step(const account::Actor& actor, const Dossier& dossier, const Frame& frame) {
    if (actor.is_system() || role_of_step(frame.law, dossier) != Role::approver) return must_be_theirs(actor, dossier);
    if (reception::holds(actor, Role::approver, unit_of_step(frame.law, dossier, local_day(frame.now)), frame.law.units)) return {};
    return refuse(Kind::forbidden, "dossier.not_your_step");
}

bool was_asked(const std::vector<opinion::Opinion>& opinions, const Dossier& dossier, const workflow::Ask& ask, Id unit) {
    return std::ranges::any_of(opinions, [&](const opinion::Opinion& opinion) {
        return opinion.step == dossier.step && opinion.asked_unit == unit && word_of(opinion.asked_role) == ask.role;
    });
}

/// Everybody whom the workflow asks in this step was asked.
Result<void> must_have_asked(const Dossier& dossier, const Frame& frame, const std::vector<opinion::Opinion>& opinions) {
    const auto* step = step_of(frame.law, dossier);
    if (!step) return {};
    const auto day = local_day(frame.now);
    std::string missing;
    for (const auto& ask : step->asks) {
        const auto* unit = ask.unit.empty() ? nullptr : frame.law.units.with_identifier(ask.unit, day);
        const auto place = unit ? unit->id : unit_of_step(frame.law, dossier, day);
        if (!was_asked(opinions, dossier, ask, place)) missing += (missing.empty() ? "" : "; ") + unit_name(frame.law, place);
    }
    if (missing.empty()) return {};
    return refuse(Kind::conflict, "opinion.not_asked_yet", {missing});
}

/// Silence is not consent: nobody goes on while there is time to answer, and then only by stating who was silent.
Result<boost::json::array> stated_silence(db::Tx& tx, const Dossier& dossier, const Frame& frame, bool stated) {
    const auto opinions = opinion::of_dossier(tx, dossier.unit, dossier.id);
    TRY(must_have_asked(dossier, frame, opinions));
    const auto pending = opinion::pending(opinions, dossier.step, frame.now);
    if (!pending.waiting.empty()) {
        const auto due = pending.waiting.front()->due_at;
        return refuse(Kind::conflict, "opinion.still_waiting", {vi_clock(due) + " ngày " + vi_day(local_day(due))});
    }
    if (!pending.silent.empty() && !stated) return refuse_field("silent", "opinion.state_silence");
    boost::json::array silent;
    for (const auto* opinion : pending.silent) silent.emplace_back(unit_name(frame.law, opinion->asked_unit));
    if (!silent.empty()) opinion::close(tx, dossier.unit, dossier.id, frame.now);
    return silent;
}

opinion::About about(const Dossier& dossier, const Frame& frame) {
    const auto* procedure = frame.law.procedures.version(dossier.procedure, dossier.procedure_version);
    return {dossier.unit, dossier.id, dossier.code, procedure ? procedure->short_name : dossier.procedure, dossier.step};
}

/// Who works elsewhere does not see the dossier on their desk, so they are told.
void tell_assigned(db::Tx& tx, const Dossier& dossier, Id officer, const Frame& frame) {
    if (unit_of_step(frame.law, dossier, local_day(frame.now)) == dossier.lies_at()) return;
    message::tell(tx, {.account = officer}, "dossier_assigned", {dossier.code, about(dossier, frame).procedure_name},
                  "/dossiers/" + dossier.code, frame.now, fmt::format("dossier_assigned.{}.{}", dossier.id, dossier.version));
}

} // namespace

Result<Dossier> assign(const Work& work, const Target& target, Id officer) {
    return perform_in_tx(work, target, Action::assignment, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        const auto holder = account::actor_of(tx, officer, frame.now);
        const auto place = unit_of_step(frame.law, dossier, local_day(frame.now));
        const bool may = holder && (reception::holds(*holder, role_of_step(frame.law, dossier), place, frame.law.units) ||
                                    reception::holds(*holder, Role::officer, dossier.lies_at(), frame.law.units));
        if (!may) return refuse_field("officer", "dossier.choose_officer");
        auto effect = TRY(assign(dossier, frame, Assignment{officer, holder->name}));
        tell_assigned(tx, dossier, officer, frame);
        return effect;
    });
}

Result<Dossier> finish_step(const Work& work, const Target& target, const StepDone& done) {
    return perform_in_tx(work, target, Action::step, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        TRY(must_do_step(work.actor, dossier, frame));
        const auto silent = TRY(stated_silence(tx, dossier, frame, done.silent));
        auto effect = TRY(finish_step(dossier, frame, done.opinion, done.to));
        if (!silent.empty()) effect.details["silent"] = silent;
        return effect;
    });
}

Result<Dossier> send_back(const Work& work, const Target& target, std::string_view reason, std::string_view to) {
    return perform(work, target, Action::send_back,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return send_back(dossier, frame, reason, to); });
}

Result<Dossier> request_opinions(const Work& work, const Target& target, const std::vector<opinion::Place>& places,
                                 std::string_view question) {
    return perform_in_tx(work, target, Action::opinion_request, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        TRY(must_be_theirs(work.actor, dossier));
        TRY(after(dossier, Action::opinion_request));
        const auto by = TRY(counting_of(frame.law, dossier));
        const auto asked = TRY(opinion::ask(tx, about(dossier, frame), places, question, by, work.actor, frame.law.units, frame.now));
        return request_opinions(dossier, frame, asked);
    });
}

Result<Dossier> give_opinion(const Work& work, const Target& target, std::string_view verdict, std::string_view words) {
    return perform_in_tx(work, target, Action::opinion, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        TRY(after(dossier, Action::opinion));
        const auto given = TRY(opinion::give(tx, about(dossier, frame), verdict, words, work.actor, frame.law.units, frame.now));
        return give_opinion(dossier, frame, given);
    });
}

} // namespace motcua::dossier
