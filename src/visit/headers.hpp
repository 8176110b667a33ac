#pragma once

#include "http/message.hpp"

namespace motcua::visit {

/// Puts the headers of security.md on an answer, whatever it is; what a handler has set already stays (a download brings a stricter
/// policy of its own). Anything without a cache-control is `no-store`.
void secure(http::Response& response, bool secure_connection);

} // namespace motcua::visit
