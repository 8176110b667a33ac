#pragma once

#include "campaign/campaign.hpp"
#include "db/database.hpp"

#include <vector>

/// The SQL of campaigns. Private to this folder.
namespace motcua::campaign {

class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    std::vector<Campaign> all();
    std::optional<Campaign> with_id(std::string_view id);
    void put(const Campaign& campaign);

  private:
    db::Tx& tx_;
};

} // namespace motcua::campaign
