#pragma once

#include "http/framing.hpp"
#include "http/head.hpp"
#include "http/input_buffer.hpp"
#include "http/intake.hpp"
#include "http/reply.hpp"
#include "http/wire.hpp"

#include <memory>
#include <optional>
#include <string>

namespace motcua::http {

inline constexpr auto never = Moment::max();
inline constexpr std::size_t body_buffer = 64 * 1024;
inline constexpr std::uint64_t farewell_bytes = 32 * 1024 * 1024; // of a refused upload, read so that the caller sees the refusal

inline Moment after(int milliseconds) {
    return std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
}

/// One connection over plain TCP or TLS: requests one after another, each answered before the next is looked at. connection.cpp reads,
/// answering.cpp writes.
class Connection final : public Live {
  public:
    Connection(Loop& loop, Shared& shared, std::string address, std::unique_ptr<Wire> wire);
    ~Connection() override;

    Task<void> run();

    void check_deadline(Moment now) override;
    void wind_down() override;
    void cut() override;

  private:
    /// One request and its answer.
    struct Exchange {
        Head head;
        Moment started;
        bool reuse = true; ///< the connection can carry another request
    };

    Task<bool> handshake();
    Task<int> read_head(Exchange& exchange);
    Task<void> serve(Exchange& exchange);
    Task<int> read_body(Exchange& exchange, Framing& framing, Intake& intake);
    Task<bool> fill(std::size_t capacity, Moment deadline);
    Task<void> read_farewell(Framing& framing);
    Task<void> answer(Exchange& exchange, Intake& intake);
    Task<void> refuse(Exchange& exchange, int status);
    Task<void> send(Exchange& exchange, Reply& reply);
    Task<bool> write(std::string_view first, std::string_view second);
    Task<bool> write_file(const Reply& reply);
    Task<void> say_goodbye();

    void wait_until(Moment deadline);
    void identify(Exchange& exchange);
    BodyRule rule_for(const Request& request) const;
    std::optional<Reply> at_once(const Exchange& exchange) const;
    Response refusal_page(const Request& request, int status) const;
    int parse(Exchange& exchange, const HeadScan& scan);
    void log(const Exchange& exchange, const Reply& reply);

    Loop& loop_;
    Shared& shared_;
    std::string address_;
    const std::unique_ptr<Wire> wire_;
    InputBuffer input_;
    Moment deadline_ = never;
    Wire::Error error_;
    bool timed_out_ = false;
    bool first_ = true;   ///< no request has come yet
    bool idle_ = false;   ///< nothing of a next request has come
    bool linger_ = false; ///< unread bytes may be on their way: close in two steps
    std::uint64_t sent_ = 0;
};

} // namespace motcua::http
