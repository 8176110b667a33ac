#include "http/connection.hpp"

#include "base/crypto.hpp"

#include <boost/asio/co_spawn.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace motcua::http {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t small_buffer = 4 * 1024;
constexpr auto farewell_time = std::chrono::seconds(10);
constexpr int first_grace_ms = 500;      // when the server stops: for the request of a connection that has just come
constexpr std::int64_t slowest_body = 1; // bytes a millisecond, once body_ms has gone by: 1 KB/s

std::int64_t milliseconds_since(Moment start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - start).count();
}

} // namespace

Connection::Connection(Loop& loop, Shared& shared, std::string address, std::unique_ptr<Wire> wire)
    : loop_(loop), shared_(shared), address_(std::move(address)), wire_(std::move(wire)) {
    loop_.live.insert(this);
}

Connection::~Connection() {
    loop_.live.erase(this);
    const std::lock_guard lock(shared_.mutex);
    --shared_.counts.open;
    shared_.closed.notify_all();
}

void Connection::check_deadline(Moment now) {
    if (now < deadline_) return;
    deadline_ = never;
    timed_out_ = true;
    wire_->cancel();
}

void Connection::wind_down() {
    if (!idle_) return;
    if (first_)
        deadline_ = std::min(deadline_, after(first_grace_ms));
    else
        check_deadline(never);
}

void Connection::cut() {
    wire_->close();
}

void Connection::wait_until(Moment deadline) {
    deadline_ = deadline;
    timed_out_ = false;
}

Task<void> Connection::run() {
    bool open = co_await handshake();
    if (!open) co_return;
    while (open) {
        Exchange exchange;
        const int status = co_await read_head(exchange);
        first_ = false;
        if (status < 0) break;
        if (status > 0)
            co_await refuse(exchange, status);
        else
            co_await serve(exchange);
        open = exchange.reuse;
        input_.shrink(small_buffer);
    }
    co_await say_goodbye();
}

Task<bool> Connection::handshake() {
    wait_until(after(shared_.settings.head_ms));
    co_await wire_->handshake(error_);
    deadline_ = never;
    co_return !error_;
}

/// Reads more into input_. False when the other side has gone or the time is over (timed_out_).
Task<bool> Connection::fill(std::size_t capacity, Moment deadline) {
    const auto space = input_.space(capacity);
    wait_until(deadline);
    const std::size_t count = co_await wire_->read(space, error_);
    deadline_ = never;
    input_.filled(count);
    shared_.counts.bytes_in += count;
    co_return !error_;
}

/// 0: a request to serve; more: a status to refuse with; less: nobody there to answer.
Task<int> Connection::read_head(Exchange& exchange) {
    const auto& settings = shared_.settings;
    idle_ = input_.unread().empty();
    if (idle_) {
        if (shared_.stopping && !first_) co_return -1;
        const int patience = first_ ? settings.head_ms : settings.idle_ms;
        const bool came = co_await fill(small_buffer, after(shared_.stopping ? first_grace_ms : patience));
        idle_ = false;
        if (!came) co_return -1;
    }
    exchange.started = steady_clock::now();
    const auto deadline = after(settings.head_ms);
    auto scan = scan_head(input_.unread());
    while (scan.state == HeadScan::State::more && input_.unread().size() <= settings.head_limit) {
        const bool came = co_await fill(small_buffer, deadline);
        if (!came) co_return timed_out_ ? 408 : -1;
        scan = scan_head(input_.unread(), scan.seen);
    }
    co_return parse(exchange, scan);
}

int Connection::parse(Exchange& exchange, const HeadScan& scan) {
    if (scan.state == HeadScan::State::malformed) return 400;
    if (scan.state == HeadScan::State::more) return scan.seen <= 2 ? 414 : 431; // the request line alone has no end, or the headers
    if (scan.length > shared_.settings.head_limit) return 431;
    const int status = parse_head(input_.unread().substr(0, scan.length), exchange.head);
    input_.consume(scan.length);
    return status;
}

