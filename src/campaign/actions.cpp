#include "campaign/actions.hpp"

#include "base/embedded.hpp"
#include "campaign/store.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace motcua::campaign {

std::vector<Campaign> all(db::Database& database) {
    return database.read([](db::Tx& tx) { return Store(tx).all(); });
}

Result<Campaign> find(db::Database& database, std::string_view id) {
    auto found = database.read([&](db::Tx& tx) { return Store(tx).with_id(id); });
    if (!found) return refuse(Kind::not_found, "campaign.not_found");
    return *std::move(found);
}

void put(db::Tx& tx, const Campaign& campaign) {
    Store(tx).put(campaign);
}

int put_shipped(db::Tx& tx, const unit::Tree& units) {
    int count = 0;
    for (const auto& file : embedded::files_under("data/campaigns/")) {
        const auto campaign = from_json(boost::json::parse(file.bytes).as_object(), units);
        if (!campaign) continue; // of another province; what is wrong with the file itself is the lint's to say
        put(tx, *campaign);
        ++count;
    }
    return count;
}

Board board(db::Database& database, indicator::Recollection& counters, const law::Law& law, const Campaign& campaign, const Scope& scope,
            Locale locale) {
    const auto units = law.units.subtree(scope.unit->id);
    const bool lowest = law.units.children(scope.unit->id, scope.to).empty();
    const auto counted = database.read([&](db::Tx& tx) {
        const auto days = counters.days(tx, units);
        Counted counted;
        counted.units = indicator::by_unit(days, scope.from, scope.to);
        counted.days = indicator::by_day(days, campaign.from, std::min(campaign.to, scope.today));
        counted.unit_days = indicator::by_unit_and_day(days, trend_from(campaign, scope.to), scope.to);
        if (lowest) counted.procedures = indicator::by_procedure(tx, units, scope.from, scope.to);
        return counted;
    });
    return board_of(campaign, law, scope, counted, locale);
}

} // namespace motcua::campaign
