#include "campaign/routes.hpp"

#include "campaign/asking.hpp"
#include "campaign/csv.hpp"
#include "campaign/presentation.hpp"
#include "campaign/views/board.hpp"

namespace motcua::campaign {

namespace {

using http::Method;
using visit::Access;
using visit::Visit;

Wish wish_of(const http::Request& request) {
    Wish wish;
    if (const auto order = from_word<Order>(request.query_value("sort"))) wish.order = *order;
    wish.descending = request.query_value("order") == "asc" ? false : request.query_value("order") == "desc" || wish.order != Order::name;
    return wish;
}

http::Response list(Visit& visit) {
    CampaignsPage page;
    for (const auto& campaign : all(visit.services.database))
        page.campaigns.push_back({campaign.name_in(visit.locale), board_url(campaign), about(campaign, visit), phase_of(campaign, visit)});
    return visit.page(200, visit::Look{.title = visit.say("campaign.list.title"), .anybody = true},
                      [&](html::Out& out) { views::campaigns(out, page); });
}

http::Response show(Visit& visit, indicator::Recollection& counters) {
    auto found = asked(visit, counters);
    if (!found) return visit.refuse(found.error());
    const auto wish = wish_of(visit.request);
    sort(found->board.units, wish.order, wish.descending);
    sort(found->board.procedures, wish.order, wish.descending);
    const auto page = page_of(found->campaign, found->board, wish, visit);
    return visit.page(200, visit::Look{.title = page.unit_name + " – " + page.name, .wide = true, .anybody = true},
                      [&](html::Out& out) { views::board(out, page); });
}

http::Response download(Visit& visit, indicator::Recollection& counters) {
    auto found = asked(visit, counters);
    if (!found) return visit.refuse(found.error());
    sort(found->board.units, Order::rate, true);
    sort(found->board.procedures, Order::rate, true);
    auto response = http::Response::text(200, "text/csv; charset=utf-8", csv_of(found->board, visit.locale));
    response.set("content-disposition",
                 "attachment; filename=\"board-" + found->campaign.id + "-" + found->board.scope.unit->code + ".csv\"");
    response.set("cache-control", "no-cache");
    return response;
}

} // namespace

visit::Routes web_routes(Counters counters) {
    return {{Method::get, "/campaigns", Access::anyone(), list},
            {Method::get, "/campaigns/{id}", Access::anyone(), [counters](Visit& visit) { return show(visit, *counters); }},
            {Method::get, "/campaigns/{id}/board.csv", Access::anyone(), [counters](Visit& visit) { return download(visit, *counters); }}};
}

} // namespace motcua::campaign
