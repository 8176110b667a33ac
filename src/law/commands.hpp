#pragma once

#include "base/locale.hpp"
#include "db/database.hpp"
#include "law/law.hpp"
#include "law/table.hpp"
#include "law/taking.hpp"

#include <filesystem>
#include <iosfwd>
#include <string_view>
#include <vector>

/// What the command line says about the law. Each writes to `out` and returns the exit code: 0 well, 1 not.
namespace motcua::law {

/// `motcua lint [FILES…]`: files, or folders with all data files below them; without any, the data inside the program.
int lint_command(const std::vector<std::filesystem::path>& paths, std::ostream& out, Locale locale = Locale::vi);

/// `motcua import units|procedures|forms|calendars|rules FILE [--dry-run]`. 1 when a row was refused or the file cannot be read.
int import_command(DataKind kind, const std::filesystem::path& file, bool dry_run, db::Database& database, Instant now, std::ostream& out,
                   Locale locale = Locale::vi);

/// Says how an import ended: every refused row with its line and reason, then the sums. The exit code.
int tell_import(const Result<Report>& report, bool dry_run, std::ostream& out, Locale locale = Locale::vi);

/// `motcua due --limit 3 --unit working_day --at 2022-07-11T16:10 [--for UNIT]`: the due time as ISO 8601. `for_unit` is a code or
/// identifier that must exist on that day, or empty; all units keep the province's calendar so far.
int due_command(const Law& law, int limit, std::string_view unit, std::string_view at, std::string_view for_unit, std::ostream& out,
                Locale locale = Locale::vi);

/// `motcua check citizen-number|tax-code|phone|dossier-code VALUE`
int check_command(std::string_view kind, std::string_view value, std::ostream& out, Locale locale = Locale::vi);

} // namespace motcua::law
