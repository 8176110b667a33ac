#include "message/loopback_test.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace motcua::test {

namespace {

int listening_socket(int& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (socket < 0 || ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket, 8) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no loopback port for the test");
    port = ntohs(address.sin_port);
    return socket;
}

void send_text(int connection, const std::string& text) {
    for (std::size_t sent = 0; sent < text.size();) {
        const auto count = ::send(connection, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

/// Reads one line at a time; empty optional at the end of the connection.
class Lines {
  public:
    explicit Lines(int connection) : connection_(connection) {}

    bool next(std::string& line) {
        std::size_t end = 0;
        while ((end = waiting_.find("\r\n")) == std::string::npos)
            if (!more()) return false;
        line = waiting_.substr(0, end);
        waiting_.erase(0, end + 2);
        return true;
    }
    std::string bytes(std::size_t count) {
        while (waiting_.size() < count && more()) {
        }
        return std::exchange(waiting_, {}).substr(0, count);
    }

  private:
    bool more() {
        std::array<char, 4096> piece;
        const auto count = ::recv(connection_, piece.data(), piece.size(), 0);
        if (count > 0) waiting_.append(piece.data(), static_cast<std::size_t>(count));
        return count > 0;
    }

    int connection_;
    std::string waiting_;
};

std::string read_mail(Lines& lines) {
    std::string mail;
    for (std::string line; lines.next(line) && line != ".";) mail += (line.starts_with("..") ? line.substr(1) : line) + "\r\n";
    return mail;
}

} // namespace

Loopback::Loopback(std::function<void(int)> serve) : socket_(listening_socket(port_)) {
    thread_ = std::thread([this, serve = std::move(serve)] {
        for (int connection = 0; (connection = ::accept(socket_, nullptr, nullptr)) >= 0;) {
            serve(connection);
            ::close(connection);
        }
    });
}

Loopback::~Loopback() {
    ::shutdown(socket_, SHUT_RDWR); // wakes accept()
    thread_.join();
    ::close(socket_);
}

MailServer::MailServer(Answers answers, std::vector<std::string> abilities)
    : answers_(std::move(answers)), abilities_(std::move(abilities)), loopback_([this](int connection) { serve(connection); }) {}

bool MailServer::answer(int connection, const std::string& command, const std::string& usual) {
    const auto other = answers_.find(command);
    const auto& text = other == answers_.end() ? usual : other->second;
    if (text.empty()) return false;
    send_text(connection, text + "\r\n");
    return true;
}

void MailServer::serve(int connection) {
    Lines lines(connection);
    if (!answer(connection, "CONNECT", "220 mail.test ESMTP")) return;
    std::string hello = "250-mail.test\r\n";
    for (const auto& ability : abilities_) hello += "250-" + ability + "\r\n";
    for (std::string line; lines.next(line);) {
        commands.push_back(line);
        const auto word = line.substr(0, line.find(' '));
        const std::string usual = word == "EHLO"   ? hello + "250 8BITMIME"
                                  : word == "DATA" ? "354 go on"
                                  : word == "QUIT" ? "221 bye"
                                                   : "250 ok";
        if (!answer(connection, word, usual)) return;
        if (word == "QUIT") return;
        if (word != "DATA" || answers_.contains("DATA")) continue;
        mails.push_back(read_mail(lines));
        if (!answer(connection, "DATA-END", "250 taken")) return;
    }
}

Gateway::Gateway(int status) : status_(status), loopback_([this](int connection) { serve(connection); }) {}

void Gateway::serve(int connection) {
    Lines lines(connection);
    std::string head;
    std::size_t length = 0;
    for (std::string line; lines.next(line) && !line.empty();) {
        head += line + "\n";
        if (line.starts_with("Content-Length: ")) length = std::stoul(line.substr(16));
    }
    requests.push_back(head + "\n" + lines.bytes(length));
    send_text(connection, "HTTP/1.1 " + std::to_string(status_) + " so\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
}

int closed_port() {
    int port = 0;
    ::close(listening_socket(port));
    return port;
}

} // namespace motcua::test
