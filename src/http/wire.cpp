#include "http/wire.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>

namespace motcua::http {

namespace {

template <class Stream>
class Streaming : public Wire {
  public:
    template <class... Arguments>
    explicit Streaming(Arguments&&... arguments) : stream_(std::forward<Arguments>(arguments)...) {}

    Task<std::size_t> read(std::span<char> space, Error& error) final {
        return stream_.async_read_some(asio::buffer(space.data(), space.size()), asio::redirect_error(awaiting, error));
    }
    Task<std::size_t> write(const Buffers& buffers, Error& error) final {
        return stream_.async_write_some(buffers, asio::redirect_error(awaiting, error));
    }
    void cancel() final {
        Error closed;
        stream_.lowest_layer().cancel(closed);
    }
    void close() final {
        Error closed;
        stream_.lowest_layer().close(closed);
    }

  protected:
    Stream stream_;
};

class PlainWire final : public Streaming<Socket> {
  public:
    using Streaming::Streaming;
    bool secure() const override { return false; }
    Task<void> handshake(Error&) override { co_return; }
    Task<void> end_writing(Error& error) override {
        stream_.shutdown(asio::socket_base::shutdown_send, error);
        co_return;
    }
};

class TlsWire final : public Streaming<asio::ssl::stream<Socket>> {
  public:
    using Streaming::Streaming;
    bool secure() const override { return true; }
    Task<void> handshake(Error& error) override {
        return stream_.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(awaiting, error));
    }
    Task<void> end_writing(Error& error) override { return stream_.async_shutdown(asio::redirect_error(awaiting, error)); }
};

} // namespace

std::unique_ptr<Wire> make_wire(Socket socket, asio::ssl::context* tls) {
    if (tls) return std::make_unique<TlsWire>(std::move(socket), *tls);
    return std::make_unique<PlainWire>(std::move(socket));
}

} // namespace motcua::http
