#include "jobs/jobs.hpp"

#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

using namespace motcua;
using namespace motcua::test;
using jobs::Outcome;

namespace {

constexpr Instant monday{1'657'500'000'000};
constexpr std::int64_t second = 1'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t longest_pause = 72 * minute; // an hour, and a fifth of it

/// A queue under a clock that stands still until the story moves it.
struct Queue {
    explicit Queue(db::Database& database) : database(database) {}

    void ask(std::string_view kind, std::string_view body = "{}", std::string_view key = {}, Instant not_before = {}) {
        const auto answer = database.write([&](db::Tx& tx) -> Result<bool> {
            jobs::enqueue(tx, kind, body, clock.now(), key, not_before);
            return true;
        });
        REQUIRE(answer.has_value());
    }

    /// Workers that note what they run and end it as told.
    std::unique_ptr<jobs::Workers> workers(Outcome outcome = Outcome::done()) {
        return with_handler([this, outcome](const jobs::Job& job) {
            ran.push_back(job.body);
            tries.push_back(job.tries);
            return outcome;
        });
    }

    std::unique_ptr<jobs::Workers> with_handler(jobs::Handler handler) {
        return std::make_unique<jobs::Workers>(database, clock,
                                               std::map<std::string, jobs::Handler, std::less<>>{{"mail", std::move(handler)}});
    }

    jobs::Counts counts() {
        return database.read([](db::Tx& tx) { return jobs::counts(tx); });
    }
    std::vector<jobs::DeadJob> dead() {
        return database.read([](db::Tx& tx) { return jobs::dead(tx, 10); });
    }
    bool replay(Id job) {
        return database.write([&](db::Tx& tx) -> Result<bool> { return jobs::replay(tx, job, clock.now()); }).value();
    }

    db::Database& database;
    Clock clock{monday};
    std::vector<std::string> ran;
    std::vector<int> tries;
};

void each_queue(const std::function<void(Queue&)>& story) {
    each_database([&](db::Database& database) {
        Queue queue(database);
        story(queue);
    });
}

} // namespace

TEST_CASE("a job is done once, the one asked for first before the others") {
    each_queue([](Queue& queue) {
        const auto workers = queue.workers();
        queue.ask("mail", "first");
        queue.clock.advance(1);
        queue.ask("mail", "second");
        CHECK(queue.counts().waiting == 2);
        CHECK(workers->run_due() == 2);
        CHECK(queue.ran == std::vector<std::string>{"first", "second"});
        CHECK(workers->run_due() == 0);
        CHECK(queue.counts().waiting == 0);
    });
}

TEST_CASE("a job belongs to the transaction that asked for it") {
    each_queue([](Queue& queue) {
        const auto workers = queue.workers();
        const auto refused = queue.database.write([&](db::Tx& tx) -> Result<bool> {
            jobs::enqueue(tx, "mail", "never", queue.clock.now());
            return refuse(Kind::conflict, "changed");
        });
        CHECK_FALSE(refused.has_value());
        CHECK(workers->run_due() == 0);
    });
}

TEST_CASE("a job for later waits for its time") {
    each_queue([](Queue& queue) {
        const auto workers = queue.workers();
        queue.ask("mail", "tomorrow", {}, monday + day_ms);
        queue.clock.advance(day_ms - 1);
        CHECK(workers->run_due() == 0);
        queue.clock.advance(1);
        CHECK(workers->run_due() == 1);
    });
}

TEST_CASE("what did not work is tried again after a pause that doubles") {
    each_queue([](Queue& queue) {
        const auto workers = queue.workers(Outcome::later("the server is away"));
        queue.ask("mail");
        CHECK(workers->run_due() == 1);
        for (const std::int64_t pause : {5 * second, 10 * second, 20 * second}) {
            queue.clock.advance(pause - 1);
            CHECK(workers->run_due() == 0);
            queue.clock.advance(pause / 5 + 1);
            CHECK(workers->run_due() == 1);
        }
        CHECK(queue.tries == std::vector<int>{0, 1, 2, 3});
        CHECK(queue.counts().waiting == 1);
        CHECK(queue.counts().dead == 0);
    });
}

TEST_CASE("after ten tries a job is dead, with the reason for people to see, and can be played again") {
    each_queue([](Queue& queue) {
        const auto failing = queue.workers(Outcome::later("the server is away"));
        queue.ask("mail", "{\"to\":\"lan\"}");
        for (int number = 0; number < 20; ++number) {
            failing->run_due();
            queue.clock.advance(longest_pause);
        }
        CHECK(queue.tries.size() == 10);
        CHECK(queue.counts().waiting == 0);
        CHECK(queue.counts().dead == 1);
        const auto dead = queue.dead();
        REQUIRE(dead.size() == 1);
        CHECK(dead[0].kind == "mail");
        CHECK(dead[0].body == "{\"to\":\"lan\"}");
        CHECK(dead[0].reason == "the server is away");
        CHECK(dead[0].tries == 10);
        CHECK(dead[0].died_at == monday + 9 * longest_pause);

        CHECK_FALSE(queue.replay(dead[0].id + 1));
        CHECK(queue.replay(dead[0].id));
        CHECK_FALSE(queue.replay(dead[0].id));
        CHECK(queue.workers()->run_due() == 1);
        CHECK(queue.tries.back() == 0);
        CHECK(queue.counts().dead == 0);
        CHECK(queue.dead().empty());
    });
}

