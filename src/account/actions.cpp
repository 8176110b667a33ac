#include "account/actions.hpp"

#include "account/password.hpp"
#include "account/store.hpp"
#include "base/crypto.hpp"
#include "base/numbers.hpp"
#include "base/text.hpp"

namespace motcua::account {

namespace {

constexpr std::size_t longest_address = 500;

Account opened(std::string_view key, AccountRow row) {
    Account account{.id = row.id,
                    .login = std::move(row.login),
                    .name = std::move(row.name),
                    .phone = std::move(row.phone),
                    .email = std::move(row.email),
                    .address = std::move(row.address),
                    .staff = row.staff != 0};
    if (row.citizen_number) account.citizen_number = crypto::open(key, row.citizen_number->value).value_or("");
    return account;
}

bool is_of_kind(std::string_view typed, Contact::Kind kind) {
    const auto contact = contact_of(typed);
    return contact && contact->kind == kind;
}

std::vector<FieldError> errors_in(const Profile& profile) {
    std::vector<FieldError> errors;
    const auto note = [&](bool wrong, const char* field, const char* code) {
        if (wrong) errors.push_back({field, code, {}});
    };
    const auto& number = profile.citizen_number;
    note(profile.name.empty(), "name", "account.name.required");
    note(length(profile.name) > longest_name, "name", "account.name.long");
    note(!number.empty() && !numbers::citizen_number(number), "citizen_number", "account.citizen_number.wrong");
    note(!profile.phone.empty() && !is_of_kind(profile.phone, Contact::Kind::phone), "phone", "account.phone.wrong");
    note(!profile.email.empty() && !is_of_kind(profile.email, Contact::Kind::email), "email", "account.email.wrong");
    note(length(profile.address) > longest_address, "address", "account.address.long");
    return errors;
}

Profile tidied(const Profile& typed) {
    Profile profile{tidy(typed.name), tidy(typed.citizen_number), tidy(typed.phone), tidy(typed.email), tidy(typed.address)};
    std::erase(profile.citizen_number, ' ');
    if (const auto phone = contact_of(profile.phone)) profile.phone = phone->value;
    if (const auto email = contact_of(profile.email)) profile.email = email->value;
    return profile;
}

Result<void> check(const NewAccount& account) {
    std::vector<FieldError> errors;
    const bool right_login = account.staff ? is_staff_login(account.login) : contact_of(account.login).has_value();
    if (!right_login) errors.push_back({"login", "account.login.wrong", {}});
    if (account.name.empty()) errors.push_back({"name", "account.name.required", {}});
    if (!errors.empty()) return refuse_fields(std::move(errors));
    return {};
}

} // namespace

Result<void> save_profile(const Setting& setting, Id account, const Profile& typed) {
    const auto profile = tidied(typed);
    if (auto errors = errors_in(profile); !errors.empty()) return refuse_fields(std::move(errors));
    const bool numbered = !profile.citizen_number.empty();
    const db::Bytes sealed{numbered ? crypto::seal(setting.key, profile.citizen_number) : ""};
    const auto hash = numbered ? crypto::keyed_hash_hex(setting.key, profile.citizen_number) : "";
    return setting.database.write([&](db::Tx& tx) -> Result<void> {
        Store(tx).save_profile(account, profile, sealed, hash);
        return {};
    });
}

std::optional<Account> find(db::Tx& tx, std::string_view key, Id account) {
    auto row = Store(tx).with_id(account);
    if (!row) return std::nullopt;
    return opened(key, std::move(*row));
}

std::optional<Account> find_login(db::Tx& tx, std::string_view key, std::string_view login) {
    auto row = Store(tx).with_login(login_of(login));
    if (!row) return std::nullopt;
    return opened(key, std::move(*row));
}

std::string name_of(db::Tx& tx, Id account) {
    const auto row = Store(tx).with_id(account);
    return row ? row->name : std::string();
}

Result<Id> create(const Setting& setting, const NewAccount& account) {
    std::string hash;
    if (!account.password.empty()) {
        TRY(check_password(account.password, login_of(account.login)));
        hash = TRY(hash_in_turn(account.password, account.staff ? crypto::PasswordCost::staff : crypto::PasswordCost::citizen));
    }
    return setting.database.write([&](db::Tx& tx) { return create(tx, account, hash, setting.now); });
}

Result<Id> create(db::Tx& tx, const NewAccount& account, std::string_view password_hash, Instant now) {
    NewAccount made = account;
    made.login = login_of(account.login);
    made.name = tidy(account.name);
    TRY(check(made));
    const AccountRow row{.id = new_id(now),
                         .login = made.login,
                         .name = made.name,
                         .phone = made.phone,
                         .email = made.email,
                         .password = std::string(password_hash),
                         .staff = made.staff ? 1 : 0};
    if (!Store(tx).add(row, code_of(Locale::vi), now)) return refuse_field("login", "account.login.taken");
    return row.id;
}

void give(db::Tx& tx, Id account, Role role, Id unit, Instant from, std::optional<Instant> to, Id by) {
    Store store(tx);
    for (const auto& grant : store.held(account)) {
        const bool lasts = !grant.valid_to || (to && *grant.valid_to >= *to);
        if (grant.role == role && grant.unit == unit && grant.valid_from <= from && lasts) return;
    }
    store.give(account, role, unit, from, to, by);
}

Result<void> take(db::Tx& tx, Id account, Role role, Id unit, Instant now) {
    if (Store(tx).end_grant(account, role, unit, now) == 0) return refuse(Kind::not_found, "account.grant_missing");
    return {};
}

std::vector<HeldGrant> held(db::Tx& tx, Id account) {
    return Store(tx).held(account);
}

std::optional<Actor> actor_of(db::Tx& tx, Id account, Instant now) {
    Store store(tx);
    const auto row = store.with_id(account);
    if (!row || row->closed_at) return std::nullopt;
    Actor actor{.account = account, .name = row->name, .citizen = row->staff == 0};
    for (const auto& grant : store.grants_of(account, now)) actor.grants.push_back({grant.role, grant.unit});
    return actor;
}

} // namespace motcua::account
