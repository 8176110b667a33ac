#include "app/command.hpp"
#include "app/commands/commands.hpp"
#include "db/migrations.hpp"

#include <fmt/format.h>

namespace motcua::app {

int migrate(const Arguments&, Config& config, Clock&) {
    std::filesystem::create_directories(config.data);
    const auto database = db::open({.address = config.database_address()});
    fmt::print("{}\n", db::migrate(*database));
    return exits::done;
}

int backup(const Arguments& arguments, Config& config, Clock&) {
    if (arguments.words().empty()) return refused("backup: want the FILE to write");
    const std::string file(arguments.words()[0]);
    if (std::filesystem::exists(file)) return refused(file + ": is there already");
    const auto database = db::open({.address = config.database_address()});
    if (database->dialect() != db::Dialect::sqlite)
        return refused("backup: PostgreSQL is copied with its own tools (pg_basebackup, pg_dump)");
    database->backup(file);
    fmt::print("{}\n", file);
    return exits::done;
}

} // namespace motcua::app
