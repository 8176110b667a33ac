#include "jobs/jobs.hpp"

#include "base/text.hpp"
#include "jobs/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace motcua::jobs {

namespace {

constexpr std::int64_t lease_ms = 120'000;
constexpr std::int64_t first_pause_ms = 5'000;
constexpr std::int64_t longest_pause_ms = 3'600'000;
constexpr int most_tries = 10;
constexpr std::size_t longest_reason = 500;
constexpr std::int64_t key_kept_ms = 30 * day_ms;
constexpr std::int64_t between_clearings_ms = 3'600'000;
constexpr std::chrono::milliseconds poll{1'000};

/// Doubles with each try, and up to a fifth longer by the job's number, so that what failed together does not come back together.
std::int64_t pause_after(const Job& job) {
    const std::int64_t pause = std::min(longest_pause_ms, first_pause_ms << std::min(job.tries, 20));
    return pause + pause / 5 * (job.id % 1'000) / 1'000;
}

} // namespace

struct Workers::State {
    db::Database& database;
    const Clock& clock;
    const std::map<std::string, Handler, std::less<>> handlers;
    const int thread_count;

    std::mutex mutex;
    std::condition_variable woken;
    std::uint64_t wakes = 0;
    bool stopping = false;
    Instant cleared_at;
    std::vector<std::thread> threads;

    bool run_one();
    std::optional<Store::Taken> take();
    Outcome attempt(const Job& job) const;
    void finish(const Store::Taken& taken, const Outcome& outcome);
    void clear_now_and_then();
    void serve();
    void work_until_idle();
    bool is_stopping();
};

std::optional<Store::Taken> Workers::State::take() {
    const Instant now = clock.now();
    const auto due = database.read([](db::Tx& tx) { return Store(tx).next_due(); });
    if (!due || *due > now) return std::nullopt;
    const auto taken =
        database.write([&](db::Tx& tx) -> Result<std::optional<Store::Taken>> { return Store(tx).take(now, now + lease_ms); });
    return taken.value();
}

Outcome Workers::State::attempt(const Job& job) const {
    if (job.tries >= most_tries) return Outcome::dead("its worker was lost " + std::to_string(most_tries) + " times");
    const auto handler = handlers.find(job.kind);
    if (handler == handlers.end()) return Outcome::later("no handler for jobs of this kind");
    try {
        return handler->second(job);
    } catch (const std::exception& error) {
        return Outcome::later(error.what());
    }
}

void Workers::State::finish(const Store::Taken& taken, const Outcome& outcome) {
    const Instant now = clock.now();
    const auto reason = shorten(outcome.reason, longest_reason);
    const bool last = taken.job.tries + 1 >= most_tries;
    const auto work = [&](db::Tx& tx) -> Result<bool> {
        Store store(tx);
        if (outcome.kind == Outcome::Kind::done)
            store.done(taken, now);
        else if (outcome.kind == Outcome::Kind::dead || last)
            store.dead(taken, now, reason);
        else
            store.later(taken, now + pause_after(taken.job), reason);
        return true;
    };
    database.write(work).value();
}

bool Workers::State::run_one() {
    const auto taken = take();
    if (!taken) return false;
    finish(*taken, attempt(taken->job));
    return true;
}

void Workers::State::clear_now_and_then() {
    const Instant now = clock.now();
    {
        const std::scoped_lock lock(mutex);
        if (now - cleared_at < between_clearings_ms) return;
        cleared_at = now;
    }
    const auto work = [&](db::Tx& tx) -> Result<bool> {
        Store(tx).forget_done_before(now - key_kept_ms);
        return true;
    };
    database.write(work).value();
}

bool Workers::State::is_stopping() {
    const std::scoped_lock lock(mutex);
    return stopping;
}

/// A lost database is no reason to end: the jobs are where they were, and the next poll tries again.
void Workers::State::work_until_idle() {
    try {
        while (!is_stopping() && run_one()) {
        }
        clear_now_and_then();
    } catch (const std::exception& error) {
        fmt::print(stderr, "jobs: {}\n", error.what());
    }
}

void Workers::State::serve() {
    std::uint64_t seen = 0;
    while (!is_stopping()) {
        work_until_idle();
        std::unique_lock lock(mutex);
        woken.wait_for(lock, poll, [&] { return stopping || wakes != seen; });
        seen = wakes;
    }
}

Workers::Workers(db::Database& database, const Clock& clock, std::map<std::string, Handler, std::less<>> handlers, int threads)
    : state_(new State{database, clock, std::move(handlers), threads}) {}

Workers::~Workers() {
    stop();
}

void Workers::start() {
    state_->stopping = false;
    for (int count = 0; count < state_->thread_count; ++count) state_->threads.emplace_back([this] { state_->serve(); });
}

void Workers::stop() {
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stopping = true;
    }
    state_->woken.notify_all();
    for (auto& thread : state_->threads) thread.join();
    state_->threads.clear();
}

void Workers::wake() {
    {
        const std::scoped_lock lock(state_->mutex);
        ++state_->wakes;
    }
    state_->woken.notify_all();
}

int Workers::run_due() {
    int count = 0;
    while (state_->run_one()) ++count;
    return count;
}

} // namespace motcua::jobs
