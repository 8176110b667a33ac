#pragma once

#include "html/components.hpp"

#include <string>
#include <vector>

/// What the view of stored papers shows. Private to this folder.
namespace motcua::wallet {

struct UseLine {
    std::string text;
    std::string url;
};

struct ItemCard {
    std::string name;
    html::Tag tag;
    html::SummaryList facts;
    std::string file_url;
    std::string file_note;
    std::string removal_url;
    std::vector<UseLine> uses;
};

struct DocumentsPage {
    std::vector<ItemCard> items;
};

} // namespace motcua::wallet
