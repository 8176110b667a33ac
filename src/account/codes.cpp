#include "account/actions.hpp"

#include "account/password.hpp"
#include "account/store.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "jobs/jobs.hpp"

#include <boost/json.hpp>

namespace motcua::account {

namespace {

constexpr std::size_t code_digits = 6;

std::string hidden(std::string_view key, std::string_view token_hash, std::string_view code) {
    return crypto::keyed_hash_hex(key, std::string(token_hash) + ":" + std::string(code));
}

void send(db::Tx& tx, const Contact& contact, Locale locale, std::string_view key, const std::vector<std::string>& arguments, Instant now) {
    const boost::json::object body{
        {"to", contact.value}, {"subject", sentence(locale, "account.code.subject")}, {"text", sentence(locale, key, arguments)}};
    jobs::enqueue(tx, contact.kind == Contact::Kind::phone ? "message.sms" : "message.mail", boost::json::serialize(body), now);
}

/// Who registers a known contact is told to sign in; who resets an unknown one hears nothing. The page says the same either way.
void tell(db::Tx& tx, const Setting& setting, Purpose purpose, const Contact& contact, bool known, std::string_view code, Locale locale) {
    const auto minutes = std::to_string(setting.limits.code_ms / 60'000);
    if (known && purpose == Purpose::registration) {
        send(tx, contact, locale, "account.code.exists", {}, setting.now);
    } else if (known || purpose == Purpose::registration) {
        send(tx, contact, locale, "account.code.text", {std::string(code), minutes}, setting.now);
    }
}

bool is_usable(const CodeRow& row, const Setting& setting, Purpose purpose) {
    return row.purpose == purpose && row.confirmed_at && !row.used_at && setting.now - *row.confirmed_at < setting.limits.confirmed_ms;
}

Result<CodeRow> take_code(Store& store, const Setting& setting, std::string_view token, Purpose purpose) {
    const auto hash = crypto::sha256_hex(token);
    const auto row = store.code(hash);
    if (!row || !is_usable(*row, setting, purpose) || !store.use_code(hash, setting.now))
        return refuse_field("code", "account.code.expired");
    return *row;
}

NewAccount account_of(const Contact& contact, std::string name) {
    NewAccount account{.login = contact.value, .name = std::move(name)};
    (contact.kind == Contact::Kind::phone ? account.phone : account.email) = contact.value;
    return account;
}

Result<void> guess(Store& store, const Setting& setting, std::string_view token_hash, std::string_view code) {
    const auto row = store.code(token_hash);
    if (!row || row->confirmed_at || setting.now >= row->expires_at || !store.spend_guess(token_hash))
        return refuse_field("code", "account.code.expired");
    if (!crypto::equal(row->code_hash, hidden(setting.key, token_hash, code))) return refuse_field("code", "account.code.wrong");
    store.confirm_code(token_hash, setting.now);
    return {};
}

} // namespace

Result<std::string> ask_for_code(const Setting& setting, Purpose purpose, const Contact& contact, Locale locale) {
    const auto token = crypto::random_token();
    const auto token_hash = crypto::sha256_hex(token);
    const auto code = crypto::random_digits(code_digits);
    return setting.database.write([&](db::Tx& tx) -> Result<std::string> {
        Store store(tx);
        store.sweep(setting.limits, setting.now);
        const int asked = store.count_try(crypto::sha256_hex("code:" + contact.value), setting.now, setting.limits.window_ms);
        if (asked > setting.limits.codes) return refuse(Kind::too_many, "account.too_many_codes");
        const auto account = store.with_login(contact.value);
        store.add_code(token_hash, {.purpose = purpose,
                                    .contact = contact.value,
                                    .account = account ? account->id : 0,
                                    .code_hash = hidden(setting.key, token_hash, code),
                                    .tries_left = setting.limits.code_tries,
                                    .expires_at = setting.now + setting.limits.code_ms});
        tell(tx, setting, purpose, contact, account.has_value(), code, locale);
        return token;
    });
}

Result<void> confirm_code(const Setting& setting, std::string_view token, std::string_view code) {
    // A wrong guess is refused but must stay counted, so the refusal travels out of the transaction as a value.
    const auto answer = setting.database.write([&](db::Tx& tx) -> Result<Result<void>> {
        Store store(tx);
        return guess(store, setting, crypto::sha256_hex(token), code);
    });
    return *answer;
}

std::optional<Contact> confirmed_contact(const Setting& setting, std::string_view token, Purpose purpose) {
    const auto row = setting.database.read([&](db::Tx& tx) { return Store(tx).code(crypto::sha256_hex(token)); });
    if (!row || !is_usable(*row, setting, purpose)) return std::nullopt;
    return contact_of(row->contact);
}

Result<NewSession> finish_registration(const Setting& setting, std::string_view token, const Registration& registration,
                                       const Caller& caller) {
    const auto contact = confirmed_contact(setting, token, Purpose::registration);
    if (!contact) return refuse_field("code", "account.code.expired");
    const auto name = tidy(registration.name);
    if (name.empty()) return refuse_field("name", "account.name.required");
    if (length(name) > longest_name) return refuse_field("name", "account.name.long");
    TRY(check_password(registration.password, contact->value));
    const auto hash = TRY(hash_in_turn(registration.password, crypto::PasswordCost::citizen));
    return setting.database.write([&](db::Tx& tx) -> Result<NewSession> {
        Store store(tx);
        TRY(take_code(store, setting, token, Purpose::registration));
        auto created = create(tx, account_of(*contact, name), hash, setting.now);
        if (!created) return refuse(Kind::conflict, "account.exists");
        return start_session(tx, *created, caller, setting.limits, setting.now);
    });
}

Result<NewSession> finish_reset(const Setting& setting, std::string_view token, std::string_view password, const Caller& caller) {
    const auto contact = confirmed_contact(setting, token, Purpose::reset);
    if (!contact) return refuse_field("code", "account.code.expired");
    TRY(check_password(password, contact->value));
    const auto staff = setting.database.read([&](db::Tx& tx) {
        const auto account = Store(tx).with_login(contact->value);
        return account && account->staff != 0;
    });
    const auto hash = TRY(hash_in_turn(password, staff ? crypto::PasswordCost::staff : crypto::PasswordCost::citizen));
    return setting.database.write([&](db::Tx& tx) -> Result<NewSession> {
        Store store(tx);
        const auto row = TRY(take_code(store, setting, token, Purpose::reset));
        store.save_password(row.account, hash);
        store.end_sessions(row.account, 0);
        store.forgive(crypto::sha256_hex("login:" + contact->value));
        return start_session(tx, row.account, caller, setting.limits, setting.now);
    });
}

} // namespace motcua::account
