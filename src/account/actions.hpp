#pragma once

#include "account/account.hpp"
#include "account/contact.hpp"
#include "account/limits.hpp"
#include "account/session.hpp"
#include "base/locale.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::account {

/// In what surroundings an action runs.
struct Setting {
    db::Database& database;
    std::string_view key; ///< 32 bytes: seals personal numbers, hides one-time codes
    const Limits& limits;
    Instant now;
};

/// What a one-time code (mã xác nhận) is for.
enum class Purpose { registration, reset };

/// Sends a code to `contact` as a job in the same transaction, and returns the token by which the asking browser goes on. A caller
/// cannot tell whether the contact has an account: who registers a known one is told so in the message, who resets an unknown one gets
/// none. Refusals: `account.too_many_codes`.
Result<std::string> ask_for_code(const Setting& setting, Purpose purpose, const Contact& contact, Locale locale);

/// Checks the six digits once asked for. Field errors on `code`: `account.code.wrong`, `account.code.expired` (too late, five wrong
/// guesses, used, or nothing was asked for).
Result<void> confirm_code(const Setting& setting, std::string_view token, std::string_view code);

/// The contact a confirmed code was sent to, while it may still be used for `purpose`.
std::optional<Contact> confirmed_contact(const Setting& setting, std::string_view token, Purpose purpose);

/// Makes the account of a confirmed contact and opens its first session. Field errors on `name` and `password`; `account.code.expired`
/// when the confirmation is too old or was used; Kind::conflict `account.exists`.
struct Registration {
    std::string name;
    std::string password;
    Locale locale = Locale::vi;
};
Result<NewSession> finish_registration(const Setting& setting, std::string_view token, const Registration& registration,
                                       const Caller& caller);

/// Sets a new password for the account of a confirmed contact, ends all its sessions, forgives its tries and opens a new session.
Result<NewSession> finish_reset(const Setting& setting, std::string_view token, std::string_view password, const Caller& caller);

/// Refusals: `account.sign_in.wrong` (Kind::invalid, whether the login or the password is wrong is not said), `account.sign_in.too_many`
/// after ten wrong ones in fifteen minutes for the account or from the address, `account.busy`.
Result<NewSession> sign_in(const Setting& setting, std::string_view login, std::string_view password, const Caller& caller);

/// Ends all other sessions. Field errors on `current` (`account.password.not_current`) and `password`.
Result<void> change_password(const Setting& setting, Id account, std::string_view current, std::string_view password, Id keep_session);

/// What a person says about themselves; forms are prefilled from it. Empty is allowed for all but the name.
struct Profile {
    std::string name;
    std::string citizen_number; ///< 12 digits
    std::string phone;
    std::string email;
    std::string address;
};
/// Field errors: `account.name.required`, `account.citizen_number.wrong`, `account.phone.wrong`, `account.email.wrong`.
Result<void> save_profile(const Setting& setting, Id account, const Profile& profile);

/// With the citizen number opened: for the owner only.
std::optional<Account> find(db::Tx& tx, std::string_view key, Id account);
std::optional<Account> find_login(db::Tx& tx, std::string_view key, std::string_view login);
/// The names of other people, without their numbers.
std::string name_of(db::Tx& tx, Id account);

/// An account made by an administrator, the command line or an import. An empty `password` signs nobody in until a reset.
struct NewAccount {
    std::string login;
    std::string name;
    bool staff = false;
    std::string password = {};
    std::string phone = {};
    std::string email = {};
};
/// Field errors on `login` (`account.login.wrong`, `account.login.taken`), `name`, `password`.
Result<Id> create(const Setting& setting, const NewAccount& account);
/// The same inside a transaction, with the password already hashed (empty: none); for bulk loads.
Result<Id> create(db::Tx& tx, const NewAccount& account, std::string_view password_hash, Instant now);

/// A role in a unit from now (or `from`) until `to`, by whom. Giving what is held already changes nothing.
void give(db::Tx& tx, Id account, Role role, Id unit, Instant from, std::optional<Instant> to, Id by);
/// Kind::not_found `account.grant_missing` when it is not held.
Result<void> take(db::Tx& tx, Id account, Role role, Id unit, Instant now);

struct HeldGrant {
    Role role;
    Id unit;
    Instant valid_from;
    std::optional<Instant> valid_to;
};
/// All of an account, past ones included, newest first.
std::vector<HeldGrant> held(db::Tx& tx, Id account);
/// Who somebody is for actions outside a request, with the grants that hold at `now`.
std::optional<Actor> actor_of(db::Tx& tx, Id account, Instant now);

} // namespace motcua::account

template <>
struct motcua::Words<motcua::account::Purpose> {
    static constexpr std::array words{std::string_view("registration"), std::string_view("reset")};
};
