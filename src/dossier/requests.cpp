#include "dossier/requests.hpp"

#include "reception/competence.hpp"
#include "reception/linked.hpp"

#include <algorithm>

namespace motcua::dossier {

namespace {

/// The office in force today, by its codes over time; 0: the receiving unit.
Id office_of(const Work& work, const reception::Child& child) {
    for (const auto& code : child.offices)
        if (const auto* office = work.law.units.with_code(code, local_day(work.now))) return office->id;
    return 0;
}

std::vector<SubmissionFacts> children_facts(const Work& work, const SubmissionFacts& facts) {
    std::vector<SubmissionFacts> children;
    for (const auto& child : reception::children_of(facts.procedure)) {
        auto one = facts;
        one.procedure = child.procedure;
        one.linked_by = facts.procedure;
        if (const auto office = office_of(work, child)) one.resolving_unit = office;
        children.push_back(std::move(one));
    }
    return children;
}

/// The other procedures of a visit: the competent unit of the first one is asked too where it resolves them.
Result<std::vector<SubmissionFacts>> visit_facts(const Work& work, const Submission& submission) {
    std::vector<SubmissionFacts> all{submission.facts};
    const Day today = local_day(work.now);
    for (const auto& code : submission.together) {
        const auto* procedure = work.law.procedures.find(code, today);
        if (!procedure) return refuse_field("together", "dossier.unknown_procedure");
        if (!reception::children_of(code).empty()) return refuse_field("together", "dossier.linked_alone");
        auto one = submission.facts;
        one.procedure = code;
        if (one.resolving_unit != 0 && !reception::may_resolve(work.law.units, *procedure, one.resolving_unit, today))
            one.resolving_unit = 0;
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

Result<std::vector<SubmissionFacts>> facts_of(const Work& work, const Submission& submission) {
    const bool linked = !reception::children_of(submission.facts.procedure).empty();
    if (!submission.together.empty() && linked) return refuse_field("together", "dossier.linked_alone");
    if (!submission.together.empty() && submission.facts.channel == procedure::Channel::online)
        return refuse_field("together", "dossier.counter_only");
    auto all = linked ? children_facts(work, submission.facts) : TRY(visit_facts(work, submission));
    if (all.size() > 1) {
        const Id request = new_id(work.now);
        for (auto& one : all) one.request = request;
    }
    return all;
}

Result<void> accept_and_route(db::Tx& tx, Store& store, const Work& work, Dossier& dossier, bool quietly) {
    const Frame frame{work.law, work.actor, work.now};
    const auto from_state = word_of(dossier.state);
    auto effect = TRY(accept(dossier, frame));
    if (quietly) effect.message.clear();
    TRY(settle(tx, store, work, dossier, Action::acceptance, from_state, std::move(effect)));
    if (!dossier.for_elsewhere()) return {};
    auto handed_on = TRY(transfer_to_resolver(dossier, frame));
    if (!dossier.linked_by.empty()) handed_on.message.clear(); // the offices of one request arrange it among themselves
    return settle(tx, store, work, dossier, Action::transfer, word_of(dossier.state), std::move(handed_on));
}

Result<Dossier> accept(const Work& work, const Target& target) {
    return work.database.write([&](db::Tx& tx) -> Result<Dossier> {
        Store store(tx, work.number_key);
        auto dossier = TRY(taken_up(store, work, target, Action::acceptance));
        TRY(accept_and_route(tx, store, work, dossier, false));
        if (dossier.linked_by.empty()) return dossier;
        for (const auto& sibling : store.siblings(dossier)) { // one request, one date: the others with it
            if (sibling.id == dossier.id || sibling.state != State::submitted) continue;
            auto other = *store.with_id(dossier.unit, sibling.id);
            TRY(can(work.actor, Action::acceptance, other, work.law.units));
            TRY(accept_and_route(tx, store, work, other, true));
        }
        return dossier;
    });
}

} // namespace motcua::dossier
