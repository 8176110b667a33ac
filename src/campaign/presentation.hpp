#pragma once

#include "campaign/board.hpp"
#include "campaign/pages.hpp"
#include "visit/visit.hpp"

#include <string>

/// A board in words. Private to this folder.
namespace motcua::campaign {

/// How the reader wants it: part of every link of the page.
struct Wish {
    Order order = Order::rate;
    bool descending = true;
};

std::string board_url(const Campaign& campaign);
/// With the span and the order kept; `unit` is a statistics code.
std::string board_url(const Campaign& campaign, const Scope& scope, std::string_view unit, const Wish& wish);

html::Tag phase_of(const Campaign& campaign, const visit::Visit& visit);
/// Plan, days and target in one sentence.
std::string about(const Campaign& campaign, const visit::Visit& visit);

/// `board` is already sorted.
BoardPage page_of(const Campaign& campaign, const Board& board, const Wish& wish, const visit::Visit& visit);

} // namespace motcua::campaign