void Connection::identify(Exchange& exchange) {
    auto& request = exchange.head.request;
    auto caller = shared_.proxies.caller(address_, wire_->secure(), request);
    request.peer = std::move(caller.peer);
    request.secure = caller.secure;
    request.id = crypto::random_token(12);
}

BodyRule Connection::rule_for(const Request& request) const {
    return shared_.program.body_rule ? shared_.program.body_rule(request.method, request.path) : BodyRule{};
}

std::optional<Reply> Connection::at_once(const Exchange& exchange) const {
    if (!shared_.program.at_once || exchange.head.has_body()) return std::nullopt;
    auto response = shared_.program.at_once(exchange.head.request);
    if (!response) return std::nullopt;
    return prepare(exchange.head.request, std::move(*response));
}

Task<void> Connection::serve(Exchange& exchange) {
    identify(exchange);
    ++shared_.counts.requests;
    exchange.reuse = exchange.head.keep_alive;
    auto quick = at_once(exchange);
    if (quick) {
        co_await send(exchange, *quick);
        co_return;
    }
    Framing framing(exchange.head);
    Intake intake(rule_for(exchange.head.request), shared_.settings.spool);
    int status = intake.start(exchange.head);
    const bool waits = exchange.head.expects_continue && input_.unread().empty();
    if (status == 0)
        status = co_await read_body(exchange, framing, intake);
    else if (!waits)
        co_await read_farewell(framing);
    if (status == 0) status = intake.finish(exchange.head.request);
    if (status == 0) {
        co_await answer(exchange, intake);
        co_return;
    }
    intake.discard();
    exchange.reuse = false;
    if (status > 0) co_await refuse(exchange, status);
}

/// 0, a status to refuse with, or less when the other side has gone.
Task<int> Connection::read_body(Exchange& exchange, Framing& framing, Intake& intake) {
    const auto begun = steady_clock::now();
    std::int64_t received = 0;
    if (exchange.head.expects_continue && !framing.done() && input_.unread().empty()) {
        const bool told = co_await write("HTTP/1.1 100 Continue\r\n\r\n", {});
        if (!told) co_return -1;
    }
    while (!framing.done()) {
        if (input_.unread().empty()) {
            const bool came = co_await fill(body_buffer, after(shared_.settings.body_ms));
            if (!came) co_return timed_out_ ? 408 : -1;
            received += static_cast<std::int64_t>(input_.unread().size());
            const auto took = milliseconds_since(begun);
            if (took > shared_.settings.body_ms && received < took * slowest_body) co_return 408;
        }
        const auto piece = framing.take(input_.unread());
        const int status = intake.add(piece.payload);
        input_.consume(piece.consumed);
        if (framing.malformed()) co_return 400;
        if (status == 0) continue;
        co_await read_farewell(framing);
        co_return status;
    }
    co_return 0;
}

/// A browser shows the answer only after it has sent its upload, or at least not been cut off: so a bounded rest is read and dropped.
Task<void> Connection::read_farewell(Framing& framing) {
    const auto deadline = steady_clock::now() + farewell_time;
    std::uint64_t left = farewell_bytes;
    while (!framing.done() && !framing.malformed()) {
        if (input_.unread().empty()) {
            const bool came = co_await fill(body_buffer, deadline);
            if (!came) co_return;
            if (input_.unread().size() > left) co_return;
            left -= input_.unread().size();
        }
        const auto piece = framing.take(input_.unread());
        input_.consume(piece.consumed);
    }
}

void begin_connection(Socket socket, Loop& loop, Shared& shared) {
    boost::system::error_code gone; // shows again at the first read
    socket.set_option(asio::ip::tcp::no_delay(true), gone);
    const auto endpoint = socket.remote_endpoint(gone);
    auto address = gone ? std::string() : endpoint.address().to_string();
    auto connection = std::make_shared<Connection>(loop, shared, std::move(address), make_wire(std::move(socket), shared.tls.get()));
    asio::co_spawn(loop.io, connection->run(), [connection](std::exception_ptr broken) {
        try {
            if (broken) std::rethrow_exception(broken);
        } catch (const std::exception& reason) {
            fmt::print(stderr, "connection: {}\n", reason.what());
        }
    });
}

} // namespace motcua::http