TEST_CASE("a job that can never work is dead at once") {
    each_queue([](Queue& queue) {
        queue.ask("mail");
        CHECK(queue.workers(Outcome::dead("no such address"))->run_due() == 1);
        REQUIRE(queue.dead().size() == 1);
        CHECK(queue.dead()[0].reason == "no such address");
        CHECK(queue.dead()[0].tries == 1);
    });
}

TEST_CASE("a handler that throws, or is missing, means later") {
    each_queue([](Queue& queue) {
        const auto workers = queue.with_handler([&](const jobs::Job& job) -> Outcome {
            queue.tries.push_back(job.tries);
            throw std::runtime_error("a bug");
        });
        queue.ask("mail");
        queue.ask("fax");
        CHECK(workers->run_due() == 2);
        CHECK(queue.counts().waiting == 2);
        for (int number = 0; number < 12; ++number) {
            queue.clock.advance(longest_pause);
            workers->run_due();
        }
        std::set<std::string> reasons;
        for (const auto& dead : queue.dead()) reasons.insert(dead.kind + ": " + dead.reason);
        CHECK(reasons == std::set<std::string>{"fax: no handler for jobs of this kind", "mail: a bug"});
    });
}

TEST_CASE("the job of a worker that was lost comes back after two minutes") {
    each_queue([](Queue& queue) {
        const auto others = queue.workers();
        int taken_meanwhile = 0;
        // The first worker is still at it when its lease ends: to everybody else it is as good as dead.
        const auto lost = queue.with_handler([&](const jobs::Job&) {
            taken_meanwhile += others->run_due();
            queue.clock.advance(2 * minute - 1);
            taken_meanwhile += others->run_due();
            CHECK(taken_meanwhile == 0);
            queue.clock.advance(1);
            taken_meanwhile += others->run_due();
            return Outcome::later("too late to say so");
        });
        queue.ask("mail", "once");
        CHECK(lost->run_due() == 1);
        CHECK(taken_meanwhile == 1);
        CHECK(queue.tries == std::vector<int>{1});
        CHECK(queue.counts().waiting == 0);
        queue.clock.advance(day_ms);
        CHECK(others->run_due() == 0);
    });
}

TEST_CASE("the late word of a worker that was lost changes nothing for the one that has the job now") {
    each_queue([](Queue& queue) {
        queue.ask("mail", "once");
        const auto late = queue.with_handler([&](const jobs::Job&) {
            queue.clock.advance(2 * minute);
            queue.workers(Outcome::later("still away"))->run_due();
            return Outcome::dead("given up too late");
        });
        late->run_due();
        CHECK(queue.counts().dead == 0);
        CHECK(queue.counts().waiting == 1);
        queue.clock.advance(longest_pause);
        CHECK(queue.workers()->run_due() == 1);
    });
}

TEST_CASE("a key lets the same job be asked for often and done once") {
    each_queue([](Queue& queue) {
        const auto workers = queue.workers();
        queue.ask("mail", "first", "digest 2022-07-11");
        queue.ask("mail", "twice", "digest 2022-07-11");
        queue.ask("mail", "other", "digest 2022-07-12");
        CHECK(queue.counts().waiting == 2);
        CHECK(workers->run_due() == 2);
        queue.ask("mail", "again", "digest 2022-07-11");
        CHECK(workers->run_due() == 0);
        CHECK(std::set(queue.ran.begin(), queue.ran.end()) == std::set<std::string>{"first", "other"});
    });
}

TEST_CASE("several workers share the jobs, and none is done twice") {
    db::Settings settings;
    each_fresh_database(settings, [](FreshDatabase& database) {
        Queue queue(*database);
        for (int number = 0; number < 40; ++number) queue.ask("mail", std::to_string(number));
        std::mutex mutex;
        std::multiset<std::string> bodies;
        const auto handler = [&](const jobs::Job& job) {
            const std::scoped_lock lock(mutex);
            bodies.insert(job.body);
            return Outcome::done();
        };
        {
            std::vector<std::jthread> threads;
            for (int number = 0; number < 4; ++number) threads.emplace_back([&] { queue.with_handler(handler)->run_due(); });
        }
        CHECK(bodies.size() == 40);
        CHECK(std::set(bodies.begin(), bodies.end()).size() == 40);
    });
}

TEST_CASE("workers in the background do what is queued, and stopping finishes what was taken") {
    each_queue([](Queue& queue) {
        std::atomic<int> done = 0;
        const auto workers = queue.with_handler([&](const jobs::Job&) {
            ++done;
            done.notify_all();
            return Outcome::done();
        });
        workers->start();
        queue.ask("mail");
        workers->wake();
        done.wait(0);
        workers->stop();
        CHECK(done == 1);
        CHECK(queue.counts().waiting == 0);
        queue.ask("mail");
        workers->start();
        done.wait(1);
        workers->stop();
        CHECK(queue.counts().waiting == 0);
    });
}

TEST_CASE("the statements of the queue fit its tables") {
    each_database([](db::Database& database) { CHECK_NOTHROW(db::check_statements(database)); });
}
