#include "http/connection.hpp"
#include "http/work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace motcua::http {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t joined_body = 8 * 1024; // copied behind the head, so that both leave in one packet
constexpr int linger_ms = 2'000;

std::string connection_line(bool reuse, int minor) {
    if (!reuse) return "Connection: close\r\n";
    return minor == 0 ? "Connection: keep-alive\r\n" : "";
}

} // namespace

Task<void> Connection::answer(Exchange& exchange, Intake& intake) {
    Work work{shared_.program, exchange.head.request};
    co_await on_worker(*shared_.workers, loop_.io.get_executor(), work);
    intake.discard();
    if (work.reply)
        co_await send(exchange, *work.reply);
    else
        co_await refuse(exchange, 503);
}

Response Connection::refusal_page(const Request& request, int status) const {
    auto page = bare(status);
    try {
        if (shared_.program.refusal) page = shared_.program.refusal(status, request);
    } catch (const std::exception& broken) {
        fmt::print(stderr, "refusal {}: {}\n", status, broken.what());
    }
    if (status == 503) page.set("Retry-After", "1");
    page.secret = true; // no time for compression here
    return page;
}

/// Answers what the server itself refuses and ends the connection: what follows on it cannot be trusted, or there is too much of it.
Task<void> Connection::refuse(Exchange& exchange, int status) {
    if (exchange.head.request.id.empty()) identify(exchange);
    ++(status == 503 ? shared_.counts.refused_busy : shared_.counts.refused_bad);
    exchange.reuse = false;
    linger_ = true;
    auto reply = prepare(exchange.head.request, refusal_page(exchange.head.request, status));
    co_await send(exchange, reply);
}

Task<void> Connection::send(Exchange& exchange, Reply& reply) {
    if (shared_.stopping) exchange.reuse = false;
    sent_ = 0;
    auto head = std::move(reply.head);
    head += date_line();
    head += connection_line(exchange.reuse, exchange.head.minor);
    head += "\r\n";
    auto bytes = reply.bytes();
    if (bytes.size() <= joined_body) {
        head += bytes;
        bytes = {};
    }
    bool whole = co_await write(head, bytes);
    if (whole && reply.file && !reply.without_body) whole = co_await write_file(reply);
    if (!whole) exchange.reuse = false;
    log(exchange, reply);
}

void Connection::log(const Exchange& exchange, const Reply& reply) {
    if (!shared_.program.log) return;
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - exchange.started);
    shared_.program.log(exchange.head.request, reply.response, took.count(), sent_);
}

/// Both, one behind the other. Each piece the other side takes gives it write_ms for the next.
Task<bool> Connection::write(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        const Wire::Buffers buffers{asio::buffer(first), asio::buffer(second)};
        wait_until(after(shared_.settings.write_ms));
        const std::size_t count = co_await wire_->write(buffers, error_);
        deadline_ = never;
        sent_ += count;
        shared_.counts.bytes_out += count;
        if (error_) co_return false;
        const auto of_first = std::min(count, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(count - of_first);
    }
    co_return true;
}

Task<bool> Connection::write_file(const Reply& reply) {
    std::string piece;
    for (std::uint64_t done = 0; done < reply.length; done += piece.size()) {
        const auto wanted = std::min<std::uint64_t>(body_buffer, reply.length - done);
        reply.file.read(reply.first + done, static_cast<std::size_t>(wanted), piece);
        if (piece.empty()) co_return false; // it became shorter under our hands: the caller must notice
        const bool taken = co_await write(piece, {});
        if (!taken) co_return false;
    }
    co_return true;
}

/// After a refusal bytes may still be coming, and closing on them would take the answer from the caller: so first our side is closed
/// and theirs waited for.
Task<void> Connection::say_goodbye() {
    if (error_) co_return;
    const auto deadline = after(linger_ms);
    wait_until(deadline);
    const bool unread = linger_ || !input_.unread().empty();
    if (unread || wire_->secure()) co_await wire_->end_writing(error_);
    std::uint64_t left = farewell_bytes;
    bool more = unread && !error_;
    while (more && input_.unread().size() < left) {
        left -= input_.unread().size();
        input_.consume(input_.unread().size());
        more = co_await fill(body_buffer, deadline);
    }
}

} // namespace motcua::http
