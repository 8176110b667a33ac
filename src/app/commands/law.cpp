#include "app/app.hpp"
#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "base/crypto.hpp"
#include "db/migrations.hpp"
#include "dossier/diagram.hpp"
#include "law/actions.hpp"
#include "law/commands.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>

namespace motcua::app {

namespace {

std::shared_ptr<const law::Law> law_in(db::Database& database) {
    return database.read([](db::Tx& tx) { return law::load(tx); });
}

/// The law inside the program, for those who have no database.
std::shared_ptr<const law::Law> law_of_the_program(Instant now) {
    const auto folder = std::filesystem::temp_directory_path() / ("motcua-" + crypto::random_letters(12));
    std::filesystem::create_directory(folder);
    const auto database = db::open({.address = (folder / "law.db").string()});
    db::migrate(*database);
    law::seed(*database, now);
    auto law = law_in(*database);
    std::filesystem::remove_all(folder);
    return law;
}

} // namespace

int lint(const Arguments& arguments, Config&, Clock&) {
    const std::vector<std::filesystem::path> paths(arguments.words().begin(), arguments.words().end());
    return law::lint_command(paths, std::cout, console_locale());
}

int due(const Arguments& arguments, Config& config, Clock& clock) {
    const auto limit_text = arguments.value("limit").value_or("");
    int limit = -1;
    const auto end = std::from_chars(limit_text.data(), limit_text.data() + limit_text.size(), limit);
    if (end.ec != std::errc() || end.ptr != limit_text.data() + limit_text.size() || !arguments.has("at") || !arguments.has("unit"))
        return wrong_usage("due: want --limit N --unit UNIT --at TIME", "due");
    crypto::start();
    const bool at_hand = !config.database.empty() || std::filesystem::exists(config.database_address());
    const auto law = at_hand ? law_in(*db::open({.address = config.database_address()})) : law_of_the_program(clock.now());
    return law::due_command(*law, limit, *arguments.value("unit"), *arguments.value("at"), arguments.value("for").value_or(""), std::cout,
                            console_locale());
}

int states(const Arguments& arguments, Config&, Clock&) {
    std::cout << (arguments.has("svg") ? dossier::states_drawing() : dossier::states_page());
    return 0;
}

int check(const Arguments& arguments, Config&, Clock&) {
    constexpr std::array kinds{std::string_view("citizen-number"), std::string_view("tax-code"), std::string_view("phone"),
                               std::string_view("dossier-code")};
    const auto& words = arguments.words();
    if (words.size() != 2 || std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end())
        return wrong_usage("check: want citizen-number, tax-code, phone or dossier-code, and a value", "check");
    return law::check_command(words[0], words[1], std::cout, console_locale());
}

} // namespace motcua::app
