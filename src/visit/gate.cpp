#include "visit/gate.hpp"

#include "account/session.hpp"
#include "base/crypto.hpp"
#include "visit/cookies.hpp"
#include "visit/csrf.hpp"
#include "visit/headers.hpp"
#include "visit/refusal.hpp"

namespace motcua::visit {

namespace {

constexpr std::string_view bearer = "Bearer ";
constexpr std::int64_t browser_seconds = 12 * 3600;

bool is_api(std::string_view path) {
    return path.starts_with("/api/");
}

bool is_safe(http::Method method) {
    return method == http::Method::get || method == http::Method::head || method == http::Method::options;
}

std::string_view token_of(const http::Request& request) {
    if (!is_api(request.path)) return read_cookie(request, Cookie::session);
    const auto header = request.header("authorization");
    return header.starts_with(bearer) ? header.substr(bearer.size()) : std::string_view();
}

Pace pace_of(const Route& route) {
    const bool uploads = route.pace == Pace::ordinary && route.body.form == http::BodyRule::Form::multipart;
    return uploads ? Pace::upload : route.pace;
}

std::string caller_of(const Visit& visit) {
    if (visit.actor.signed_in()) return std::to_string(visit.actor.account);
    return visit.request.peer;
}

Error too_fast(int seconds) {
    return {Kind::too_many, "visit.too_fast", {std::to_string(seconds)}, {}};
}

} // namespace

/// On the way in: who, which language, and the secret of this browser's forms.
struct Gate::Asked {
    http::Request& request;
    Locale locale = Locale::vi;
    account::Actor actor = {};
    Id session = 0;
    std::string browser = {}; ///< a fresh visit cookie, to be set when the page has a form
    std::string csrf_secret = {};
    std::string csrf_token = {};
};

Gate::Gate(Routes routes, Services& services, GateSettings settings)
    : routes_(std::move(routes)), services_(services), settings_(std::move(settings)), paces_(settings_.paces) {
    for (std::size_t row = 0; row < routes_.size(); ++row) paths_.add(routes_[row].method, routes_[row].pattern, row);
}

std::optional<http::Paths::Found> Gate::find(http::Method method, std::string_view path) const {
    auto found = paths_.find(method, path);
    if (!found && method == http::Method::head) found = paths_.find(http::Method::get, path);
    return found;
}

http::BodyRule Gate::body_rule(http::Method method, std::string_view path) const {
    const auto found = find(method, path);
    return found ? routes_[found->row].body : http::BodyRule{};
}

std::string_view Gate::pattern_of(http::Method method, std::string_view path) const {
    const auto found = find(method, path);
    return found ? std::string_view(routes_[found->row].pattern) : "-";
}

Gate::Asked Gate::ask(http::Request& request) {
    Asked asked{.request = request, .locale = locale_of(request)};
    const auto token = token_of(request);
    auto known = account::signed_in(services_.database, token, services_.limits, services_.clock.now());
    const bool right_door = known && (known->kind == account::SessionKind::api) == is_api(request.path);
    if (right_door) {
        asked.actor = std::move(known->actor);
        asked.session = known->session;
    }
    if (is_api(request.path)) return asked;
    std::string browser(asked.actor.signed_in() ? token : read_cookie(request, Cookie::browser));
    if (browser.empty()) browser = asked.browser = crypto::random_token();
    asked.csrf_secret = csrf_secret(settings_.csrf_key, browser);
    asked.csrf_token = csrf_token(asked.csrf_secret);
    return asked;
}

http::Response Gate::handle(http::Request& request) {
    if (request.id.empty()) request.id = crypto::random_token(9);
    Asked nobody{.request = request, .locale = locale_of(request)};
    const auto broken = [&](int status, std::string_view what) {
        settings_.complain(request.id, what);
        return trouble(Visit(request, {}, services_, {}, nobody.locale, ""), status);
    };
    http::Response response;
    try {
        auto asked = ask(request);
        response = answer(asked);
        if (!asked.browser.empty() && response.body.find(asked.csrf_token) != std::string::npos)
            set_cookie(response, request, Cookie::browser, asked.browser, browser_seconds);
    } catch (const db::Broken& error) {
        response = broken(503, error.what());
    } catch (const std::exception& error) {
        response = broken(500, error.what());
    }
    secure(response, request.secure);
    return response;
}

http::Response Gate::answer(Asked& asked) {
    auto& request = asked.request;
    auto found = find(request.method, request.path);
    Visit visit(request, found ? std::move(found->values) : http::PathValues{}, services_, std::move(asked.actor), asked.locale,
                asked.csrf_token);
    visit.session = asked.session;
    if (found) return pass(asked, visit, routes_[found->row]);
    const auto methods = paths_.methods(request.path);
    if (methods.empty()) return trouble(visit, 404);
    auto response = trouble(visit, 405);
    std::string allow;
    for (const auto method : methods) allow += (allow.empty() ? "" : ", ") + std::string(http::name_of(method));
    response.set("allow", allow);
    return response;
}

http::Response Gate::pass(Asked& asked, Visit& visit, const Route& route) {
    const auto& request = visit.request;
    if (const int wait = paces_.wait_seconds(pace_of(route), caller_of(visit), visit.now); wait > 0) {
        auto response = visit.refuse(too_fast(wait));
        response.set("retry-after", std::to_string(wait));
        return response;
    }
    if (!route.access.allows(visit.actor)) {
        const auto kind = visit.actor.signed_in() ? Kind::forbidden : Kind::unauthenticated;
        return visit.refuse({kind, kind == Kind::forbidden ? "visit.role_missing" : "visit.sign_in_first", {}, {}});
    }
    if (!is_safe(request.method) && !visit.wants_json()) {
        if (!same_origin(request, services_.public_url)) return visit.refuse({Kind::forbidden, "visit.foreign_origin", {}, {}});
        if (!csrf_agrees(asked.csrf_secret, request.form_value("csrf")))
            return visit.refuse({Kind::forbidden, "visit.form_expired", {}, {}});
    }
    return route.handler(visit);
}

http::Response Gate::refusal(int status, const http::Request& request) {
    http::Request copy = request;
    if (copy.path.empty()) copy.path = copy.target.substr(0, copy.target.find('?')); // unreadable, yet a program wants its problem as JSON
    auto response = trouble(Visit(copy, {}, services_, {}, locale_of(request), ""), status);
    secure(response, request.secure);
    return response;
}

} // namespace motcua::visit
