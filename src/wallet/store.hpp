#pragma once

#include "db/database.hpp"
#include "wallet/wallet.hpp"

#include <vector>

/// The SQL of stored papers. Private to this folder.
namespace motcua::wallet {

class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    /// Nothing happens when the account has this document already.
    void add(const Item& item);
    /// Neither finds what was removed, or is somebody else's.
    std::optional<Item> of(Id account, Id item);
    std::vector<Item> of_account(Id account);
    /// False when there is none.
    bool remove(Id account, Id item, Instant now);

    void add_use(Id account, const Use& use);
    std::optional<Use> use_of(Id account, Id document);
    /// Those that were sent, newest first.
    std::vector<Use> uses_of(Id account);
    void set_sent(Id document, std::string_view code, Instant now);
    std::optional<Item> item_even_removed(Id account, Id item);

  private:
    db::Tx& tx_;
};

} // namespace motcua::wallet
