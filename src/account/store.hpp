#pragma once

#include "account/account.hpp"
#include "account/actions.hpp"
#include "account/session.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::account {

struct AccountRow {
    Id id;
    std::string login;
    std::string name;
    std::string phone;
    std::string email;
    std::string password;
    std::optional<db::Bytes> citizen_number;
    std::string address;
    int staff;
    std::optional<Instant> closed_at;
};

struct SessionRow {
    Id id;
    Id account;
    SessionKind kind;
    Instant seen_at;
    Instant expires_at;
    std::string name;
    int staff;
    std::optional<Instant> closed_at;
};

struct GrantRow {
    Role role;
    Id unit;
};

struct CodeRow {
    Purpose purpose;
    std::string contact;
    Id account;
    std::string code_hash;
    int tries_left;
    Instant expires_at;
    std::optional<Instant> confirmed_at;
    std::optional<Instant> used_at;
};

/// The SQL of accounts. Lives as long as its transaction.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    std::optional<AccountRow> with_id(Id id);
    std::optional<AccountRow> with_login(std::string_view login);
    /// False when the login is taken.
    bool add(const AccountRow& row, std::string_view locale, Instant now);
    void save_profile(Id id, const Profile& profile, const db::Bytes& sealed, std::string_view hash);
    void save_password(Id id, std::string_view hash);

    std::vector<GrantRow> grants_of(Id account, Instant now);
    std::vector<HeldGrant> held(Id account);
    void give(Id account, Role role, Id unit, Instant from, std::optional<Instant> to, Id by);
    std::int64_t end_grant(Id account, Role role, Id unit, Instant at);

    void add_session(std::string_view token_hash, Id id, Id account, const Caller& caller, Instant now, Instant expires_at);
    std::optional<SessionRow> session(std::string_view token_hash);
    void touch(Id session, Instant now);
    std::vector<OpenSession> sessions_of(Id account, Instant now);
    void end_session(std::string_view token_hash);
    std::int64_t end_session(Id account, Id session);
    void end_sessions(Id account, Id keep);

    void add_code(std::string_view token_hash, const CodeRow& code);
    std::optional<CodeRow> code(std::string_view token_hash);
    /// One guess less; false when none was left.
    bool spend_guess(std::string_view token_hash);
    void confirm_code(std::string_view token_hash, Instant now);
    /// False when it was used before: of two at once, one wins.
    bool use_code(std::string_view token_hash, Instant now);

    /// How many tries the subject has made in its window, this one included.
    int count_try(std::string_view subject, Instant now, std::int64_t window_ms);
    void forgive(std::string_view subject);
    void forgive_one(std::string_view subject);

    /// Removes what ended: sessions, codes, windows of tries.
    void sweep(const Limits& limits, Instant now);

  private:
    db::Tx& tx_;
};

} // namespace motcua::account
