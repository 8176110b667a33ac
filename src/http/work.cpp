#include "http/work.hpp"

#include <boost/asio/post.hpp>

#include <fmt/format.h>

#include <cstdio>

namespace motcua::http {

namespace {

void answer(Work& work) {
    try {
        work.reply = prepare(work.request, work.program.handle(work.request));
    } catch (const std::exception& broken) {
        // The path may name a person's dossier and stays out of the log; the request id leads to the rest.
        fmt::print(stderr, "request {}: {}\n", work.request.id, broken.what());
        work.reply = prepare(work.request, bare(500));
    }
}

/// Starts the work and resumes the coroutine on its own thread when it is done.
struct Hop {
    Workers* workers;
    Executor executor;
    Work* work;

    template <class Handler>
    void operator()(Handler handler) const {
        Workers::Job job = [executor = executor, work = work, handler = std::move(handler)](bool dropped) mutable {
            if (!dropped) answer(*work);
            asio::post(executor, std::move(handler));
        };
        if (!workers->offer(job)) job(true);
    }
};

} // namespace

Task<void> on_worker(Workers& workers, Executor executor, Work& work) {
    auto token = awaiting;
    return asio::async_initiate<asio::use_awaitable_t<Executor>, void()>(Hop{&workers, executor, &work}, token);
}

Response bare(int status) {
    return Response::text(status, "text/plain; charset=utf-8", fmt::format("{}\n", status));
}

} // namespace motcua::http
