#include "campaign/asking.hpp"

namespace motcua::campaign {

Result<Asked> asked(const visit::Visit& visit, indicator::Recollection& counters) {
    auto campaign = TRY(find(visit.services.database, visit.value("id")));
    const auto& request = visit.request;
    const auto scope = TRY(scope_of(campaign, visit.law->units, request.query_value("unit"), request.query_value("from"),
                                    request.query_value("to"), local_day(visit.now)));
    auto made = board(visit.services.database, counters, *visit.law, campaign, scope, visit.locale);
    return Asked{std::move(campaign), std::move(made)};
}

} // namespace motcua::campaign
