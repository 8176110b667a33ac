#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "db/database.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace motcua::jobs {

/// Writes a job into the transaction of the action that needs it: both happen or neither. `body` is JSON.
/// `unique_key`, when not empty, lets the same job be asked for twice and done once; it is remembered for 30 days after the job is done.
void enqueue(db::Tx& tx, std::string_view kind, std::string_view body, Instant now, std::string_view unique_key = {},
             Instant not_before = {});

/// How a job ended. `later` tries again with back-off (5 s · 2ⁿ, at most 1 h, with jitter, 10 tries), `dead` goes to the list that people
/// see.
struct Outcome {
    enum class Kind { done, later, dead } kind = Kind::done;
    std::string reason;

    static Outcome done() { return {}; }
    static Outcome later(std::string reason) { return {Kind::later, std::move(reason)}; }
    static Outcome dead(std::string reason) { return {Kind::dead, std::move(reason)}; }
};

struct Job {
    Id id = 0;
    std::string kind;
    std::string body;
    int tries = 0; ///< before this one
};

using Handler = std::function<Outcome(const Job&)>;

/// Threads that take due jobs, one claim each (a lease of two minutes: a killed worker's jobs come back), and call the handler of
/// their kind. Delivery is at least once: handlers are idempotent by Job::id. A handler that throws means later.
class Workers {
  public:
    Workers(db::Database& database, const Clock& clock, std::map<std::string, Handler, std::less<>> handlers, int threads = 2);
    ~Workers();

    void start();
    /// Finishes what was taken.
    void stop();
    /// Wakes a sleeping worker; call after a commit that queued something.
    void wake();
    /// Runs everything that is due now on this thread, for tests and the command line; how many ran.
    int run_due();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

struct Counts {
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};
Counts counts(db::Tx& tx);

struct DeadJob {
    Id id;
    std::string kind;
    std::string body;
    std::string reason;
    int tries;
    Instant died_at;
};
std::vector<DeadJob> dead(db::Tx& tx, int limit);
/// Puts a dead job back in the queue with its tries at 0; false when it is not there.
bool replay(db::Tx& tx, Id job, Instant now);

} // namespace motcua::jobs
