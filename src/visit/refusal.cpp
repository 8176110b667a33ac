#include "visit/refusal.hpp"

#include "visit/pages.hpp"
#include "visit/views/refusal.hpp"

#include <boost/json.hpp>

namespace motcua::visit {

namespace {

struct Said {
    int status;
    std::string_view phrase; ///< RFC 9110, the title of a problem without a type of its own
};

constexpr Said phrases[] = {{400, "Bad Request"},
                            {401, "Unauthorized"},
                            {403, "Forbidden"},
                            {404, "Not Found"},
                            {405, "Method Not Allowed"},
                            {408, "Request Timeout"},
                            {409, "Conflict"},
                            {413, "Content Too Large"},
                            {414, "URI Too Long"},
                            {415, "Unsupported Media Type"},
                            {422, "Unprocessable Content"},
                            {429, "Too Many Requests"},
                            {431, "Request Header Fields Too Large"},
                            {500, "Internal Server Error"},
                            {503, "Service Unavailable"}};

std::string_view phrase_of(int status) {
    for (const auto& said : phrases)
        if (said.status == status) return said.phrase;
    return "Error";
}

http::Response problem_json(const Visit& visit, int status, std::string_view code, std::string_view detail, boost::json::array fields) {
    boost::json::object body{{"type", "about:blank"}, {"title", phrase_of(status)}, {"status", status},
                             {"code", code},          {"detail", detail},           {"request", visit.request.id}};
    if (!fields.empty()) body["fields"] = std::move(fields);
    auto response = http::Response::text(status, "application/problem+json", boost::json::serialize(body));
    response.set("cache-control", "no-store");
    if (status == 401) response.set("www-authenticate", "Bearer");
    if (status == 429 || status == 503) response.set("retry-after", "30");
    return response;
}

http::Response plain_page(const Visit& visit, int status, const RefusalPage& page) {
    auto response = visit.page(status, Look{.title = page.title}, [&](html::Out& out) { views::refusal(out, page); });
    if (status == 429 || status == 503) response.set("retry-after", "30");
    return response;
}

} // namespace

int status_of(Kind kind) {
    switch (kind) {
    case Kind::invalid:
        return 422;
    case Kind::unauthenticated:
        return 401;
    case Kind::forbidden:
        return 403;
    case Kind::not_found:
        return 404;
    case Kind::conflict:
        return 409;
    case Kind::too_many:
        return 429;
    case Kind::unavailable:
        return 503;
    }
    return 500;
}

http::Response problem(const Visit& visit, const Error& error) {
    boost::json::array fields;
    for (const auto& field : error.fields)
        fields.push_back({{"field", field.field}, {"code", field.code}, {"detail", visit.say(field.code, field.arguments)}});
    return problem_json(visit, status_of(error.kind), error.code, visit.say(error.code, error.arguments), std::move(fields));
}

http::Response refusal_page(const Visit& visit, const Error& error) {
    const bool reads = visit.request.method == http::Method::get || visit.request.method == http::Method::head;
    if (error.kind == Kind::unauthenticated) return visit.redirect(reads ? sign_in_url(visit.request.target) : sign_in_url(""));
    const int status = status_of(error.kind);
    const auto key = "visit.refusal." + std::to_string(status);
    RefusalPage page{
        .title = visit.say(key + ".title"), .text = visit.say(error.code, error.arguments), .advice = visit.say(key + ".advice")};
    for (const auto& field : error.fields) page.lines.push_back(visit.say(field.code, field.arguments));
    return plain_page(visit, status, page);
}

http::Response trouble(const Visit& visit, int status) {
    auto key = "visit.trouble." + std::to_string(status);
    if (!has_sentence(Locale::vi, key + ".title")) key = status < 500 ? "visit.trouble.400" : "visit.trouble.500";
    if (visit.wants_json()) return problem_json(visit, status, key, visit.say(key + ".text"), {});
    return plain_page(visit, status,
                      {.title = visit.say(key + ".title"),
                       .text = visit.say(key + ".text"),
                       .advice = visit.say(key + ".advice"),
                       .request_id = status >= 500 ? visit.request.id : ""});
}

} // namespace motcua::visit
