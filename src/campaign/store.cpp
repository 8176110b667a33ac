#include "campaign/store.hpp"

namespace motcua::campaign {

namespace {

struct Row {
    std::string id, name, name_en, plan;
    Id unit;
    Day from, to;
    int target;
};
struct TargetRow {
    Id unit;
    int target;
};

#define CAMPAIGN_COLUMNS "id, name, name_en, plan, unit, from_day, to_day, target"

const db::Query<Row()> select_all{"select " CAMPAIGN_COLUMNS " from campaign order by from_day desc, id"};
const db::Query<Row(std::string_view)> select_one{"select " CAMPAIGN_COLUMNS " from campaign where id = $1"};
const db::Query<void(std::string_view, std::string_view, std::string_view, std::string_view, Id, Day, Day, int)> upsert{
    "insert into campaign (" CAMPAIGN_COLUMNS ") values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do update set "
    "name = excluded.name, name_en = excluded.name_en, plan = excluded.plan, unit = excluded.unit, from_day = excluded.from_day, "
    "to_day = excluded.to_day, target = excluded.target"};
const db::Query<TargetRow(std::string_view)> select_targets{"select unit, target from campaign_target where campaign = $1"};
const db::Query<void(std::string_view)> delete_targets{"delete from campaign_target where campaign = $1"};
const db::Query<void(std::string_view, Id, int)> insert_target{"insert into campaign_target (campaign, unit, target) values ($1, $2, $3)"};

Campaign campaign_of(db::Tx& tx, Row row) {
    Campaign campaign{
        std::move(row.id), std::move(row.name), std::move(row.name_en), std::move(row.plan), row.unit, row.from, row.to, row.target, {}};
    for (const auto& [unit, target] : tx.all(select_targets, campaign.id)) campaign.unit_targets[unit] = target;
    return campaign;
}

} // namespace

std::vector<Campaign> Store::all() {
    std::vector<Campaign> campaigns;
    for (auto& row : tx_.all(select_all)) campaigns.push_back(campaign_of(tx_, std::move(row)));
    return campaigns;
}

std::optional<Campaign> Store::with_id(std::string_view id) {
    auto row = tx_.one(select_one, id);
    if (!row) return std::nullopt;
    return campaign_of(tx_, *std::move(row));
}

void Store::put(const Campaign& campaign) {
    tx_.run(upsert, campaign.id, campaign.name, campaign.name_en, campaign.plan, campaign.unit, campaign.from, campaign.to,
            campaign.target);
    tx_.run(delete_targets, campaign.id);
    for (const auto& [unit, target] : campaign.unit_targets) tx_.run(insert_target, campaign.id, unit, target);
}

} // namespace motcua::campaign
