#include "dossier/routes.hpp"

#include "dossier/perform.hpp"
#include "message/message.hpp"
#include "opinion/actions.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <optional>

/// Supplements that do not come (R23): the citizen is warned some working days before the last one, and when it is over the system closes
/// the dossier by itself, with a numbered paper and a message. Looking every day instead of planning each dossier takes those along that
/// came in by other ways, and makes a run that was missed or repeated harmless.
namespace motcua::dossier {

namespace {

struct Waiting {
    Id unit;
    Id id;
    std::string code;
    std::string details; ///< of the last request
    int seq;
};

// The clock stands still only for those that still wait: one that was supplemented before acceptance has no paused_at.
const db::Query<Waiting(Instant)> select_waiting{
    "select d.unit_id, d.id, d.code, e.details, e.seq from dossier d join dossier_event e on e.unit_id = d.unit_id and e.dossier_id = d.id "
    "where d.state = 'awaiting_supplement' and d.paused_at < $1 and e.action = 'supplement-request' and e.seq = "
    "(select max(l.seq) from dossier_event l where l.unit_id = d.unit_id and l.dossier_id = d.id and l.action = 'supplement-request') "
    "order by d.unit_id, d.id"};

/// The last day that was given; nothing in a history that does not say it.
std::optional<Day> until_in(const std::string& details) {
    const auto object = boost::json::parse(details).as_object();
    const auto* until = object.if_contains("until");
    return until && until->is_string() ? parse_day(until->as_string()) : std::nullopt;
}

std::vector<Waiting> all_waiting(db::Database& database, Instant now) {
    return database.read([&](db::Tx& tx) { return tx.all(select_waiting, now); });
}

/// The first day on which the citizen is told that the wait is nearly over.
std::optional<Day> warned_from(const law::Law& law, const Dossier& dossier, Day until) {
    const auto by = counting_of(law, dossier);
    if (!by || by->rules.supplement_warning_days == 0) return std::nullopt;
    Day day = until;
    for (int left = by->rules.supplement_warning_days; left > 0 && until - day < 60;)
        if (day = day - 1; by->calendar.is_working(day)) --left;
    return day;
}

void warn(db::Tx& tx, const Work& work, const Dossier& dossier, Day until, int seq) {
    const auto* procedure = asked_by(work.law, dossier);
    message::tell(tx, {dossier.account, dossier.owner.phone, dossier.owner.email, work.locale}, "dossier_lapse_soon",
                  {dossier.code, procedure ? procedure->short_name : dossier.procedure, vi_day(until)}, "/dossiers/" + dossier.code,
                  work.now, fmt::format("dossier_lapse_soon.{}.{}", dossier.id, seq));
}

std::optional<Day> until_of(Store& store, const Dossier& dossier) {
    std::optional<Day> until;
    for (const auto& event : store.events(dossier))
        if (event.action == Action::supplement_request) until = until_in(event.details);
    return until;
}

} // namespace

Result<Dossier> lapse(const Work& work, const Target& target) {
    return work.database.write([&](db::Tx& tx) -> Result<Dossier> {
        Store store(tx, work.number_key);
        if (!work.actor.is_system()) return refuse(Kind::forbidden, "dossier.not_your_step");
        auto found = store.with_code(TRY(unit_of(work.law, target.code)), target.code);
        if (!found) return refuse(Kind::not_found, "dossier.not_found");
        const auto row = TRY(lapse_of(*found));
        const auto until = until_of(store, *found);
        if (!until) return refuse(Kind::conflict, "dossier.not_open_for_action");
        const auto from_state = word_of(found->state);
        auto effect = TRY(lapse(*found, Frame{work.law, work.actor, work.now}, *until));
        opinion::close(tx, found->unit, found->id, work.now);
        TRY(settle(tx, store, work, *found, row.action, from_state, std::move(effect)));
        return *std::move(found);
    });
}

int lapse_all(db::Database& database, const law::Law& law, std::string_view number_key, Instant now) {
    const auto system = account::Actor::system();
    int closed = 0;
    for (const auto& waiting : all_waiting(database, now)) {
        const auto until = until_in(waiting.details);
        if (!until || local_day(now) <= *until) continue;
        if (lapse({database, law, system, now, number_key}, {waiting.code, 0})) ++closed;
    }
    return closed;
}

int warn_all(db::Database& database, const law::Law& law, std::string_view number_key, Instant now) {
    const auto system = account::Actor::system();
    const Work work{database, law, system, now, number_key};
    int warned = 0;
    for (const auto& waiting : all_waiting(database, now)) {
        const auto until = until_in(waiting.details);
        if (!until || *until < local_day(now)) continue;
        const auto told = database.write([&](db::Tx& tx) -> Result<bool> {
            const auto dossier = Store(tx, number_key).with_id(waiting.unit, waiting.id);
            const auto from = dossier && lapse_of(*dossier) ? warned_from(law, *dossier, *until) : std::nullopt;
            if (!from || local_day(now) < *from) return false;
            warn(tx, work, *dossier, *until, waiting.seq);
            return true;
        });
        if (told && *told) ++warned;
    }
    return warned;
}

namespace {

/// Just after midnight what is over is over; warnings come when people are awake.
constexpr int closing_minute = 1, warning_minute = 8 * 60;

Instant next_at(Instant now, int minute) {
    const Day today = local_day(now);
    return now < local_instant(today, minute) ? local_instant(today, minute) : local_instant(today + 1, minute);
}

void plan_one(db::Tx& tx, const char* kind, int minute, Instant now) {
    const auto at = next_at(now, minute);
    jobs::enqueue(tx, kind, "{}", now, fmt::format("{}/{}", kind, iso(local_day(at))), at);
}

} // namespace

void plan_lapses(db::Tx& tx, Instant now) {
    plan_one(tx, "dossier.lapse", closing_minute, now);
    plan_one(tx, "dossier.lapse_warning", warning_minute, now);
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(visit::Services& services) {
    const auto handler = [&services](int (*what)(db::Database&, const law::Law&, std::string_view, Instant)) {
        return [&services, what](const jobs::Job&) {
            const auto now = services.clock.now();
            const auto law = services.shelf.get();
            what(services.database, *law, services.number_key, now);
            (void)services.database.write([&](db::Tx& tx) -> Result<void> {
                plan_lapses(tx, now);
                return {};
            });
            return jobs::Outcome::done();
        };
    };
    return {{"dossier.lapse", handler(lapse_all)}, {"dossier.lapse_warning", handler(warn_all)}};
}

} // namespace motcua::dossier
