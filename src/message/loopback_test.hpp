#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace motcua::test {

/// A socket on a free loopback port whose connections are served one after another on a thread of its own.
class Loopback {
  public:
    explicit Loopback(std::function<void(int connection)> serve);
    ~Loopback();
    Loopback(const Loopback&) = delete;
    Loopback& operator=(const Loopback&) = delete;

    int port() const { return port_; }

  private:
    int port_ = 0; // found by making the socket
    int socket_;
    std::thread thread_;
};

/// A mail server that speaks enough SMTP to be sent a mail, and remembers every line. Look at it after the exchange.
class MailServer {
  public:
    using Answers = std::map<std::string, std::string>;
    /// What it answers instead, by the first word of a command; `DATA-END` is the answer to the whole mail. An empty answer hangs up.
    explicit MailServer(Answers answers = {}, std::vector<std::string> abilities = {});

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(loopback_.port()); }
    std::vector<std::string> commands; ///< every line but those of the mail
    std::vector<std::string> mails;    ///< as they came, dots unstuffed

  private:
    void serve(int connection);
    bool answer(int connection, const std::string& command, const std::string& usual);

    Answers answers_;
    std::vector<std::string> abilities_;
    Loopback loopback_;
};

/// An HTTP gateway that takes POSTs and answers them all with one status.
class Gateway {
  public:
    explicit Gateway(int status);

    std::string url() const { return "http://127.0.0.1:" + std::to_string(loopback_.port()) + "/send"; }
    std::vector<std::string> requests; ///< head and body

  private:
    void serve(int connection);

    int status_;
    Loopback loopback_;
};

/// A port on which nobody listens.
int closed_port();

} // namespace motcua::test
