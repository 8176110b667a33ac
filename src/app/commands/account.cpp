#include "account/actions.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <fstream>

namespace motcua::app {

namespace {

using Told = std::expected<std::string, std::string>; ///< what to print, or why not

struct Order {
    App& app;
    const Arguments& arguments;
    std::string login;
    Instant now;
};

std::string told(const Error& error) {
    auto text = sentence(console_locale(), error.code, error.arguments);
    for (const auto& field : error.fields)
        text += fmt::format("\n  {}: {}", field.field, sentence(console_locale(), field.code, field.arguments));
    return text;
}

std::expected<std::string, std::string> password_of(const Order& order) {
    const auto file = order.arguments.value("password-file");
    if (!file) return crypto::random_letters(14);
    std::ifstream stream{std::string(*file)};
    std::string line;
    if (!std::getline(stream, line)) return std::unexpected(fmt::format("{}: cannot be read", *file));
    return std::string(trim(line));
}

Told create(const Order& order) {
    const auto password = password_of(order);
    if (!password) return password;
    const account::Setting setting{order.app.database(), order.app.services().number_key, order.app.services().limits, order.now};
    const auto made = account::create(setting, {.login = order.login,
                                                .name = std::string(order.arguments.value("name").value_or("")),
                                                .staff = order.arguments.has("staff"),
                                                .password = *password});
    if (!made) return std::unexpected(told(made.error()));
    return order.arguments.has("password-file") ? order.login : fmt::format("{} {}", order.login, *password);
}

struct Post {
    Id account;
    account::Role role;
    Id unit;
};

std::expected<Post, std::string> post_of(const Order& order) {
    const auto known = from_word<account::Role>(order.arguments.value("role").value_or(""));
    if (!known || *known == account::Role::visitor) return std::unexpected("--role wants one of the roles in docs/glossary.md");
    const auto identifier = order.arguments.value("unit").value_or("");
    const auto law = order.app.services().shelf.get();
    const auto* unit = law->units.with_identifier(identifier, local_day(order.now));
    if (unit == nullptr) return std::unexpected(fmt::format("--unit {}: there is no such unit today", identifier));
    const auto found =
        order.app.database().read([&](db::Tx& tx) { return account::find_login(tx, order.app.services().number_key, order.login); });
    if (!found) return std::unexpected(fmt::format("{}: there is no such account", order.login));
    return Post{found->id, *known, unit->id};
}

Told grant(const Order& order) {
    const auto post = post_of(order);
    if (!post) return std::unexpected(post.error());
    std::optional<Instant> until;
    if (const auto text = order.arguments.value("until")) {
        const auto day = parse_day(*text);
        if (!day) return std::unexpected(fmt::format("--until {}: want YYYY-MM-DD", *text));
        until = local_instant(*day + 1, 0);
    }
    (void)order.app.database().write([&](db::Tx& tx) -> Result<void> {
        account::give(tx, post->account, post->role, post->unit, order.now, until, account::Actor::system().account);
        return {};
    });
    return fmt::format("{} {}", order.login, word_of(post->role));
}

Told revoke(const Order& order) {
    const auto post = post_of(order);
    if (!post) return std::unexpected(post.error());
    const auto taken =
        order.app.database().write([&](db::Tx& tx) { return account::take(tx, post->account, post->role, post->unit, order.now); });
    if (!taken) return std::unexpected(told(taken.error()));
    return order.login;
}

Told show(const Order& order) {
    return order.app.database().read([&](db::Tx& tx) -> Told {
        const auto found = account::find_login(tx, order.app.services().number_key, order.login);
        if (!found) return std::unexpected(fmt::format("{}: there is no such account", order.login));
        std::string text = fmt::format("{} ({})", found->login, found->name);
        const auto law = order.app.services().shelf.get();
        for (const auto& held : account::held(tx, found->id)) {
            const auto* unit = law->units.find(held.unit);
            text += fmt::format("\n  {} {} {} – {}", word_of(held.role), unit == nullptr ? "?" : unit->identifier, iso(held.valid_from),
                                held.valid_to ? iso(*held.valid_to) : "");
        }
        return text;
    });
}

} // namespace

int account(const Arguments& arguments, Config& config, Clock& clock) {
    constexpr std::pair<std::string_view, Told (*)(const Order&)> deeds[] = {
        {"create", create}, {"grant", grant}, {"revoke", revoke}, {"show", show}};
    const auto& words = arguments.words();
    for (const auto& [word, deed] : deeds) {
        if (words.size() != 2 || words[0] != word) continue;
        App app(config, clock);
        const auto done = deed({app, arguments, account::login_of(words[1]), clock.now()});
        if (!done) return refused(done.error());
        fmt::print("{}\n", *done);
        return exits::done;
    }
    return wrong_usage("account: want create, grant, revoke or show, and a login", "account");
}

} // namespace motcua::app
