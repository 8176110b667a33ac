#include "dossier/actions.hpp"

#include "base/crypto.hpp"
#include "dossier/perform.hpp"
#include "dossier/store.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

/// What makes two requests the same request. Keyed: a plain hash would let the numbers inside be guessed.
std::string request_hash(std::string_view key, const Submission& submission) {
    boost::json::array papers;
    for (const auto& paper : submission.papers) papers.push_back({{"part", paper.part}, {"document", paper.document}});
    const auto& facts = submission.facts;
    boost::json::object request{{"procedure", facts.procedure},         {"unit", facts.unit},
                                {"channel", word_of(facts.channel)},    {"owner", facts.owner.name},
                                {"number", facts.owner.citizen_number}, {"phone", facts.owner.phone},
                                {"email", facts.owner.email},           {"address", facts.owner.address},
                                {"delivery", word_of(facts.delivery)},  {"answers", submission.answers},

                                {"papers", std::move(papers)}};
    if (facts.resolving_unit != 0) request["resolving_unit"] = facts.resolving_unit;
    if (facts.help_place != 0) request["help_place"] = facts.help_place;
    return crypto::keyed_hash_hex(key, boost::json::serialize(request));
}

Result<void> may_submit(const Work& work, const SubmissionFacts& facts) {
    if (facts.channel == procedure::Channel::online) return can_submit(work.actor);
    return can_take_in(work.actor, facts.unit, work.law.units);
}

/// Everything that is wrong with the form and the papers, at once. At the counter both lie on the desk, on paper.
std::vector<FieldError> faults_of(const Work& work, const Submission& submission, const Dossier& dossier) {
    const auto* procedure = work.law.procedures.version(dossier.procedure, dossier.procedure_version);
    std::vector<FieldError> faults;
    if (submission.facts.owner.name.empty()) faults.push_back({"owner.name", "dossier.owner_needed", {}});
    if (dossier.channel != procedure::Channel::online) return faults;
    if (const auto* form = work.law.form(procedure->form))
        for (auto& fault : form::check_all(*form, submission.answers, local_day(work.now))) faults.push_back(std::move(fault));
    for (const auto& part : procedure->parts) {
        const bool brought =
            std::any_of(submission.papers.begin(), submission.papers.end(), [&](const PaperLink& paper) { return paper.part == part.key; });
        if (part.required && !brought) faults.push_back({part.key, "dossier.paper_missing", {part.name}});
    }
    return faults;
}

Result<void> attach(Store& store, const Work& work, const Dossier& dossier, const std::vector<PaperLink>& papers) {
    for (const auto& paper : papers) {
        if (!store.may_attach(paper.document, work.actor.account)) return refuse_field(paper.part, "dossier.paper_not_yours");
        store.add_paper(dossier, paper.document, paper.part, "part", work.now);
    }
    return {};
}

Result<Submitted> write_new(db::Tx& tx, const Work& work, const Submission& submission, Dossier dossier, const std::string& hash) {
    Store store(tx, work.number_key);
    if (!submission.idempotency_key.empty()) {
        if (const auto used = store.with_key(dossier.unit, dossier.account, submission.idempotency_key)) {
            if (used->request_hash != hash) return refuse_field("Idempotency-Key", "dossier.key_used");
            return Submitted{*store.with_id(dossier.unit, used->id), true};
        }
    }
    const Day today = local_day(work.now);
    dossier.id = new_id(work.now);
    dossier.code = code_of(work.law.units.find(dossier.unit)->identifier, today, store.next_number(dossier.unit, today));
    store.add(dossier, submission.idempotency_key, hash);
    store.add_answers(dossier, submission.answers);
    TRY(attach(store, work, dossier, submission.papers));
    const Frame frame{work.law, work.actor, work.now};
    TRY(settle(tx, store, work, dossier, Action::submission, "", submitted(frame, dossier)));
    if (submission.accept_at_once) {
        const auto from_state = word_of(dossier.state);
        const auto effect = TRY(accept(dossier, frame));
        TRY(settle(tx, store, work, dossier, Action::acceptance, from_state, effect));
        if (dossier.for_elsewhere()) {
            const auto handed_on = TRY(transfer_to_resolver(dossier, frame));
            TRY(settle(tx, store, work, dossier, Action::transfer, word_of(dossier.state), handed_on));
        }
    }
    return Submitted{std::move(dossier), false};
}

} // namespace

Result<Submitted> submit(const Work& work, Submission submission) {
    TRY(may_submit(work, submission.facts));
    const auto dossier = TRY(begin(Frame{work.law, work.actor, work.now}, submission.facts));
    if (auto faults = faults_of(work, submission, dossier); !faults.empty()) return refuse_fields(std::move(faults));
    const auto hash = submission.idempotency_key.empty() ? std::string() : request_hash(work.number_key, submission);
    const auto write = [&] { return work.database.write([&](db::Tx& tx) { return write_new(tx, work, submission, dossier, hash); }); };
    try {
        return write();
    } catch (const db::ConstraintBroken&) {
        return write(); // the same key came twice at once: the second one finds the first
    }
}

} // namespace motcua::dossier
