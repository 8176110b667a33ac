#pragma once

#include "campaign/board.hpp"
#include "db/database.hpp"

#include <string_view>
#include <vector>

namespace motcua::campaign {

/// All campaigns, the youngest first.
std::vector<Campaign> all(db::Database& database);
/// `campaign.not_found`.
Result<Campaign> find(db::Database& database, std::string_view id);
/// Adds a campaign or replaces the one of the same id, targets included.
void put(db::Tx& tx, const Campaign& campaign);
/// Puts the campaigns of data/campaigns/ whose unit stands in this database; how many.
int put_shipped(db::Tx& tx, const unit::Tree& units);

/// The board of a unit, from counters alone: units × days of them, whatever the number of dossiers, and most of them remembered.
Board board(db::Database& database, indicator::Recollection& counters, const law::Law& law, const Campaign& campaign, const Scope& scope,
            Locale locale);

} // namespace motcua::campaign
