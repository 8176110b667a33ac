#pragma once

#include "http/raw_client_test.hpp"
#include "http/server.hpp"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

/// For tests: a real server on a free port whose handler says back what it understood.
namespace motcua::http::testing {

/// A door that a test opens: handlers of `/wait` stand before it.
class Gate {
  public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void until_waiting(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

inline BodyRule rule_of(Method, std::string_view path) {
    if (path == "/form") return {BodyRule::Form::urlencoded, 1000};
    if (path == "/upload") return {BodyRule::Form::multipart, 64 << 20, 20 << 20};
    if (path == "/small") return {BodyRule::Form::multipart, 64 << 20, 1000};
    if (path == "/raw") return {BodyRule::Form::raw, 1 << 20};
    return {};
}

/// A server on a free port that says back what it understood.
class Site {
  public:
    explicit Site(ServerSettings settings = {}, Program program = {}) : spool_(new_spool()) {
        settings.listen = "127.0.0.1:0";
        settings.spool = spool_;
        program.handle = [this](Request& request) { return handle(request); };
        program.body_rule = rule_of;
        server_ = std::make_unique<Server>(settings, std::move(program));
        server_->start();
    }
    ~Site() {
        gate.open();
        server_.reset();
        std::filesystem::remove_all(spool_);
    }

    Response handle(Request& request) {
        if (request.path == "/wait") gate.pass();
        if (request.path == "/throw") throw std::runtime_error("a lost database");
        if (answer) return answer(request);
        std::string told = std::string(name_of(request.method)) + " " + request.path + "\n";
        for (const auto& [name, value] : request.query) told += "query " + name + "=" + value + "\n";
        for (const auto& [name, value] : request.form) told += "form " + name + "=" + value + "\n";
        for (const auto& upload : request.uploads)
            told += "file " + upload.field + " " + upload.file_name + " " + std::to_string(upload.bytes) + " " + upload.sha256 + "\n";
        if (!request.body.empty()) told += "body " + request.body + "\n";
        return Response::text(200, "text/plain; charset=utf-8", told);
    }
    std::string address() const { return server_->address(); }
    Server& server() { return *server_; }
    const std::filesystem::path& spool() const { return spool_; }
    std::size_t spooled() const {
        const std::filesystem::directory_iterator files(spool_);
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }

    Gate gate;
    std::function<Response(Request&)> answer; ///< instead of what is said back; set before the first request

  private:
    static std::filesystem::path new_spool() {
        static int count = 0;
        const auto name = "motcua_http_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
        return std::filesystem::temp_directory_path() / name;
    }

    std::filesystem::path spool_;
    std::unique_ptr<Server> server_;
};

inline std::string get(std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

inline std::string post(std::string_view path, std::string_view type, std::string_view body) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string(type) +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace motcua::http::testing
