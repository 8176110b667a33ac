#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "db/database.hpp"

#include <string>
#include <string_view>

/// The SQL of demonstrations. Private to this folder.
namespace motcua::demo {

class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    bool has_accounts();
    struct Team {
        Id id;
        Id unit;
        std::string_view level; ///< commune, hamlet
        std::string name;
        std::string place;
        Day valid_from;
    };
    void add(const Team& team);
    void add_member(Id team, int number, std::string_view name, std::string_view position, bool leads);

    /// What counting the rows gives.
    struct TeamFigures {
        std::int64_t teams;
        std::int64_t members;
    };
    TeamFigures team_figures(Id unit, std::string_view level);

  private:
    db::Tx& tx_;
};

} // namespace motcua::demo
