#pragma once

#include "http/loop.hpp"
#include "http/reply.hpp"

#include <optional>

namespace motcua::http {

/// What a worker needs to answer, and where it puts the answer. Lives in the waiting coroutine.
struct Work {
    const Program& program;
    Request& request;
    std::optional<Reply> reply = {};
};

/// Waits on `executor` while a worker calls the handler. No reply in `work` afterwards: the queue was full, or the server stops.
Task<void> on_worker(Workers& workers, Executor executor, Work& work);

/// A bare answer, for when there is no page.
Response bare(int status);

} // namespace motcua::http
