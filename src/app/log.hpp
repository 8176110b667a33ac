#pragma once

#include "http/message.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace motcua::app {

/// One JSON line on standard error for each answer. The route's pattern stands for the path, so no line holds a dossier code, a search or
/// a name; the peer is there for those who must stop an attack.
void log_access(std::string_view pattern, const http::Request& request, int status, std::int64_t took_us, std::uint64_t bytes);
/// Broken machinery, with the request's id.
void complain(std::string_view request_id, std::string_view what);
/// Anything else the operator should know.
void log_event(std::string_view event, std::string_view detail = {});

/// Answers since the start by hundreds of their status, for /metrics.
void count_answer(int status);
const std::array<std::atomic<std::uint64_t>, 6>& answers();

} // namespace motcua::app
