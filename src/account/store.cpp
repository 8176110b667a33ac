#include "account/store.hpp"

namespace motcua::account {

namespace {

const db::Query<AccountRow(Id)> account_with_id{"select id, login, name, phone, email, password, citizen_number, address, staff, closed_at "
                                                "from account where id = $1"};
const db::Query<AccountRow(std::string_view)> account_with_login{
    "select id, login, name, phone, email, password, citizen_number, address, staff, closed_at from account where login = $1"};
const db::Query<void(Id, std::string_view, std::string_view, std::string_view, std::string_view, std::string_view, int, std::string_view,
                     Instant)>
    insert_account{"insert into account (id, login, name, phone, email, password, address, staff, locale, created_at) "
                   "values ($1, $2, $3, $4, $5, $6, '', $7, $8, $9) on conflict (login) do nothing"};
const db::Query<void(Id, std::string_view, std::string_view, std::string_view, std::string_view)> update_profile{
    "update account set name = $2, phone = $3, email = $4, address = $5 where id = $1"};
const db::Query<void(Id, db::Bytes, std::string_view)> update_citizen_number{
    "update account set citizen_number = $2, citizen_number_hash = $3 where id = $1"};
const db::Query<void(Id)> remove_citizen_number{"update account set citizen_number = null, citizen_number_hash = null where id = $1"};
const db::Query<void(Id, std::string_view)> update_password{"update account set password = $2 where id = $1"};

const db::Query<GrantRow(Id, Instant)> grants_in_force{"select distinct role, unit from role_grant "
                                                       "where account = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)"};
const db::Query<HeldGrant(Id)> all_grants{
    "select role, unit, valid_from, valid_to from role_grant where account = $1 order by valid_from desc"};
const db::Query<void(Id, Role, Id, Instant, std::optional<Instant>, Id)> insert_grant{
    "insert into role_grant (account, role, unit, valid_from, valid_to, given_by) values ($1, $2, $3, $4, $5, $6) "
    "on conflict (account, role, unit, valid_from) do nothing"};
const db::Query<void(Id, Role, Id, Instant)> close_grant{
    "update role_grant set valid_to = $4 where account = $1 and role = $2 and unit = $3 "
    "and valid_from <= $4 and (valid_to is null or valid_to > $4)"};

const db::Query<void(std::string_view, Id, Id, SessionKind, std::string_view, std::string_view, Instant, Instant)> insert_session{
    "insert into session (token_hash, id, account, kind, peer, agent, created_at, seen_at, expires_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $7, $8)"};
const db::Query<SessionRow(std::string_view)> session_with_token{
    "select s.id, s.account, s.kind, s.seen_at, s.expires_at, a.name, a.staff, a.closed_at "
    "from session s join account a on a.id = s.account where s.token_hash = $1"};
const db::Query<void(Id, Instant)> touch_session{"update session set seen_at = $2 where id = $1 and seen_at < $2"};
const db::Query<OpenSession(Id, Instant)> sessions_of_account{
    "select id, kind, peer, agent, created_at, seen_at from session where account = $1 and expires_at > $2 order by created_at desc"};
const db::Query<void(std::string_view)> delete_session{"delete from session where token_hash = $1"};
const db::Query<void(Id, Id)> delete_session_of_account{"delete from session where account = $1 and id = $2"};
const db::Query<void(Id, Id)> delete_other_sessions{"delete from session where account = $1 and id <> $2"};

const db::Query<void(std::string_view, Purpose, std::string_view, Id, std::string_view, int, Instant)> insert_code{
    "insert into one_time_code (token_hash, purpose, contact, account, code_hash, tries_left, expires_at) values ($1, $2, $3, $4, $5, $6, "
    "$7)"};
const db::Query<CodeRow(std::string_view)> code_with_token{
    "select purpose, contact, account, code_hash, tries_left, expires_at, confirmed_at, used_at from one_time_code where token_hash = $1"};
const db::Query<void(std::string_view)> spend_one_guess{
    "update one_time_code set tries_left = tries_left - 1 where token_hash = $1 and tries_left > 0"};
const db::Query<void(std::string_view, Instant)> mark_confirmed{
    "update one_time_code set confirmed_at = $2 where token_hash = $1 and confirmed_at is null"};
const db::Query<void(std::string_view, Instant)> mark_used{
    "update one_time_code set used_at = $2 where token_hash = $1 and confirmed_at is not null and used_at is null"};

const db::Query<int(std::string_view, Instant, Instant)> count_one_try{
    "insert into sign_in_attempt (subject, started_at, tries) values ($1, $2, 1) on conflict (subject) do update set "
    "tries = case when sign_in_attempt.started_at <= $3 then 1 else sign_in_attempt.tries + 1 end, "
    "started_at = case when sign_in_attempt.started_at <= $3 then excluded.started_at else sign_in_attempt.started_at end "
    "returning tries"};
const db::Query<void(std::string_view)> forgive_all{"delete from sign_in_attempt where subject = $1"};
const db::Query<void(std::string_view)> forgive_one_try{"update sign_in_attempt set tries = tries - 1 where subject = $1 and tries > 0"};

const db::Query<void(Instant)> sweep_sessions{"delete from session where expires_at <= $1"};
const db::Query<void(Instant)> sweep_codes{"delete from one_time_code where expires_at <= $1"};
const db::Query<void(Instant)> sweep_tries{"delete from sign_in_attempt where started_at <= $1"};

} // namespace

std::optional<AccountRow> Store::with_id(Id id) {
    return tx_.one(account_with_id, id);
}

std::optional<AccountRow> Store::with_login(std::string_view login) {
    return tx_.one(account_with_login, login);
}

bool Store::add(const AccountRow& row, std::string_view locale, Instant now) {
    return tx_.run(insert_account, row.id, row.login, row.name, row.phone, row.email, row.password, row.staff, locale, now) == 1;
}

void Store::save_profile(Id id, const Profile& profile, const db::Bytes& sealed, std::string_view hash) {
    tx_.run(update_profile, id, profile.name, profile.phone, profile.email, profile.address);
    if (hash.empty()) {
        tx_.run(remove_citizen_number, id);
    } else {
        tx_.run(update_citizen_number, id, sealed, hash);
    }
}

void Store::save_password(Id id, std::string_view hash) {
    tx_.run(update_password, id, hash);
}

std::vector<GrantRow> Store::grants_of(Id account, Instant now) {
    return tx_.all(grants_in_force, account, now);
}

std::vector<HeldGrant> Store::held(Id account) {
    return tx_.all(all_grants, account);
}

void Store::give(Id account, Role role, Id unit, Instant from, std::optional<Instant> to, Id by) {
    tx_.run(insert_grant, account, role, unit, from, to, by);
}

std::int64_t Store::end_grant(Id account, Role role, Id unit, Instant at) {
    return tx_.run(close_grant, account, role, unit, at);
}

void Store::add_session(std::string_view token_hash, Id id, Id account, const Caller& caller, Instant now, Instant expires_at) {
    tx_.run(insert_session, token_hash, id, account, caller.kind, caller.peer, caller.agent, now, expires_at);
}

std::optional<SessionRow> Store::session(std::string_view token_hash) {
    return tx_.one(session_with_token, token_hash);
}

void Store::touch(Id session, Instant now) {
    tx_.run(touch_session, session, now);
}

std::vector<OpenSession> Store::sessions_of(Id account, Instant now) {
    return tx_.all(sessions_of_account, account, now);
}

void Store::end_session(std::string_view token_hash) {
    tx_.run(delete_session, token_hash);
}

std::int64_t Store::end_session(Id account, Id session) {
    return tx_.run(delete_session_of_account, account, session);
}

void Store::end_sessions(Id account, Id keep) {
    tx_.run(delete_other_sessions, account, keep);
}

void Store::add_code(std::string_view token_hash, const CodeRow& code) {
    tx_.run(insert_code, token_hash, code.purpose, code.contact, code.account, code.code_hash, code.tries_left, code.expires_at);
}

std::optional<CodeRow> Store::code(std::string_view token_hash) {
    return tx_.one(code_with_token, token_hash);
}

bool Store::spend_guess(std::string_view token_hash) {
    return tx_.run(spend_one_guess, token_hash) == 1;
}

void Store::confirm_code(std::string_view token_hash, Instant now) {
    tx_.run(mark_confirmed, token_hash, now);
}

bool Store::use_code(std::string_view token_hash, Instant now) {
    return tx_.run(mark_used, token_hash, now) == 1;
}

int Store::count_try(std::string_view subject, Instant now, std::int64_t window_ms) {
    return tx_.one(count_one_try, subject, now, now - window_ms).value();
}

void Store::forgive(std::string_view subject) {
    tx_.run(forgive_all, subject);
}

void Store::forgive_one(std::string_view subject) {
    tx_.run(forgive_one_try, subject);
}

void Store::sweep(const Limits& limits, Instant now) {
    tx_.run(sweep_sessions, now);
    tx_.run(sweep_codes, now - limits.confirmed_ms - limits.code_ms);
    tx_.run(sweep_tries, now - limits.window_ms);
}

} // namespace motcua::account
