#include "account/actions.hpp"

#include "account/password.hpp"
#include "account/store.hpp"
#include "base/crypto.hpp"

namespace motcua::account {

namespace {

struct Subjects {
    std::string login;
    std::string peer;
};

Subjects subjects_of(std::string_view login, std::string_view peer) {
    return {crypto::sha256_hex("login:" + std::string(login)), crypto::sha256_hex("peer:" + std::string(peer))};
}

/// Counted before the password is looked at, so that many tries at once get no further than many in a row; a right one is taken back.
Result<std::optional<AccountRow>> count_and_find(const Setting& setting, const Subjects& subjects, std::string_view login) {
    return setting.database.write([&](db::Tx& tx) -> Result<std::optional<AccountRow>> {
        Store store(tx);
        const int for_login = store.count_try(subjects.login, setting.now, setting.limits.window_ms);
        const int for_peer = store.count_try(subjects.peer, setting.now, setting.limits.window_ms);
        if (for_login > setting.limits.tries || for_peer > setting.limits.tries)
            return refuse(Kind::too_many, "account.sign_in.too_many", {std::to_string(setting.limits.window_ms / 60'000)});
        return store.with_login(login);
    });
}

crypto::PasswordCost cost_of(const AccountRow& row) {
    return row.staff != 0 ? crypto::PasswordCost::staff : crypto::PasswordCost::citizen;
}

} // namespace

Result<NewSession> sign_in(const Setting& setting, std::string_view login, std::string_view password, const Caller& caller) {
    const auto name = login_of(login);
    const auto subjects = subjects_of(name, caller.peer);
    const auto account = TRY(count_and_find(setting, subjects, name));
    const bool open = account && !account->closed_at;
    const bool right = TRY(verify_in_turn(open ? std::string_view(account->password) : "", password));
    if (!right) return refuse(Kind::invalid, "account.sign_in.wrong");
    return setting.database.write([&](db::Tx& tx) -> Result<NewSession> {
        Store store(tx);
        store.forgive(subjects.login);
        store.forgive_one(subjects.peer);
        return start_session(tx, account->id, caller, setting.limits, setting.now);
    });
}

Result<void> change_password(const Setting& setting, Id account, std::string_view current, std::string_view password, Id keep_session) {
    const auto row = setting.database.read([&](db::Tx& tx) { return Store(tx).with_id(account); });
    if (!row) return refuse(Kind::not_found, "account.missing");
    const auto subjects = subjects_of(row->login, "");
    TRY(count_and_find(setting, {subjects.login, subjects.login + "#change"}, row->login));
    if (!TRY(verify_in_turn(row->password, current))) return refuse_field("current", "account.password.not_current");
    TRY(check_password(password, row->login));
    const auto hash = TRY(hash_in_turn(password, cost_of(*row)));
    return setting.database.write([&](db::Tx& tx) -> Result<void> {
        Store store(tx);
        store.forgive(subjects.login);
        store.save_password(account, hash);
        store.end_sessions(account, keep_session);
        return {};
    });
}

} // namespace motcua::account
