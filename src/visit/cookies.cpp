#include "visit/cookies.hpp"

#include "base/text.hpp"

#include <cstdlib>

namespace motcua::visit {

namespace {

constexpr std::string_view language_cookie = "language";
constexpr std::int64_t language_seconds = 365LL * 24 * 3600;

std::string_view bare_name(Cookie cookie) {
    switch (cookie) {
    case Cookie::session:
        return "motcua";
    case Cookie::browser:
        return "motcua-visit";
    case Cookie::code:
        return "motcua-code";
    }
    return {};
}

std::string name_of(Cookie cookie, bool secure) {
    return (secure ? "__Host-" : "") + std::string(bare_name(cookie));
}

std::string line(std::string_view name, std::string_view value, std::int64_t seconds, bool secure) {
    std::string text(name);
    text += "=";
    text += value;
    text += "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax";
    if (secure) text += "; Secure";
    return text;
}

struct Weighed {
    double weight = 0;
    Locale locale = Locale::vi;
};

Weighed weighed(std::string_view part) {
    const auto semicolon = part.find(';');
    const auto tag = lower_ascii(trim(part.substr(0, semicolon)));
    double weight = 1;
    if (semicolon != std::string_view::npos) {
        const auto q = trim(part.substr(semicolon + 1));
        weight = q.starts_with("q=") ? std::strtod(std::string(q.substr(2)).c_str(), nullptr) : 0;
    }
    if (tag == "vi" || tag.starts_with("vi-")) return {weight, Locale::vi};
    if (tag == "en" || tag.starts_with("en-")) return {weight, Locale::en};
    return {};
}

} // namespace

std::string_view read_cookie(const http::Request& request, Cookie cookie) {
    return request.cookie(name_of(cookie, request.secure));
}

void set_cookie(http::Response& response, const http::Request& request, Cookie cookie, std::string_view value, std::int64_t seconds) {
    response.add("set-cookie", line(name_of(cookie, request.secure), value, seconds, request.secure));
}

void clear_cookie(http::Response& response, const http::Request& request, Cookie cookie) {
    set_cookie(response, request, cookie, "", 0);
}

Locale locale_of(const http::Request& request) {
    const auto chosen = request.cookie(language_cookie);
    if (chosen == "vi" || chosen == "en") return chosen == "en" ? Locale::en : Locale::vi;
    Weighed best;
    for (const auto part : split(request.header("accept-language"), ','))
        if (const auto next = weighed(part); next.weight > best.weight) best = next;
    return best.locale;
}

void set_language(http::Response& response, const http::Request& request, Locale locale) {
    response.add("set-cookie", line(language_cookie, code_of(locale), language_seconds, request.secure));
}

} // namespace motcua::visit
