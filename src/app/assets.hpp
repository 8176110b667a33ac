#pragma once

#include "http/message.hpp"

#include <optional>

namespace motcua::app {

/// Answers `GET /assets/…` from the binary, compressed beforehand, to be cached for ever; nothing for any other request. Quick: it runs
/// on the event thread.
std::optional<http::Response> asset_answer(const http::Request& request);

} // namespace motcua::app
