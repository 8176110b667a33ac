#pragma once

#include "account/account.hpp"
#include "db/database.hpp"
#include "digitising/digitising.hpp"

#include <filesystem>

/// What happens to scans, inside the transaction of the dossier's own action: that asks who may, and writes the history.
namespace motcua::digitising {

void add(db::Tx& tx, const Scan& scan);
/// All of a dossier, oldest first.
std::vector<Scan> of_dossier(db::Tx& tx, Id unit, Id dossier);

/// Files as they came from the scanner or the telephone, of one paper, as they are to be kept: its pictures become the pages of one PDF
/// with the name of the first; PDFs stay as they are, and so do pictures that cannot be pages without being drawn anew. Only files of this
/// person's own; whatever else is named is given back untouched, for the action to refuse. Not inside a transaction.
std::vector<Id> bound(db::Database& database, const std::filesystem::path& papers, const std::vector<Id>& documents,
                      const account::Actor& actor, Instant now);

} // namespace motcua::digitising
