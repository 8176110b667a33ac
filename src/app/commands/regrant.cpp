#include "reception/regrant.hpp"
#include "account/actions.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"

#include <fmt/format.h>

namespace motcua::app {

namespace {

void tell(db::Database& database, const unit::Tree& units, std::string_view key, const std::vector<account::GrantInForce>& grants) {
    for (const auto& grant : grants) {
        const auto* unit = units.find(grant.unit);
        const auto name = database.read([&](db::Tx& tx) { return account::name_of(tx, grant.account); });
        fmt::print("{}\n", sentence(console_locale(), key,
                                    std::vector{name, std::string(word_of(grant.role)), unit ? unit->full_name : std::string()}));
    }
}

} // namespace

int regrant(const Arguments& arguments, Config& config, Clock& clock) {
    App app(config, clock);
    const auto law = app.services().shelf.get();
    const bool dry_run = arguments.has("dry-run");
    const auto told = app.database().write(
        [&](db::Tx& tx) -> Result<reception::Regranting> { return reception::regrant(tx, law->units, clock.now(), dry_run); });
    tell(app.database(), law->units, "app.regrant.given", told->given);
    tell(app.database(), law->units, "app.regrant.left", told->left);
    fmt::print("{}\n", sentence(console_locale(), dry_run ? "app.regrant.would" : "app.regrant.done",
                                std::vector{std::to_string(told->given.size()), std::to_string(told->left.size())}));
    return exits::done;
}

} // namespace motcua::app
