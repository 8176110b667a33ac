#include "visit/json.hpp"
#include "wallet/actions.hpp"
#include "wallet/asked.hpp"
#include "wallet/routes.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace motcua::wallet {

namespace {

namespace json = boost::json;

json::object json_of(const visit::Visit& visit, const Item& item) {
    json::array satisfies;
    if (const auto* kind = paper_kind(item.kind); kind && item.valid_on(local_day(visit.now)))
        for (const auto& place : kind->satisfies) satisfies.push_back({{"procedure", place.procedure}, {"part", place.part}});
    const auto* unit = visit.law->units.find(item.issued_by);
    return {{"id", fmt::format("{}", item.id)},
            {"kind", item.kind},
            {"name", item.name},
            {"source", word_of(item.source)},
            {"dossier", item.code},
            {"procedure", item.procedure},
            {"issued_by", unit ? unit->identifier : std::string()},
            {"issued_on", iso(item.issued_on)},
            {"valid_until", item.valid_until ? json::value(iso(*item.valid_until)) : json::value()},
            {"media_type", item.media_type},
            {"bytes", item.bytes},
            {"satisfies", std::move(satisfies)}};
}

http::Response list(visit::Visit& visit) {
    json::array items;
    for (const auto& item : visit.services.database.read([&](db::Tx& tx) { return of_account(tx, visit.actor.account); }))
        items.push_back(json_of(visit, item));
    return visit.json(200, json::serialize(json::object{{"items", std::move(items)}}));
}

Result<document::Document> taken(const visit::Visit& visit) {
    const auto body = TRY(visit::parse_body(visit));
    visit::json::Reader reader(body);
    const Purpose purpose{reader.text("procedure", 40), reader.text("part", 100)};
    TRY(reader.finish());
    return visit.services.database.write([&](db::Tx& tx) { return take(tx, visit.actor.account, item_in(visit), purpose, visit.now); });
}

http::Response take_one(visit::Visit& visit) {
    const auto document = taken(visit);
    if (!document) return visit.refuse(document.error());
    return visit.json(201, json::serialize(json::object{{"id", fmt::format("{}", document->id)},
                                                        {"sha256", document->sha256},
                                                        {"bytes", document->bytes},
                                                        {"media_type", document->media_type}}));
}

} // namespace

visit::Routes api_routes() {
    using http::Method;
    const auto citizen = visit::Access::any_of({account::Role::citizen});
    return {{Method::get, "/api/v1/me/documents", citizen, list, {}, "What is in one's own document store"},
            {Method::post,
             "/api/v1/me/documents/{item}/copies",
             citizen,
             take_one,
             {http::BodyRule::Form::raw, 4096},
             "Take a stored paper for a dossier"}};
}

} // namespace motcua::wallet
