#include "dossier/chronicle.hpp"

#include "dossier/rated.hpp"
#include "dossier/store.hpp"
#include "rating/actions.hpp"

#include <boost/json/serialize.hpp>

namespace motcua::dossier {

Result<Chronicle> Chronicle::begin(const law::Law& law, const account::Actor& actor, const SubmissionFacts& facts,
                                   boost::json::object answers, Instant at) {
    if (facts.channel == procedure::Channel::online)
        TRY(can_submit(actor));
    else
        TRY(can_take_in(actor, facts.unit, law.units));
    const Frame frame{law, actor, at};
    Chronicle chronicle(law, TRY(dossier::begin(frame, facts)), std::move(answers));
    auto effect = submitted(frame, chronicle.dossier_);
    say_papers(effect, papers_on_paper(law, chronicle.dossier_, chronicle.answers_));
    chronicle.record(Action::submission, "", actor, at, effect);
    return chronicle;
}

void Chronicle::record(Action action, std::string_view from_state, const account::Actor& actor, Instant at, const Effect& effect) {
    events_.push_back(
        {unhashed_event(dossier_, action, from_state, actor, at, effect), owes_paper(action) ? effect.details : boost::json::object()});
    if (effect.counted_on.number != 0) counted_.push_back({effect.counted_on, effect.delta});
}

void Chronicle::attach(Id document, std::string_view part, std::string_view kind, Instant at) {
    papers_.push_back({document, std::string(part), std::string(kind), at});
}

void Chronicle::write(db::Tx& tx, std::string_view number_key, Id id, indicator::Tally& tally, Numbering& numbering,
                      std::string_view reference) const {
    Store store(tx, number_key);
    auto dossier = dossier_;
    dossier.id = id;
    const Day day = local_day(dossier.submitted_at);
    dossier.code = code_of(law_->units.find(dossier.unit)->identifier, day, store.next_number(dossier.unit, day));
    store.add(dossier, reference, "");
    store.add_answers(dossier, answers_);
    for (const auto& paper : papers_) store.add_paper(dossier, paper.document, paper.part, paper.kind, paper.at);
    std::string hash_before;
    for (auto [event, details] : events_) {
        if (owes_paper(event.action)) {
            details["paper_number"] = numbering.next(dossier.unit, event.action, event.at);
            event.details = boost::json::serialize(details);
        }
        event.hash = hash_of(event, hash_before);
        hash_before = event.hash;
        store.add_event(dossier, event);
        if (event.action == Action::rating)
            if (const auto rated = rated_in(event.at, event.details); rated.questionnaire)
                rating::count(tx, dossier.unit, local_day(event.at), *rated.questionnaire, rated.satisfied, rated.answers);
    }
    for (const auto& [counted_on, delta] : counted_) tally.add(dossier.unit, counted_on, dossier.procedure, delta);
}

} // namespace motcua::dossier
