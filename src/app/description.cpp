#include "app/description.hpp"

#include "base/crypto.hpp"
#include "base/embedded.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>

namespace motcua::app {

namespace {

namespace json = boost::json;
using visit::Access;

constexpr std::string_view pattern_of_this = "/api/v1/openapi.json";
constexpr std::string_view root_file = "data/api/openapi.json";
/// What a contract may bring to the components that all share.
constexpr std::string_view shared_parts[] = {"schemas", "responses", "requestBodies"};

json::object object_of(const embedded::File& file) {
    return json::parse(file.bytes).as_object();
}

json::object reference(std::string_view component) {
    return {{"$ref", fmt::format("#/components/{}", component)}};
}

/// Every contract with the tag of its file, and what the files share.
struct Contracts {
    json::object document;        ///< openapi, info, servers, components
    json::array tags;             ///< one a file
    json::object path_parameters; ///< by the pattern up to the parameter
    struct Operation {
        json::object contract;
        json::string tag;
    };
    std::map<std::string, Operation, std::less<>> operations; ///< `GET /api/v1/units`
};

void add_file(Contracts& all, const json::object& file) {
    const auto& tag = file.at("tag").as_object();
    all.tags.push_back(tag);
    for (const auto& [call, contract] : file.at("operations").as_object())
        all.operations[std::string(call)] = {contract.as_object(), tag.at("name").as_string()};
    if (const auto* parameters = file.if_contains("path_parameters"))
        for (const auto& [pattern, parameter] : parameters->as_object()) all.path_parameters[pattern] = parameter;
    auto& components = all.document["components"].as_object();
    for (const auto part : shared_parts) {
        const auto* own = file.if_contains(part);
        if (own == nullptr) continue;
        auto& shared = components.emplace(part, json::object()).first->value().as_object();
        for (const auto& [name, value] : own->as_object()) shared[name] = value;
    }
}

Contracts contracts() {
    Contracts all;
    all.document = object_of(embedded::file(root_file).value());
    for (const auto& file : embedded::files_under("data/api/"))
        if (file.path != root_file) add_file(all, object_of(file));
    return all;
}

std::string call_of(const visit::Route& route) {
    return fmt::format("{} {}", http::name_of(route.method), route.pattern);
}

json::string method_key(http::Method method) {
    json::string key(http::name_of(method));
    for (char& letter : key)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    return key;
}

std::string who(const Access& access) {
    if (access.kind == Access::Kind::anyone) return "Anybody may call this.";
    if (access.kind == Access::Kind::signed_in)
        return "Whoever is signed in may call this; what they may do to which dossier is decided then.";
    std::set<std::string> words;
    for (const auto role : access.roles) words.emplace(word_of(role));
    return fmt::format("For the roles {}.", fmt::join(words, ", "));
}

/// The refusals that come with the shape of a call; a contract adds those of its own under `problems`.
std::set<std::string> problems_of(const visit::Route& route, const json::object& contract) {
    std::set<std::string> statuses{"400", "429"};
    if (route.access.kind != Access::Kind::anyone) statuses.insert("401");
    if (route.access.kind == Access::Kind::roles) statuses.insert("403");
    if (route.pattern.find('{') != std::string::npos) statuses.insert("404");
    if (route.body.form != http::BodyRule::Form::none) statuses.insert({"413", "415", "422"});
    if (const auto* own = contract.if_contains("problems"))
        for (const auto& status : own->as_array()) statuses.emplace(status.as_string());
    return statuses;
}

json::array path_parameters(const visit::Route& route, const Contracts& all, std::vector<std::string>& gaps) {
    json::array parameters;
    for (auto open = route.pattern.find('{'); open != std::string::npos; open = route.pattern.find('{', open + 1)) {
        const auto close = route.pattern.find('}', open);
        const auto prefix = route.pattern.substr(0, close + 1);
        const auto* described = all.path_parameters.if_contains(prefix);
        if (described == nullptr) {
            gaps.push_back("no parameter " + prefix);
            continue;
        }
        json::object parameter{{"name", route.pattern.substr(open + 1, close - open - 1)}, {"in", "path"}, {"required", true}};
        for (const auto& [key, value] : described->as_object()) parameter[key] = value;
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

json::object responses_of(const visit::Route& route, const json::object& contract) {
    json::object responses = contract.at("responses").as_object();
    for (const auto& status : problems_of(route, contract)) responses[status] = reference("responses/" + status);
    responses["default"] = reference("responses/trouble");
    return responses;
}

json::object operation_of(const visit::Route& route, const Contracts::Operation& described, const Contracts& all,
                          std::vector<std::string>& gaps) {
    const auto& contract = described.contract;
    const auto* more = contract.if_contains("description");
    auto parameters = path_parameters(route, all, gaps);
    if (const auto* own = contract.if_contains("parameters"))
        for (const auto& parameter : own->as_array()) parameters.push_back(parameter);
    parameters.push_back(reference("parameters/accept_language"));
    json::object operation{{"operationId", contract.at("operationId")},
                           {"summary", route.name},
                           {"description", fmt::format("{}{}", more ? std::string(more->as_string()) + "\n\n" : "", who(route.access))},
                           {"tags", json::array{described.tag}},
                           {"security", json::array()},
                           {"parameters", std::move(parameters)}};
    if (route.access.kind != Access::Kind::anyone) operation["security"] = json::array{json::object{{"token", json::array()}}};
    if (const auto* body = contract.if_contains("requestBody")) operation["requestBody"] = *body;
    operation["responses"] = responses_of(route, contract);
    return operation;
}

http::Response answer(const std::string& document, const std::string& etag) {
    auto response = http::Response::text(200, "application/json", document);
    response.etag = etag;
    response.set("cache-control", "public, max-age=3600");
    return response;
}

} // namespace

Description describe(const visit::Routes& routes) {
    auto all = contracts();
    Description description;
    json::object paths;
    for (const auto& route : routes) {
        if (!route.pattern.starts_with("/api/")) continue;
        const auto found = all.operations.find(call_of(route));
        if (found == all.operations.end()) {
            description.gaps.push_back("no contract of " + call_of(route));
            continue;
        }
        auto& path = paths.emplace(route.pattern, json::object()).first->value().as_object();
        path[method_key(route.method)] = operation_of(route, found->second, all, description.gaps);
        all.operations.erase(found);
    }
    for (const auto& [call, operation] : all.operations) description.gaps.push_back("no call " + call);
    all.document["tags"] = all.tags;
    all.document["paths"] = std::move(paths);
    description.json = json::serialize(all.document);
    return description;
}

void add_description(visit::Routes& routes) {
    const auto document = std::make_shared<std::string>();
    const auto etag = std::make_shared<std::string>();
    routes.push_back({.method = http::Method::get,
                      .pattern = std::string(pattern_of_this),
                      .access = Access::anyone(),
                      .handler = [document, etag](visit::Visit&) { return answer(*document, *etag); },
                      .name = "Read this description"});
    *document = describe(routes).json;
    *etag = fmt::format("\"{}\"", crypto::sha256_hex(*document).substr(0, 32));
}

} // namespace motcua::app
