#pragma once

#include "db/database.hpp"
#include "publication/publication.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The SQL of workflows and their drafts. Private to this folder.
namespace motcua::publication {

class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    std::optional<Draft> draft(std::string_view procedure);
    std::vector<std::string> drafted();
    void add(const Draft& draft);
    /// False when somebody else was quicker. `before` is the revision that was read.
    bool save(const Draft& draft, int before);
    bool remove(std::string_view procedure, int revision);

    /// The newest published version; 1 when there is none.
    int newest(std::string_view procedure);
    std::vector<Published> published(std::string_view procedure);
    void publish(const Draft& draft, int version, std::string_view reason, const account::Actor& publisher, Instant now);

  private:
    db::Tx& tx_;
};

} // namespace motcua::publication
