#pragma once

#include "db/database.hpp"
#include "opinion/opinion.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// The SQL of opinions. Private to this folder.
namespace motcua::opinion {

class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    void add(const Opinion& opinion);
    std::vector<Opinion> of_dossier(Id unit, Id dossier);
    std::optional<Opinion> with_id(Id unit, Id dossier, Id id);
    /// False when it was given or closed meanwhile.
    bool give(const Opinion& opinion);
    void close(Id unit, Id dossier, Instant now);
    std::vector<Opinion> open_in(Id asked_unit, account::Role role, int limit);

  private:
    db::Tx& tx_;
};

} // namespace motcua::opinion
