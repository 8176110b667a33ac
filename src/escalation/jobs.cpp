#include "escalation/actions.hpp"
#include "escalation/routes.hpp"

namespace motcua::escalation {

namespace {

constexpr int reminder_minute = 6 * 60 + 30; // half an hour before the earliest desk opens

} // namespace

void plan_reminders(db::Tx& tx, Instant now) {
    const Day today = local_day(now);
    const Day day = now < local_instant(today, reminder_minute) ? today : today + 1;
    jobs::enqueue(tx, "escalation.remind", "{}", now, "escalation.remind/" + iso(day), local_instant(day, reminder_minute));
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, law::Shelf& shelf, const Clock& clock) {
    const auto handle = [&database, &shelf, &clock](const jobs::Job&) {
        const auto law = shelf.get();
        const Instant now = clock.now();
        for (const auto& unit : law->units.all())
            if (unit.valid_on(local_day(now)) && !unit.identifier.empty()) remind(database, *law, unit.id, now);
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            plan_reminders(tx, now);
            return {};
        });
        return jobs::Outcome::done();
    };
    return {{"escalation.remind", handle}};
}

} // namespace motcua::escalation
