#pragma once

#include "jobs/jobs.hpp"

namespace motcua::jobs {

/// The job table, private to the folder.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    /// A job somebody has taken. The lease's end tells his answer from that of one who came too late.
    struct Taken {
        Job job;
        std::string unique_key;
        Instant lease_ends;
    };

    void add(const Job& job, std::string_view unique_key, Instant due);
    /// When the next job is due, if any waits.
    std::optional<Instant> next_due() const;
    /// The job longest due, if one is. Counts the try now, so that a job that kills its worker runs out of tries too.
    std::optional<Taken> take(Instant now, Instant lease_ends);
    void done(const Taken& taken, Instant now);
    void later(const Taken& taken, Instant due, std::string_view reason);
    void dead(const Taken& taken, Instant now, std::string_view reason);
    bool replay(Id job, Instant now);
    void forget_done_before(Instant moment);

    Counts counts() const;
    std::vector<DeadJob> dead_jobs(int limit) const;

  private:
    db::Tx& tx_;
};

} // namespace motcua::jobs
