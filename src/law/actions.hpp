#pragma once

#include "base/result.hpp"
#include "db/database.hpp"
#include "law/taking.hpp"

#include <filesystem>
#include <functional>

namespace motcua::law {

/// Takes over the data files that travel inside the program, each once and again when its content has changed: rows that are new or
/// different become new versions, in one transaction. Throws when one of them is not sound, which a test rules out.
void seed(db::Database& database, Instant now);

/// Imports one JSON or CSV file (by the end of its name), at most 32 MB. A dry run reports and changes nothing.
/// Refuses with `law.unreadable` when the file cannot be read. Who serves must put a fresh load() on the Shelf afterwards.
Result<Report> import_file(DataKind kind, const std::filesystem::path& file, bool dry_run, db::Database& database, Instant now);

/// The same for rows of other kinds (rows_from()), which `take` takes over in the transaction.
Result<Report> import_rows(const std::filesystem::path& file, bool dry_run, db::Database& database,
                           const std::function<Report(db::Tx& tx, Source& source)>& take);

} // namespace motcua::law
