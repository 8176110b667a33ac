#pragma once

#include "draft/walk.hpp"
#include "wallet/actions.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What the citizen's own store offers for a draft. Private to this folder.
namespace motcua::draft {

/// The pressed button's value.
struct Asked {
    std::string part;
    Id item = 0;
};
Asked asked_for(std::string_view pressed);

/// Read once for a page.
class Stored {
  public:
    Stored(const visit::Visit& visit, const Walk& walk);

    /// What serves a part today and was not taken for it yet.
    std::vector<StoredOffer> offers(const std::string& part) const;
    /// From where a paper of the draft was taken, as a sentence; empty when it was uploaded.
    std::string words_of(Id document) const;

  private:
    std::string issuer_of(const wallet::Item& item) const;
    bool is_taken(const std::string& part, Id item) const;

    const visit::Visit& visit_;
    const Walk& walk_;
    std::vector<wallet::Item> items_;
    std::map<Id, wallet::Item> taken_; ///< by the draft's document
};

} // namespace motcua::draft
