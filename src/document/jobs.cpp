#include "document/actions.hpp"
#include "document/routes.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace motcua::document {

namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr int sweep_minute = 2 * 60; // two in the morning, when few people wait

void sweep_folders(db::Database& database, const std::filesystem::path& papers, std::string_view first_digit) {
    for (const char second : digits) sweep(database, papers, std::string(first_digit) + second);
}

void plan_folders(db::Database& database, Instant now) {
    (void)database.write([&](db::Tx& tx) -> Result<void> {
        for (const char digit : digits)
            jobs::enqueue(tx, "document.sweep", fmt::format(R"({{"folders":"{}"}})", digit), now,
                          fmt::format("document.sweep/{}/{}", iso(local_day(now)), digit));
        plan_sweep(tx, now);
        return {};
    });
}

} // namespace

void plan_sweep(db::Tx& tx, Instant now) {
    const Day tomorrow = local_day(now) + 1;
    jobs::enqueue(tx, "document.sweep", "{}", now, "document.sweep/" + iso(tomorrow), local_instant(tomorrow, sweep_minute));
}

std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, std::filesystem::path papers, const Clock& clock) {
    const auto handle = [&database, papers = std::move(papers), &clock](const jobs::Job& job) {
        const auto body = boost::json::parse(job.body).as_object();
        if (const auto* first = body.if_contains("folders"))
            sweep_folders(database, papers, first->as_string());
        else
            plan_folders(database, clock.now());
        return jobs::Outcome::done();
    };
    return {{"document.sweep", handle}};
}

} // namespace motcua::document
