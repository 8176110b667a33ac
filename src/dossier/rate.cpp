#include "base/crypto.hpp"
#include "dossier/perform.hpp"
#include "dossier/rated.hpp"
#include "dossier/recount.hpp"
#include "rating/actions.hpp"

#include <boost/json/parse.hpp>

/// How the citizen found it. Never required, never by staff.
namespace motcua::dossier {

namespace {

Result<Effect> rate_and_count(Store& store, Dossier& dossier, const Frame& frame, const Rating& rating) {
    auto effect = TRY(rate(dossier, frame, rating, store.events_of(dossier, Action::rating) > 0));
    if (const auto* questionnaire = rating::questionnaire_on(local_day(frame.now)))
        rating::count(store.tx(), dossier.unit, local_day(frame.now), *questionnaire, rating.satisfaction, rating.answers);
    return effect;
}

struct RatedEvent {
    Instant at;
    std::string details;
};
const db::Query<RatedEvent(Id)> rated_events{"select at, details from dossier_event where unit_id = $1 and action = 'rating'"};

} // namespace

Rated rated_in(Instant at, const std::string& details) {
    const auto object = boost::json::parse(details).as_object();
    Rated rated{rating::questionnaire_on(local_day(at)), static_cast<int>(object.at("satisfaction").as_int64()), {}};
    if (const auto* answers = object.if_contains("answers"))
        for (const auto& [question, points] : answers->as_object())
            rated.answers[std::string(question)] = static_cast<int>(points.as_int64());
    return rated;
}

int recount_ratings(db::Database& database, const law::Law& law, bool repair) {
    return *database.write([&](db::Tx& tx) -> Result<int> {
        int different = 0;
        rating::Recollection sums;
        for (const auto& unit : law.units.all()) {
            tx.each(
                rated_events,
                [&](const RatedEvent& event) {
                    const auto rated = rated_in(event.at, event.details);
                    if (rated.questionnaire) sums.add(local_day(event.at), *rated.questionnaire, rated.satisfied, rated.answers);
                },
                unit.id);
            different += sums.finish_unit(tx, unit.id, repair);
        }
        return different;
    });
}

Result<Dossier> rate(const Work& work, const Target& target, const Rating& rating) {
    return perform(work, target, Action::rating,
                   [&](Store& store, Dossier& dossier, const Frame& frame) { return rate_and_count(store, dossier, frame, rating); });
}

Result<Dossier> rate_tracked(const Work& work, std::string_view code, std::string_view secret, const Rating& rating) {
    if (!crypto::equal(tracking_secret(work.number_key, code), secret)) return refuse(Kind::not_found, "dossier.not_found");
    if (work.actor.staff()) return refuse(Kind::forbidden, "dossier.staff_may_not_rate");
    auto holder = work.actor;
    holder.name = sentence(Locale::vi, "dossier.rating.holder");
    return work.database.write([&](db::Tx& tx) -> Result<Dossier> {
        Store store(tx, work.number_key);
        auto found = store.with_code(TRY(unit_of(work.law, code)), code);
        if (!found) return refuse(Kind::not_found, "dossier.not_found");
        const auto from_state = word_of(found->state);
        auto effect = TRY(rate_and_count(store, *found, Frame{work.law, holder, work.now}, rating));
        const Work as_holder{work.database, work.law, holder, work.now, work.number_key, work.locale};
        TRY(settle(tx, store, as_holder, *found, Action::rating, from_state, std::move(effect)));
        return *std::move(found);
    });
}

} // namespace motcua::dossier
