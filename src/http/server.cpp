#include "http/server.hpp"

#include "base/crypto.hpp"
#include "http/intake.hpp"
#include "http/loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace motcua::http {

namespace {

constexpr auto sweep_pause = std::chrono::milliseconds(100);    // how late a time-out may be
constexpr auto accept_pause = std::chrono::milliseconds(100);   // after EMFILE and its like
constexpr auto cut_patience = std::chrono::milliseconds(1'000); // for connections to notice that they were cut

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

asio::ip::tcp::endpoint parse_listen(const std::string& listen) {
    const auto colon = listen.rfind(':');
    auto address = listen.substr(0, std::min(colon, listen.size()));
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    std::uint16_t port = 0;
    const auto* end = listen.data() + listen.size();
    const auto read = std::from_chars(colon == std::string::npos ? end : listen.data() + colon + 1, end, port);
    boost::system::error_code error;
    const auto parsed = asio::ip::make_address(address, error);
    if (error || read.ec != std::errc() || read.ptr != end)
        throw std::invalid_argument(fmt::format("cannot listen on \"{}\": address:port is wanted, e.g. 127.0.0.1:8080", listen));
    return {parsed, port};
}

std::unique_ptr<asio::ssl::context> load_tls(const ServerSettings& settings) {
    if (settings.certificate_file.empty()) return nullptr;
    auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
    SSL_CTX_set_min_proto_version(tls->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(tls->native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(tls->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    tls->use_certificate_chain_file(settings.certificate_file);
    tls->use_private_key_file(settings.key_file, asio::ssl::context::pem);
    return tls;
}

Task<void> sweep(Loop& loop) {
    Timer timer(loop.io);
    boost::system::error_code error;
    auto token = asio::redirect_error(awaiting, error);
    while (true) {
        timer.expires_after(sweep_pause);
        co_await timer.async_wait(token);
        const auto now = std::chrono::steady_clock::now();
        for (auto* connection : loop.live) connection->check_deadline(now);
    }
}

} // namespace

struct Server::State {
    State(ServerSettings settings, Program program) : shared(std::move(settings), std::move(program)) {}

    Task<void> accept_all();
    void take(Socket socket, Loop& loop);
    void bind();
    void start_threads();
    void on_every_connection(void (Live::*what)());
    bool wait_until_closed(std::chrono::milliseconds patience);
    void stop();

    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::vector<asio::executor_work_guard<Executor>> guards;
    std::unique_ptr<Acceptor> acceptor;
    std::mutex stop_mutex;
    bool running = false;
};

Task<void> Server::State::accept_all() {
    boost::system::error_code error;
    auto token = asio::redirect_error(awaiting, error);
    Timer pause(acceptor->get_executor());
    for (std::size_t turn = 0; acceptor->is_open(); ++turn) {
        Loop& loop = *loops[turn % loops.size()];
        Socket socket = co_await acceptor->async_accept(loop.io, token);
        if (shared.stopping) break;
        if (!error) {
            take(std::move(socket), loop);
            continue;
        }
        pause.expires_after(accept_pause);
        co_await pause.async_wait(token);
    }
}

void Server::State::take(Socket socket, Loop& loop) {
    ++shared.counts.accepted;
    if (shared.counts.open >= shared.settings.connections) return; // the socket closes
    ++shared.counts.open;
    asio::post(loop.io, [this, &loop, socket = std::move(socket)]() mutable { begin_connection(std::move(socket), loop, shared); });
}

void Server::State::bind() {
    const auto endpoint = parse_listen(shared.settings.listen);
    acceptor = std::make_unique<Acceptor>(loops.front()->io);
    acceptor->open(endpoint.protocol());
    acceptor->set_option(asio::socket_base::reuse_address(true));
    acceptor->bind(endpoint);
    acceptor->listen(asio::socket_base::max_listen_connections);
}

void Server::State::start_threads() {
    shared.workers = std::make_unique<Workers>(shared.settings.workers, shared.settings.queue, shared.counts.waiting);
    for (auto& loop : loops) {
        guards.emplace_back(loop->io.get_executor());
        asio::co_spawn(loop->io, sweep(*loop), asio::detached);
    }
    asio::co_spawn(loops.front()->io, accept_all(), asio::detached);
    for (auto& loop : loops) loop->thread = std::thread([&io = loop->io] { io.run(); });
    running = true;
}

void Server::State::on_every_connection(void (Live::*what)()) {
    for (auto& loop : loops)
        asio::post(loop->io, [loop = loop.get(), what] {
            const std::vector<Live*> all(loop->live.begin(), loop->live.end());
            for (auto* connection : all) (connection->*what)();
        });
}

bool Server::State::wait_until_closed(std::chrono::milliseconds patience) {
    std::unique_lock lock(shared.mutex);
    return shared.closed.wait_for(lock, patience, [this] { return shared.counts.open == 0; });
}

void Server::State::stop() {
    const std::lock_guard lock(stop_mutex);
    if (!running) return;
    running = false;
    shared.stopping = true;
    asio::post(loops.front()->io, [this] { acceptor->close(); });
    on_every_connection(&Live::wind_down);
    if (!wait_until_closed(std::chrono::milliseconds(shared.settings.drain_ms))) on_every_connection(&Live::cut);
    shared.workers->stop();
    wait_until_closed(cut_patience);
    guards.clear();
    for (auto& loop : loops) {
        loop->io.stop();
        loop->thread.join();
    }
}

Server::Server(ServerSettings settings, Program program) : state_(std::make_unique<State>(std::move(settings), std::move(program))) {}

Server::~Server() {
    stop();
}

void Server::start() {
    crypto::start();
    prepare_spool(state_->shared.settings.spool);
    state_->shared.tls = load_tls(state_->shared.settings);
    for (int i = 0; i < std::max(state_->shared.settings.event_threads, 1); ++i) state_->loops.push_back(std::make_unique<Loop>());
    state_->bind();
    state_->start_threads();
}

std::string Server::address() const {
    const auto endpoint = state_->acceptor->local_endpoint();
    const auto address = endpoint.address().to_string();
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port()) : fmt::format("{}:{}", address, endpoint.port());
}

void Server::stop() {
    state_->stop();
}

const ServerCounts& Server::counts() const {
    return state_->shared.counts;
}

} // namespace motcua::http
