#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace motcua::visit {

/// Form tokens. `secret` belongs to one browser: made by HMAC from its session, or from its visit cookie while nobody is signed in.
/// Each page gets the secret masked by fresh random bytes, so that compressed pages tell nothing about it.
std::string csrf_secret(std::string_view key, std::string_view browser);
std::string csrf_token(std::string_view secret);
bool csrf_agrees(std::string_view secret, std::string_view token);

/// Whether a request that changes something came from a page of ours: by Sec-Fetch-Site, else by Origin. True when the browser
/// sends neither; the token still has to agree. `public_url` counts as ours beside the Host that was asked.
bool same_origin(const http::Request& request, std::string_view public_url);

} // namespace motcua::visit
