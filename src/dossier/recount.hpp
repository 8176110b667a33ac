#pragma once

#include "db/database.hpp"
#include "dossier/numbering.hpp"
#include "indicator/recount.hpp"
#include "law/law.hpp"

namespace motcua::dossier {

/// What the counters must be: read from the history of every dossier, unit by unit. Their deltas follow changes.cpp event by event.
indicator::Tally tally_of_history(db::Tx& tx, const law::Law& law);

/// `motcua recount`: where the counters disagree with history. With `repair` they are made right in the same transaction, while writers
/// wait. Returns what was different.
std::vector<indicator::Difference> recount(db::Database& database, const law::Law& law, bool repair);
/// The same for the numbers of papers: where the table of the last numbers disagrees with history. What history itself gave twice or left
/// out is no matter of counting: verify() tells it.
std::vector<NumberingFault> recount_numbers(db::Database& database, const law::Law& law, bool repair);

/// The same for the sums of ratings; how many differed.
int recount_ratings(db::Database& database, const law::Law& law, bool repair);

} // namespace motcua::dossier
