#pragma once

#include "http/message.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace motcua::http {

struct ServerSettings {
    std::string listen = "127.0.0.1:8080"; ///< address:port; port 0 takes a free one
    std::string certificate_file;          ///< PEM; with key_file: TLS 1.2+
    std::string key_file;
    std::vector<std::string> trusted_proxies; ///< addresses or CIDR whose X-Forwarded-For/-Proto are believed
    std::filesystem::path spool;              ///< uploads in flight
    int event_threads = 1;
    int workers = 16;       ///< handler threads
    int queue = 256;        ///< requests waiting for one; more get 503 with Retry-After
    int connections = 4096; ///< open at once; more are refused at accept
    std::size_t head_limit = 16 * 1024;
    int head_ms = 10'000; ///< to send a whole head
    int body_ms = 30'000; ///< without a byte of body; once it has gone by, less than 1 KB/s on average ends the request as well
    int idle_ms = 60'000; ///< keep-alive between requests
    int write_ms = 30'000;
    int drain_ms = 20'000; ///< on stop: finish what was accepted
};

/// What the server asks of the program. All are called from several threads.
struct Program {
    std::function<Response(Request&)> handle;                         ///< on a worker; may block; an exception becomes a bare 500
    std::function<BodyRule(Method, std::string_view path)> body_rule; ///< on the event thread: quick, no I/O
    std::function<std::optional<Response>(const Request&)>
        at_once; ///< on the event thread, before any worker, for requests without a body: static files; may be empty
    std::function<Response(int status, const Request&)>
        refusal; ///< a page for what the server itself refuses (400 408 413 414 415 417 431 501 503 505); on the event thread; may be empty
    std::function<void(const Request&, const Response&, std::int64_t took_us, std::uint64_t bytes)> log; ///< after each answer
};

/// Counters for /metrics, all since start.
struct ServerCounts {
    std::atomic<std::uint64_t> accepted{0}, requests{0}, refused_busy{0}, refused_bad{0}, bytes_in{0}, bytes_out{0};
    std::atomic<std::int64_t> open{0}, waiting{0};
};

/// HTTP/1.1 on Boost.Asio: strict parsing, keep-alive, pipelining (answered in order), bounded everything. Coroutines live only here.
class Server {
  public:
    Server(ServerSettings settings, Program program);
    ~Server();

    /// Binds and starts its threads; throws when the address is taken or the certificate unreadable.
    void start();
    /// The bound address, `127.0.0.1:40123`.
    std::string address() const;
    /// No new connections; finishes accepted requests within drain_ms, then cuts the rest and returns when the last handler has
    /// returned. Safe to call twice.
    void stop();
    const ServerCounts& counts() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace motcua::http
