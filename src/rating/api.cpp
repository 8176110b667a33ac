#include "rating/looking.hpp"
#include "rating/routes.hpp"

#include <boost/json.hpp>

namespace motcua::rating {

namespace {

namespace json = boost::json;

json::object json_of(const visit::Visit& visit, const Asked& asked) {
    json::array items;
    for (const auto& sum : asked.sums) {
        const auto* question = asked.questionnaire->find(sum.question);
        items.push_back({{"question", sum.question},
                         {"text", question ? std::string(question->text_in(visit.locale)) : visit.say("rating.satisfaction")},
                         {"answers", sum.answers()},
                         {"twos", sum.twos},
                         {"ones", sum.ones},
                         {"zeros", sum.zeros},
                         {"average", sum.answers() == 0 ? json::value() : json::value(sum.average())}});
    }
    return {{"unit", asked.unit->identifier},
            {"from", iso(asked.from)},
            {"to", iso(asked.to)},
            {"questionnaire", asked.questionnaire->key},
            {"items", std::move(items)}};
}

http::Response get_ratings(visit::Visit& visit) {
    const auto found = asked(visit);
    return found ? visit.json(200, json::serialize(json_of(visit, *found))) : visit.refuse(found.error());
}

} // namespace

visit::Routes api_routes() {
    return {{http::Method::get, "/api/v1/ratings", leading(), get_ratings, {}, "How citizens rated a unit"}};
}

} // namespace motcua::rating
