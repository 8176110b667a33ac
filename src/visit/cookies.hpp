#pragma once

#include "base/locale.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace motcua::visit {

/// Cookies of ours. Over TLS they are Secure and carry the `__Host-` prefix, so that no other host can set them; plain http has the bare
/// name and is for loopback. All are HttpOnly and SameSite=Lax.
enum class Cookie {
    session, ///< `motcua`: the session token
    browser, ///< `motcua-visit`: ties forms to a browser that nobody signed in on
    code     ///< `motcua-code`: the registration or reset that waits for its code
};

std::string_view read_cookie(const http::Request& request, Cookie cookie);
void set_cookie(http::Response& response, const http::Request& request, Cookie cookie, std::string_view value, std::int64_t seconds);
void clear_cookie(http::Response& response, const http::Request& request, Cookie cookie);

/// The reader's language: the `language` cookie, else the first of vi and en in Accept-Language by weight, else Vietnamese.
Locale locale_of(const http::Request& request);
void set_language(http::Response& response, const http::Request& request, Locale locale);

} // namespace motcua::visit
