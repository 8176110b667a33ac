#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

/// For tests: a blocking client that sends exactly what it is told and shows exactly what came.
namespace motcua::http::testing {

struct RawAnswer {
    int status = 0;
    std::string head;
    std::string body;

    /// The value of a header, or an empty text. `name` as the server writes it.
    std::string header(std::string_view name) const {
        const auto line = "\r\n" + std::string(name) + ": ";
        const auto at = head.find(line);
        if (at == std::string::npos) return {};
        const auto start = at + line.size();
        return head.substr(start, head.find("\r\n", start) - start);
    }
};

class RawClient {
  public:
    explicit RawClient(const std::string& address) {
        const auto colon = address.rfind(':');
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
        inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{20, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("cannot connect to " + address);
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// False when the other side does not take it any more.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void end_sending() { ::shutdown(socket_, SHUT_WR); }

    /// The next answer; status 0 when the connection ended first. `bodiless`: it answers a HEAD.
    RawAnswer answer(bool bodiless = false) {
        while (received_.find("\r\n\r\n") == std::string::npos)
            if (!receive()) return {};
        RawAnswer answer;
        const auto end = received_.find("\r\n\r\n") + 4;
        answer.head = received_.substr(0, end);
        received_.erase(0, end);
        answer.status = std::stoi(answer.head.substr(9, 3));
        const auto length = answer.header("Content-Length");
        const std::size_t bytes = bodiless || length.empty() ? 0 : std::stoul(length);
        while (received_.size() < bytes)
            if (!receive()) return {};
        answer.body = received_.substr(0, bytes);
        received_.erase(0, bytes);
        return answer;
    }
    RawAnswer ask(std::string_view request) {
        send(request);
        return answer();
    }
    /// Whether the server ends the connection, with nothing more before.
    bool ended() { return received_.empty() && !receive(); }

  private:
    bool receive() {
        char piece[16 * 1024];
        const auto bytes = ::recv(socket_, piece, sizeof piece, 0);
        if (bytes <= 0) return false;
        received_.append(piece, static_cast<std::size_t>(bytes));
        return true;
    }

    int socket_;
    std::string received_;
};

} // namespace motcua::http::testing
