#pragma once

#include "law/source.hpp"
#include "law/table.hpp"

#include "db/database.hpp"

namespace motcua::law {

/// How an import ended, row by row.
struct Report {
    int added = 0;
    int changed = 0; ///< a changed procedure, form or calendar is a new version; the one before stays for the dossiers that have it
    int same = 0;
    std::vector<Problem> refused;
};

/// Takes the sound rows of a source over into the tables and reports on each. What is refused leaves the other rows untouched,
/// but a calendar is taken whole or not at all.
Report take(db::Tx& tx, DataKind kind, Source& source, Instant now);

} // namespace motcua::law
