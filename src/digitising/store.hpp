#pragma once

#include "db/database.hpp"
#include "digitising/digitising.hpp"

namespace motcua::digitising {

/// The rows of table scan.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    void add(const Scan& scan);
    std::vector<Scan> of_dossier(Id unit, Id dossier);

  private:
    db::Tx& tx_;
};

} // namespace motcua::digitising
