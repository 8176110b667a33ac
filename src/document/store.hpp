#pragma once

#include "document/document.hpp"

namespace motcua::document {

/// The rows of table document.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    void add(const Document& document);
    /// Another row over the same file.
    void add_copy(const Document& document, Id of);
    std::optional<Document> with_id(Id id);
    std::optional<Document> with_place(std::string_view place);
    void remove(Id id);
    bool names(std::string_view place);

  private:
    db::Tx& tx_;
};

} // namespace motcua::document
