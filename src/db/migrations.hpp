#pragma once

#include "db/database.hpp"

namespace motcua::db {

/// Brings the schema to the newest of the embedded db/migrations/NNNN_name.sql (a file NNNN_name.sqlite.sql or .postgres.sql
/// is for that database only). Forward only, each in its own transaction, recorded with its SHA-256. One process at a time: others wait.
/// Throws Broken when a file that ran was changed since, or when the database is newer than the program. Returns how many ran.
int migrate(Database& database);

} // namespace motcua::db
