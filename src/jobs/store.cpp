#include "jobs/store.hpp"

namespace motcua::jobs {

namespace {

struct TakenRow {
    Id id;
    std::string kind;
    std::string body;
    int tries;
    std::optional<std::string> unique_key;
};

const db::Query<void(Id, std::string_view, std::string_view, std::optional<std::string>, Instant)> insert{
    "insert into job (id, kind, body, unique_key, state, tries, due_at, reason) values ($1, $2, $3, $4, 'waiting', 0, $5, '') "
    "on conflict (unique_key) where unique_key is not null do nothing"};

const db::Query<Instant()> select_next_due{"select due_at from job where state = 'waiting' order by due_at limit 1"};

#define TAKE_BEFORE_LOCK                                                                                                                   \
    "update job set due_at = $2, tries = tries + 1 where id = "                                                                            \
    "(select id from job where state = 'waiting' and due_at <= $1 order by due_at, id limit 1"
#define TAKE_AFTER_LOCK ") returning id, kind, body, tries, unique_key"
const db::Query<TakenRow(Instant, Instant)> update_taken{TAKE_BEFORE_LOCK TAKE_AFTER_LOCK,
                                                         TAKE_BEFORE_LOCK " for update skip locked" TAKE_AFTER_LOCK};

const db::Query<void(Id)> delete_done{"delete from job where id = $1 and unique_key is null"};
const db::Query<void(Id, Instant)> update_done{
    "update job set state = 'done', ended_at = $2, body = '', reason = '' where id = $1 and unique_key is not null"};
const db::Query<void(Id, Instant, Instant, std::string_view)> update_later{
    "update job set due_at = $3, reason = $4 where id = $1 and due_at = $2 and state = 'waiting'"};
const db::Query<void(Id, Instant, Instant, std::string_view)> update_dead{
    "update job set state = 'dead', ended_at = $3, reason = $4 where id = $1 and due_at = $2 and state = 'waiting'"};
const db::Query<void(Id, Instant)> update_replayed{
    "update job set state = 'waiting', tries = 0, due_at = $2, ended_at = null where id = $1 and state = 'dead'"};
const db::Query<void(Instant)> delete_old{"delete from job where state = 'done' and ended_at < $1"};

const db::Query<std::int64_t()> count_waiting{"select count(*) from job where state = 'waiting'"};
const db::Query<std::int64_t()> count_dead{"select count(*) from job where state = 'dead'"};
const db::Query<DeadJob(int)> select_dead{
    "select id, kind, body, reason, tries, ended_at from job where state = 'dead' order by ended_at desc, id desc limit $1"};

} // namespace

void Store::add(const Job& job, std::string_view unique_key, Instant due) {
    const auto key = unique_key.empty() ? std::nullopt : std::optional(std::string(unique_key));
    tx_.run(insert, job.id, job.kind, job.body, key, due);
}

std::optional<Instant> Store::next_due() const {
    return tx_.one(select_next_due);
}

std::optional<Store::Taken> Store::take(Instant now, Instant lease_ends) {
    auto row = tx_.one(update_taken, now, lease_ends);
    if (!row) return std::nullopt;
    return Taken{{row->id, std::move(row->kind), std::move(row->body), row->tries - 1}, row->unique_key.value_or(""), lease_ends};
}

void Store::done(const Taken& taken, Instant now) {
    if (taken.unique_key.empty())
        tx_.run(delete_done, taken.job.id);
    else
        tx_.run(update_done, taken.job.id, now);
}

void Store::later(const Taken& taken, Instant due, std::string_view reason) {
    tx_.run(update_later, taken.job.id, taken.lease_ends, due, reason);
}

void Store::dead(const Taken& taken, Instant now, std::string_view reason) {
    tx_.run(update_dead, taken.job.id, taken.lease_ends, now, reason);
}

bool Store::replay(Id job, Instant now) {
    return tx_.run(update_replayed, job, now) == 1;
}

void Store::forget_done_before(Instant moment) {
    tx_.run(delete_old, moment);
}

Counts Store::counts() const {
    return {*tx_.one(count_waiting), *tx_.one(count_dead)};
}

std::vector<DeadJob> Store::dead_jobs(int limit) const {
    return tx_.all(select_dead, limit);
}

} // namespace motcua::jobs
