#pragma once

#include "html/components.hpp"

#include <string>
#include <vector>

namespace motcua::message {

/// One message as the inbox shows it.
struct MessageCard {
    std::string title;
    std::string text;
    Instant at;
    bool unread = false;
    std::string action; ///< where its form posts
    bool leads = false; ///< opening it leads to a page of its own
};

struct InboxPage {
    std::vector<MessageCard> cards;
    std::int64_t unread = 0;
    html::Tag unread_tag;
    html::Pages pages;

    std::string unread_count() const { return std::to_string(unread); }
};

} // namespace motcua::message
