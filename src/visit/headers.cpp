#include "visit/headers.hpp"

#include <string_view>
#include <utility>

namespace motcua::visit {

namespace {

constexpr std::pair<std::string_view, std::string_view> headers[] = {
    {"content-security-policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
                                "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
                                "object-src 'none'; frame-ancestors 'none'"},
    {"x-content-type-options", "nosniff"},
    {"x-frame-options", "DENY"},
    {"referrer-policy", "same-origin"},
    {"permissions-policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()"},
    {"cross-origin-opener-policy", "same-origin"},
    {"cross-origin-resource-policy", "same-origin"},
    {"cache-control", "no-store"}};

} // namespace

void secure(http::Response& response, bool secure_connection) {
    for (const auto& [name, value] : headers)
        if (response.header(name).empty()) response.set(std::string(name), std::string(value));
    if (secure_connection) response.set("strict-transport-security", "max-age=31536000; includeSubDomains");
}

} // namespace motcua::visit
