#include "app/description.hpp"

#include "app/routes.hpp"
#include "base/crypto.hpp"
#include "dossier/dossier.hpp"
#include "law/law.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace motcua;
namespace json = boost::json;

namespace {

json::object document_of(const visit::Routes& routes) {
    return json::parse(app::describe(routes).json).as_object();
}

template <class Word>
std::set<std::string> words_of() {
    return {Words<Word>::words.begin(), Words<Word>::words.end()};
}

/// Every `$ref` below a value.
void gather_references(const json::value& value, std::set<std::string>& references) {
    if (const auto* list = value.if_array())
        for (const auto& one : *list) gather_references(one, references);
    if (const auto* object = value.if_object())
        for (const auto& [key, inner] : *object) {
            if (key == "$ref") references.emplace(inner.as_string());
            gather_references(inner, references);
        }
}

} // namespace

TEST_CASE("every call of the API has a contract, and every contract a call") {
    const auto description = app::describe(app::all_routes());
    for (const auto& gap : description.gaps) FAIL_CHECK(gap);
}

TEST_CASE("a call without a contract and a contract without a call are told by name") {
    auto routes = app::all_routes();
    std::erase_if(routes, [](const visit::Route& route) { return route.pattern == "/api/v1/campaigns"; });
    routes.push_back({.method = http::Method::put,
                      .pattern = "/api/v1/moons/{moon}",
                      .access = visit::Access::anyone(),
                      .handler = [](visit::Visit& visit) { return visit.json(200, "{}"); }});
    const auto gaps = app::describe(routes).gaps;
    CHECK(std::set(gaps.begin(), gaps.end()) ==
          std::set<std::string>{"no contract of PUT /api/v1/moons/{moon}", "no call GET /api/v1/campaigns"});
}

TEST_CASE("the description uses the words of the program, all of them") {
    const auto document = document_of(app::all_routes());
    const auto& schemas = document.at("components").at("schemas");
    const auto enumerated = [&](std::string_view name) {
        std::set<std::string> words;
        for (const auto& word : schemas.at(name).at("enum").as_array()) words.emplace(word.as_string());
        return words;
    };
    CHECK(enumerated("DossierState") == words_of<dossier::State>());
    CHECK(enumerated("DossierAction") == words_of<dossier::Action>());
    CHECK(enumerated("Delivery") == words_of<dossier::Delivery>());
    CHECK(enumerated("Channel") == words_of<procedure::Channel>());
    CHECK(enumerated("OnlineLevel") == words_of<procedure::OnlineLevel>());
    CHECK(enumerated("Level") == words_of<procedure::Level>());
    CHECK(enumerated("LimitUnit") == words_of<calendar::LimitUnit>());
    CHECK(enumerated("FormFieldType") == words_of<form::FieldType>());
    CHECK(enumerated("UnitType") == words_of<unit::Type>());
    CHECK(enumerated("Role") == words_of<account::Role>());
}

TEST_CASE("what an event says with it is described for every action") {
    const auto document = document_of(app::all_routes());
    std::set<std::string> described;
    for (const auto& rule : document.at("components").at("schemas").at("Event").at("allOf").as_array()) {
        const auto& action = rule.at("if").at("properties").at("action").as_object();
        if (const auto* word = action.if_contains("const")) described.emplace(word->as_string());
        if (const auto* words = action.if_contains("enum"))
            for (const auto& word : words->as_array()) described.emplace(word.as_string());
    }
    CHECK(described == words_of<dossier::Action>());
}

TEST_CASE("the description says who may call: nobody, a token, or the roles by name") {
    const auto document = document_of(app::all_routes());
    const auto operation = [&](std::string_view path, std::string_view method) -> const json::object& {
        return document.at("paths").at(path).at(method).as_object();
    };
    CHECK(operation("/api/v1/units", "get").at("security").as_array().empty());
    CHECK_FALSE(operation("/api/v1/units", "get").at("responses").as_object().contains("401"));
    const auto& officers = operation("/api/v1/dossiers/{code}/officers", "get");
    CHECK(officers.at("security").as_array().size() == 1);
    CHECK(officers.at("description").as_string().find("approver, clerk") != json::string::npos);
    for (const auto* status : {"401", "403", "404", "429"}) CHECK(officers.at("responses").as_object().contains(status));
}

TEST_CASE("nothing shared by the contracts is left unused or missing") {
    const auto document = document_of(app::all_routes());
    std::set<std::string> references;
    gather_references(document, references);
    std::set<std::string> present;
    for (const auto& [part, components] : document.at("components").as_object())
        for (const auto& [name, value] : components.as_object())
            if (part != "securitySchemes") present.insert("#/components/" + std::string(part) + "/" + std::string(name));
    CHECK(references == present);
}
