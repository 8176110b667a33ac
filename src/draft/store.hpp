#pragma once

#include "db/database.hpp"
#include "draft/actions.hpp"
#include "draft/draft.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// The SQL of drafts. Private to this folder.
namespace motcua::draft {

class Store {
  public:
    Store(db::Tx& tx, std::string_view number_key) : tx_(tx), number_key_(number_key) {}

    void add(const Draft& draft);
    /// With its papers; nothing when it is not there or not of this account.
    std::optional<Draft> of(Id draft, Id account);
    /// Everything but the papers.
    void save(const Draft& draft);
    /// The row and which papers it named; the documents themselves stay.
    void remove(Id draft);

    void add_paper(const Draft& draft, Id document, std::string_view part, int place);
    void remove_paper(const Draft& draft, Id document);
    void remove_papers(Id draft);
    std::vector<Id> documents(Id draft);

    std::vector<Line> lines(Id account, Instant since);
    int count(Id account, Instant since);
    /// The unit this person chose last; 0 for none.
    Id last_unit(Id account);
    struct Old {
        Id id;
        int sending;
    };
    std::vector<Old> older_than(Instant since, int limit);

  private:
    db::Tx& tx_;
    std::string_view number_key_;
};

} // namespace motcua::draft
