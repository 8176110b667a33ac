#include "draft/actions.hpp"
#include "draft/routes.hpp"

namespace motcua::draft {

namespace {

constexpr int sweep_minute = 90; // half past one, before the files themselves are swept
constexpr int at_once = 500;

} // namespace

void plan_sweep(db::Tx& tx, Instant now) {
    const Day tomorrow = local_day(now) + 1;
    jobs::enqueue(tx, "draft.sweep", "{}", now, "draft.sweep/" + iso(tomorrow), local_instant(tomorrow, sweep_minute));
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, const Clock& clock) {
    const auto handle = [&database, &clock](const jobs::Job&) {
        while (sweep(database, clock.now(), at_once) == at_once) {
        }
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            plan_sweep(tx, clock.now());
            return {};
        });
        return jobs::Outcome::done();
    };
    return {{"draft.sweep", handle}};
}

} // namespace motcua::draft
