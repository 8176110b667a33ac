#include "visit/visit.hpp"

#include "visit/refusal.hpp"

#include <algorithm>

namespace motcua::visit {

namespace {

using account::Role;

struct Place {
    std::string_view url;
    std::string_view key;
};

constexpr std::array case_roles{Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor};
constexpr std::array leading_roles{Role::clerk,   Role::officer,    Role::approver,       Role::controller,
                                   Role::auditor, Role::unit_admin, Role::province_admin, Role::leader};

std::vector<Place> places_of(const account::Actor& actor) {
    if (actor.staff()) {
        std::vector<Place> places{{"/procedures", "visit.nav.procedures"}, {"/campaigns", "visit.nav.campaigns"}};
        if (std::any_of(leading_roles.begin(), leading_roles.end(), [&](Role role) { return actor.has(role); }))
            places.insert(places.begin(), {"/today", "visit.nav.today"});
        if (std::any_of(case_roles.begin(), case_roles.end(), [&](Role role) { return actor.has(role); }))
            places.insert(places.begin(), {"/desk", "visit.nav.desk"});
        if (actor.has(Role::officer) || actor.has(Role::approver)) places.push_back({"/desk/opinions", "visit.nav.opinions"});
        if (actor.has(Role::province_admin)) places.push_back({"/admin/workflows", "visit.nav.workflows"});
        return places;
    }
    std::vector<Place> places{
        {"/procedures", "visit.nav.procedures"}, {"/track", "visit.nav.track"}, {"/campaigns", "visit.nav.campaigns"}};
    if (actor.signed_in()) places.push_back({"/me", "visit.nav.me"});
    return places;
}

} // namespace

Access Access::staff() {
    return any_of({Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::unit_admin, Role::province_admin,
                   Role::auditor, Role::leader});
}

bool Access::allows(const account::Actor& actor) const {
    if (kind == Kind::anyone) return true;
    if (!actor.signed_in()) return false;
    if (kind == Kind::signed_in) return true;
    return std::any_of(roles.begin(), roles.end(),
                       [&](Role role) { return role == Role::citizen ? actor.citizen || actor.has(role) : actor.has(role); });
}

Visit::Visit(http::Request& request, http::PathValues values, Services& services, account::Actor actor, Locale locale,
             std::string csrf_token)
    : request(request), services(services), actor(std::move(actor)), locale(locale), csrf_token(std::move(csrf_token)),
      law(services.shelf.get()), now(services.clock.now()), values_(std::move(values)) {}

std::string_view Visit::value(std::string_view name) const {
    for (const auto& [key, value] : values_)
        if (key == name) return value;
    return {};
}

std::string Visit::say(std::string_view key, std::vector<std::string> arguments) const {
    return sentence(locale, key, arguments);
}

http::Response Visit::page(int status, std::string_view title, const std::function<void(html::Out&)>& fill, bool anybody) const {
    return page(status, Look{.title = std::string(title), .anybody = anybody}, fill);
}

http::Response Visit::page(int status, const Look& look, const std::function<void(html::Out&)>& fill) const {
    html::Out main(locale, csrf_token);
    fill(main);
    html::Frame frame{.title = look.title,
                      .path = request.path,
                      .target = request.target,
                      .signed_in = actor.signed_in(),
                      .who = actor.name,
                      .back = look.back,
                      .demo = services.demo,
                      .wide = look.wide,
                      .error = status == 422};
    for (const auto& place : places_of(actor)) frame.navigation.push_back({say(place.key), std::string(place.url)});
    auto response = http::Response::text(status, "text/html; charset=utf-8", html::framed(frame, std::move(main)));
    // A page of a signed-in person carries the name in its frame, so it is never anybody's.
    response.set("cache-control", look.anybody && !actor.signed_in() ? "no-cache" : "no-store");
    return response;
}

http::Response Visit::json(int status, std::string body) const {
    auto response = http::Response::text(status, "application/json", std::move(body));
    response.set("cache-control", "no-store");
    return response;
}

http::Response Visit::redirect(std::string location) const {
    return http::Response::redirect(std::move(location));
}

http::Response Visit::refuse(const Error& error) const {
    return wants_json() ? problem(*this, error) : refusal_page(*this, error);
}

std::vector<html::FieldErrorText> Visit::errors_of(const Error& error) const {
    std::vector<html::FieldErrorText> lines;
    for (const auto& field : error.fields) lines.push_back({field.field, say(field.code, field.arguments)});
    if (lines.empty()) lines.push_back({"", say(error.code, error.arguments)});
    return lines;
}

bool Visit::wants_json() const {
    return request.path.starts_with("/api/");
}

} // namespace motcua::visit
