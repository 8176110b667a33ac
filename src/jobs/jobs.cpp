#include "jobs/jobs.hpp"

#include "jobs/store.hpp"

#include <algorithm>

namespace motcua::jobs {

void enqueue(db::Tx& tx, std::string_view kind, std::string_view body, Instant now, std::string_view unique_key, Instant not_before) {
    const Job job{new_id(now), std::string(kind), std::string(body)};
    Store(tx).add(job, unique_key, std::max(now, not_before));
}

Counts counts(db::Tx& tx) {
    return Store(tx).counts();
}

std::vector<DeadJob> dead(db::Tx& tx, int limit) {
    return Store(tx).dead_jobs(limit);
}

bool replay(db::Tx& tx, Id job, Instant now) {
    return Store(tx).replay(job, now);
}

} // namespace motcua::jobs
