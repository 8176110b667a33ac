#include "db/database.hpp"

#include "db/postgres.hpp"
#include "db/sqlite.hpp"

namespace motcua::db {

std::unique_ptr<Database> open(const Settings& settings) {
    const std::string_view address = settings.address;
    if (address.empty()) throw Broken("the address of the database is empty");
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) return std::make_unique<PostgresDatabase>(settings);
    if (address.find("://") != address.npos) throw Broken("a database address is a file path or begins with postgresql://");
    return std::make_unique<SqliteDatabase>(settings);
}

} // namespace motcua::db
