#include "dossier/actions.hpp"

#include "base/crypto.hpp"
#include "dossier/requests.hpp"
#include "dossier/reuse.hpp"
#include "dossier/store.hpp"
#include "reception/deliveries.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
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
    if (!submission.together.empty()) request["together"] = boost::json::value_from(submission.together);
    if (facts.help_place != 0) request["help_place"] = facts.help_place;
    return crypto::keyed_hash_hex(key, boost::json::serialize(request));
}

Result<void> may_submit(const Work& work, const SubmissionFacts& facts) {
    if (facts.channel == procedure::Channel::online) return can_submit(work.actor);
    return can_take_in(work.actor, facts.unit, work.law.units);
}

/// Everything that is wrong with the form and the papers, at once. At the counter both lie on the desk, on paper.
std::vector<FieldError> faults_of(const Work& work, const Submission& submission, const Dossier& dossier) {
    std::vector<FieldError> faults;
    if (submission.facts.owner.name.empty()) faults.push_back({"owner.name", "dossier.owner_needed", {}});
    const auto* procedure = asked_by(work.law, dossier);
    if (dossier.channel != procedure::Channel::online || !procedure) return faults;
    if (const auto* form = work.law.form(procedure->form))
        for (auto& fault : form::check_all(*form, submission.answers, local_day(work.now))) faults.push_back(std::move(fault));
    for (const auto& part : procedure->parts) {
        const bool brought =
            std::any_of(submission.papers.begin(), submission.papers.end(), [&](const PaperLink& paper) { return paper.part == part.key; });
        if (part.required && !brought) faults.push_back({part.key, "dossier.paper_missing", {part.name}});
    }
    return faults;
}

/// The papers belong to every dossier of the request.
Result<void> attach(Store& store, const Work& work, const std::vector<Dossier>& dossiers, const std::vector<PaperLink>& papers) {
    for (const auto& paper : papers) {
        if (!store.may_attach(paper.document, work.actor.account)) return refuse_field(paper.part, "dossier.paper_not_yours");
        for (const auto& dossier : dossiers) store.add_paper(dossier, paper.document, paper.part, "part", work.now);
    }
    return {};
}

/// What was ticked at the counter lies with the first dossier of a visit; the children of a linked procedure share it.
boost::json::object answers_of(const Submission& submission, const Dossier& dossier, bool first) {
    auto answers = submission.answers;
    if (!first && dossier.linked_by.empty()) answers.erase("papers_at_counter");
    return answers;
}

Result<void> write_one(db::Tx& tx, Store& store, const Work& work, const Submission& submission, Dossier& dossier, bool first,
                       const std::string& hash) {
    const Day today = local_day(work.now);
    dossier.id = new_id(work.now);
    dossier.code = code_of(work.law.units.find(dossier.unit)->identifier, today, store.next_number(dossier.unit, today));
    store.add(dossier, first ? submission.idempotency_key : "", first ? hash : "");
    store.add_answers(dossier, answers_of(submission, dossier, first));
    auto effect = submitted(Frame{work.law, work.actor, work.now}, dossier);
    if (first) say_papers(effect, papers_on_paper(work.law, dossier, submission.answers));
    if (!first) effect.message.clear(); // one message for one request
    TRY(note_reuse(tx, work, submission.facts.procedure, dossier.code, submission.papers, effect));
    TRY(settle(tx, store, work, dossier, Action::submission, "", std::move(effect)));
    if (!submission.accept_at_once) return {};
    return accept_and_route(tx, store, work, dossier, !first && !dossier.linked_by.empty());
}

Result<Submitted> write_new(db::Tx& tx, const Work& work, const Submission& submission, std::vector<Dossier> dossiers,
                            const std::string& hash) {
    Store store(tx, work.number_key);
    const auto& one = dossiers.front();
    if (!submission.idempotency_key.empty()) {
        if (const auto used = store.with_key(one.unit, one.account, submission.idempotency_key)) {
            if (used->request_hash != hash) return refuse_field("Idempotency-Key", "dossier.key_used");
            return Submitted{*store.with_id(one.unit, used->id), true};
        }
    }
    for (auto& dossier : dossiers) TRY(write_one(tx, store, work, submission, dossier, &dossier == &dossiers.front(), hash));
    TRY(attach(store, work, dossiers, submission.papers));
    return Submitted{std::move(dossiers.front()), false};
}

Result<std::vector<Dossier>> begun(const Work& work, const Submission& submission) {
    const auto all = TRY(facts_of(work, submission));
    std::vector<Dossier> dossiers;
    for (const auto& facts : all) dossiers.push_back(TRY(begin(Frame{work.law, work.actor, work.now}, facts)));
    return dossiers;
}

} // namespace

Result<Submitted> submit(const Work& work, Submission submission) {
    TRY(may_submit(work, submission.facts));
    if (!reception::is_offered(submission.facts.procedure, word_of(submission.facts.delivery)))
        return refuse_field("delivery", "dossier.delivery_not_offered");
    const auto dossiers = TRY(begun(work, submission));
    if (auto faults = faults_of(work, submission, dossiers.front()); !faults.empty()) return refuse_fields(std::move(faults));
    const auto hash = submission.idempotency_key.empty() ? std::string() : request_hash(work.number_key, submission);
    const auto write = [&] { return work.database.write([&](db::Tx& tx) { return write_new(tx, work, submission, dossiers, hash); }); };
    try {
        return write();
    } catch (const db::ConstraintBroken&) {
        return write(); // the same key came twice at once: the second one finds the first
    }
}

} // namespace motcua::dossier
