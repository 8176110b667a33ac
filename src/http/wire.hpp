#pragma once

#include "http/loop.hpp"

#include <boost/asio/buffer.hpp>

#include <array>
#include <memory>
#include <span>

/// Included by wire.cpp, connection.cpp and answering.cpp only, like loop.hpp.
namespace motcua::http {

/// A socket, plain or under TLS. Each Task sets `error`, which outlives it. One read and one write at a time.
class Wire {
  public:
    using Error = boost::system::error_code;
    using Buffers = std::array<asio::const_buffer, 2>;

    virtual ~Wire() = default;
    virtual bool secure() const = 0;
    virtual Task<void> handshake(Error& error) = 0;
    virtual Task<std::size_t> read(std::span<char> space, Error& error) = 0;
    virtual Task<std::size_t> write(const Buffers& buffers, Error& error) = 0;
    /// Says that nothing more comes from here. Under TLS waits for the other side to say the same.
    virtual Task<void> end_writing(Error& error) = 0;
    /// What is waited for ends with an error.
    virtual void cancel() = 0;
    virtual void close() = 0;
};

/// `tls` null: plain.
std::unique_ptr<Wire> make_wire(Socket socket, asio::ssl::context* tls);

} // namespace motcua::http
