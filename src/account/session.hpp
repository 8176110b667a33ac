#pragma once

#include "account/account.hpp"
#include "account/limits.hpp"
#include "base/enumeration.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::account {

/// A session (phiên đăng nhập) of a browser, or of a program that calls the API.
enum class SessionKind { web, api };

/// From where somebody signs in; shown to the owner of the account.
struct Caller {
    std::string peer;
    std::string agent; ///< what the browser calls itself; shortened when stored
    SessionKind kind = SessionKind::web;
};

/// The token is told once and stored only as its SHA-256.
struct NewSession {
    std::string token;
    Instant expires_at; ///< at the latest; idle sessions end before
};

/// Opens a session for an account whose right to it was checked. Ended ones of everybody are swept along the way.
NewSession start_session(db::Tx& tx, Id account, const Caller& caller, const Limits& limits, Instant now);

/// Whose session a token opens, with the grants that hold now. Nothing when there is none, it ended, was idle for too long or the
/// account is closed. Reads once; writes last_seen at most once a minute.
struct SignedIn {
    Actor actor;
    Id session = 0;
    SessionKind kind = SessionKind::web;
};
std::optional<SignedIn> signed_in(db::Database& database, std::string_view token, const Limits& limits, Instant now);

struct OpenSession {
    Id id;
    SessionKind kind;
    std::string peer;
    std::string agent;
    Instant created_at;
    Instant seen_at;
};
/// Of one account, newest first; only those that still open.
std::vector<OpenSession> open_sessions(db::Database& database, Id account, Instant now);

/// Ends what `token` opened, at once and everywhere. Ending what is not there is no error.
void sign_out(db::Database& database, std::string_view token);
/// Ends one session of `account` by its id: Kind::not_found when it is not theirs.
Result<void> end_session(db::Database& database, Id account, Id session);
/// Ends all sessions of an account but `keep` (0: all).
void end_sessions(db::Tx& tx, Id account, Id keep = 0);

} // namespace motcua::account

template <>
struct motcua::Words<motcua::account::SessionKind> {
    static constexpr std::array words{std::string_view("web"), std::string_view("api")};
};
