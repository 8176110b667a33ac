#pragma once

#include "db/database.hpp"

#include <span>
#include <string>
#include <string_view>

namespace motcua::db {

/// One step of the schema.
struct Migration {
    int number = 0;
    std::string name; ///< of the file, `0001_jobs`
    std::string_view sql;
};

/// The embedded ones for a database, by number.
std::vector<Migration> migrations_for(Dialect dialect);

/// Brings the schema to the newest of the embedded db/migrations/NNNN_name.sql (a file NNNN_name.sqlite.sql or .postgres.sql
/// is for that database only). Forward only, each in its own transaction, recorded with its SHA-256. One process at a time: others wait.
/// Throws Broken when a file that ran was changed since, or when the database is newer than the program. Returns how many ran.
int migrate(Database& database);
/// The same with the steps given, sorted by number.
int migrate(Database& database, std::span<const Migration> migrations);

} // namespace motcua::db
