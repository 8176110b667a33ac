#pragma once

#include "http/proxies.hpp"
#include "http/server.hpp"
#include "http/workers.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>

/// The Boost.Asio headers come in here: only server.cpp, wire.cpp, connection.cpp and answering.cpp include it.
namespace motcua::http {

namespace asio = boost::asio;

using Executor = asio::io_context::executor_type;
template <class Value>
using Task = asio::awaitable<Value, Executor>;
inline constexpr asio::use_awaitable_t<Executor> awaiting;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Moment = std::chrono::steady_clock::time_point;

/// An open connection as its loop sees it. All calls on the loop's thread.
class Live {
  public:
    virtual ~Live() = default;
    /// Ends what it waits for when its time is over.
    virtual void check_deadline(Moment now) = 0;
    /// The server stops: close when idle, else finish the request at hand and close.
    virtual void wind_down() = 0;
    /// Close at once.
    virtual void cut() = 0;
};

/// One event thread. A connection stays on its loop, so nothing in it needs a lock.
struct Loop {
    std::unordered_set<Live*> live;
    std::thread thread;
    asio::io_context io{1}; // last: its end destroys coroutines that still point at `live`
};

/// What all connections share.
struct Shared {
    Shared(ServerSettings given, Program asked)
        : settings(std::move(given)), program(std::move(asked)), proxies(settings.trusted_proxies) {}

    const ServerSettings settings;
    const Program program;
    const Proxies proxies;
    ServerCounts counts;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<asio::ssl::context> tls;
    std::atomic<bool> stopping = false;
    std::mutex mutex;
    std::condition_variable closed; ///< told whenever a connection ends
};

/// Serves one accepted connection until it ends. Returns at once; `loop` is the socket's.
void begin_connection(Socket socket, Loop& loop, Shared& shared);

} // namespace motcua::http
