#include "dossier/import.hpp"
#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "door/import.hpp"
#include "law/actions.hpp"
#include "law/commands.hpp"

#include <iostream>

namespace motcua::app {

int import(const Arguments& arguments, Config& config, Clock& clock) {
    const auto& words = arguments.words();
    const auto kind = words.size() == 2 ? from_word<law::DataKind>(words[0]) : std::nullopt;
    const bool of_people = words.size() == 2 && (words[0] == "accounts" || words[0] == "dossiers");
    if (!kind && !of_people)
        return wrong_usage("import: want units, procedures, forms, calendars, rules, accounts or dossiers, and a file", "import");
    App app(config, clock);
    const bool dry_run = arguments.has("dry-run");
    if (kind) return law::import_command(*kind, words[1], dry_run, app.database(), clock.now(), std::cout, console_locale());
    const auto law = app.services().shelf.get();
    const auto& key = app.services().number_key;
    const auto report = law::import_rows(words[1], dry_run, app.database(), [&](db::Tx& tx, law::Source& source) {
        if (words[0] == "accounts") return door::import_accounts(tx, source, *law, key, clock.now());
        return dossier::import_dossiers(tx, source, *law, key, clock.now());
    });
    return law::tell_import(report, dry_run, std::cout, console_locale());
}

} // namespace motcua::app
