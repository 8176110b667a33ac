#include "account/session.hpp"

#include "account/store.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace motcua::account {

namespace {

constexpr std::size_t agent_letters = 120;
constexpr std::size_t longest_token = 64; // 43 letters are ours; anything longer is not worth hashing

bool is_open(const SessionRow& row, const Limits& limits, Instant now) {
    const auto idle = row.staff != 0 ? limits.staff_idle_ms : limits.citizen_idle_ms;
    return !row.closed_at && now < row.expires_at && now - row.seen_at < idle;
}

struct Found {
    SessionRow row;
    std::vector<GrantRow> grants;
};

std::optional<Found> look_up(db::Database& database, std::string_view token, Instant now) {
    return database.read([&](db::Tx& tx) -> std::optional<Found> {
        Store store(tx);
        auto row = store.session(crypto::sha256_hex(token));
        if (!row) return std::nullopt;
        auto grants = store.grants_of(row->account, now);
        return Found{std::move(*row), std::move(grants)};
    });
}

/// A full disk must not keep people from reading: then the session merely grows old faster.
void touch(db::Database& database, Id session, Instant now) try {
    (void)database.write([&](db::Tx& tx) -> Result<void> {
        Store(tx).touch(session, now);
        return {};
    });
} catch (const db::Broken&) {
}

} // namespace

NewSession start_session(db::Tx& tx, Id account, const Caller& caller, const Limits& limits, Instant now) {
    Store store(tx);
    store.sweep(limits, now);
    NewSession session{crypto::random_token(), now + limits.session_ms};
    const Caller shortened{caller.peer, std::string(shorten(caller.agent, agent_letters)), caller.kind};
    store.add_session(crypto::sha256_hex(session.token), new_id(now), account, shortened, now, session.expires_at);
    return session;
}

std::optional<SignedIn> signed_in(db::Database& database, std::string_view token, const Limits& limits, Instant now) {
    if (token.empty() || token.size() > longest_token) return std::nullopt;
    auto found = look_up(database, token, now);
    if (!found || !is_open(found->row, limits, now)) return std::nullopt;
    if (now - found->row.seen_at >= limits.touch_ms) touch(database, found->row.id, now);
    SignedIn result{.session = found->row.id, .kind = found->row.kind};
    result.actor = {.account = found->row.account, .name = std::move(found->row.name), .citizen = found->row.staff == 0};
    for (const auto& grant : found->grants) result.actor.grants.push_back({grant.role, grant.unit});
    return result;
}

std::vector<OpenSession> open_sessions(db::Database& database, Id account, Instant now) {
    return database.read([&](db::Tx& tx) { return Store(tx).sessions_of(account, now); });
}

void sign_out(db::Database& database, std::string_view token) {
    (void)database.write([&](db::Tx& tx) -> Result<void> {
        Store(tx).end_session(crypto::sha256_hex(token));
        return {};
    });
}

Result<void> end_session(db::Database& database, Id account, Id session) {
    return database.write([&](db::Tx& tx) -> Result<void> {
        if (Store(tx).end_session(account, session) == 0) return refuse(Kind::not_found, "account.session_missing");
        return {};
    });
}

void end_sessions(db::Tx& tx, Id account, Id keep) {
    Store(tx).end_sessions(account, keep);
}

} // namespace motcua::account
