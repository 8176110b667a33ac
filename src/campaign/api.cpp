#include "campaign/routes.hpp"

#include "campaign/asking.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <memory>

namespace motcua::campaign {

namespace {

using http::Method;
using visit::Access;
using visit::Visit;

/// Basis points as the fraction they are.
double fraction_of(int basis_points) {
    return basis_points / 10'000.0;
}

boost::json::object json_of(const Line& line) {
    const auto rate = line.rate();
    const auto& sum = line.sum;
    boost::json::object object{{"name", line.name},
                               {"received", sum.received()},
                               {"online", sum.online},
                               {"direct", sum.direct},
                               {"post", sum.post},
                               {"assisted", sum.assisted},
                               {"qualified_online", sum.qualified_online},
                               {"online_rate", {{"numerator", rate.numerator}, {"denominator", rate.denominator}}},
                               {"target", fraction_of(line.target)}};
    auto& online_rate = object["online_rate"].as_object();
    online_rate["value"] = rate.exists() ? boost::json::value(fraction_of(rate.basis_points())) : boost::json::value(nullptr);
    object["gap"] = rate.exists() ? boost::json::value(fraction_of(line.gap())) : boost::json::value(nullptr);
    object["rank"] = line.rank == 0 ? boost::json::value(nullptr) : boost::json::value(line.rank);
    return object;
}

boost::json::object unit_row(const Line& line) {
    auto object = json_of(line);
    object["unit"] = line.unit->code;
    return object;
}

boost::json::object procedure_row(const Line& line) {
    auto object = json_of(line);
    object["procedure"] = line.procedure;
    return object;
}

boost::json::object campaign_json(const Campaign& campaign, const unit::Tree& units) {
    const auto* unit = units.find(campaign.unit);
    return {{"id", campaign.id},
            {"name", campaign.name},
            {"name_en", campaign.name_en},
            {"plan", campaign.plan},
            {"unit", unit ? unit->code : ""},
            {"from", iso(campaign.from)},
            {"to", iso(campaign.to)},
            {"target", fraction_of(campaign.target)}};
}

std::string_view word_of_prospect(Prospect prospect) {
    constexpr std::string_view words[] = {"reached", "missed", "ensured", "possible", "out_of_reach", "unknown"};
    return words[static_cast<std::size_t>(prospect)];
}

boost::json::object outlook_json(const Outlook& outlook) {
    return {{"prospect", word_of_prospect(outlook.prospect)}, {"coming", outlook.coming}, {"needed", outlook.needed}};
}

http::Response list_json(Visit& visit) {
    boost::json::array items;
    for (const auto& campaign : all(visit.services.database)) items.push_back(campaign_json(campaign, visit.law->units));
    return visit.json(200, boost::json::serialize(boost::json::object{{"items", std::move(items)}}));
}

http::Response board_json(Visit& visit, indicator::Recollection& counters) {
    const auto found = asked(visit, counters);
    if (!found) return visit.refuse(found.error());
    const auto& board = found->board;
    boost::json::array rows, procedures;
    for (const auto& line : board.units) rows.push_back(unit_row(line));
    for (const auto& line : board.procedures) procedures.push_back(procedure_row(line));
    return visit.json(200, boost::json::serialize(boost::json::object{{"campaign", found->campaign.id},
                                                                      {"unit", board.scope.unit->code},
                                                                      {"from", iso(board.scope.from)},
                                                                      {"to", iso(board.scope.to)},
                                                                      {"days_left", board.days_left},
                                                                      {"rows", std::move(rows)},
                                                                      {"procedures", std::move(procedures)},
                                                                      {"totals", unit_row(board.totals)},
                                                                      {"outlook", outlook_json(board.outlook)}}));
}

} // namespace

visit::Routes api_routes(Counters counters) {
    return {{.method = Method::get,
             .pattern = "/api/v1/campaigns",
             .access = Access::anyone(),
             .handler = list_json,
             .name = "Campaigns, the youngest first"},
            {.method = Method::get,
             .pattern = "/api/v1/campaigns/{id}/board",
             .access = Access::anyone(),
             .handler = [counters](Visit& visit) { return board_json(visit, *counters); },
             .name = "The board of a campaign: units (or, of a commune, procedures) against the target"}};
}

} // namespace motcua::campaign
