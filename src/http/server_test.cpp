#include "http/server.hpp"

#include "http/raw_client_test.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

using namespace motcua::http;
using motcua::http::testing::RawClient;

namespace {

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

BodyRule rule_of(Method, std::string_view path) {
    if (path == "/form") return {BodyRule::Form::urlencoded, 1000};
    if (path == "/upload") return {BodyRule::Form::multipart, 64 << 20, 20 << 20};
    if (path == "/small") return {BodyRule::Form::multipart, 64 << 20, 1000};
    if (path == "/raw") return {BodyRule::Form::raw, 1 << 20};
    return {};
}

/// A server on a free port that says back what it understood.
class Site {
  public:
    explicit Site(ServerSettings settings = {}) : spool_(std::filesystem::temp_directory_path() / "motcua_http_test_spool") {
        settings.listen = "127.0.0.1:0";
        settings.spool = spool_;
        Program program;
        program.handle = [this](Request& request) { return handle(request); };
        program.body_rule = rule_of;
        server_ = std::make_unique<Server>(settings, std::move(program));
        server_->start();
    }
    ~Site() { gate.open(); }

    Response handle(Request& request) {
        if (request.path == "/wait") gate.pass();
        if (request.path == "/throw") throw std::runtime_error("a lost database");
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

    Gate gate;

  private:
    std::filesystem::path spool_;
    std::unique_ptr<Server> server_;
};

std::string get(std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

std::string post(std::string_view path, std::string_view type, std::string_view body) {
    return "POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + std::string(type) +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

} // namespace

TEST_CASE("one connection carries one request after another") {
    Site site;
    RawClient client(site.address());
    const auto first = client.ask(get("/a?x=1&y=%C4%91%20+"));
    CHECK(first.status == 200);
    CHECK(first.body == "GET /a\nquery x=1\nquery y=đ  \n");
    CHECK(first.header("Connection").empty());
    CHECK(first.header("Date").ends_with(" GMT"));
    CHECK(client.ask(post("/form", "application/x-www-form-urlencoded", "a=1&b=x+y")).body == "POST /form\nform a=1\nform b=x y\n");
    CHECK(client.ask(get("/b")).body == "GET /b\n");
}

TEST_CASE("requests sent at once are answered in their order") {
    Site site;
    RawClient client(site.address());
    client.send(get("/1") + post("/form", "application/x-www-form-urlencoded", "n=2") + get("/3"));
    CHECK(client.answer().body == "GET /1\n");
    CHECK(client.answer().body == "POST /form\nform n=2\n");
    CHECK(client.answer().body == "GET /3\n");
}

TEST_CASE("a handler that throws becomes a bare 500 and the connection goes on") {
    Site site;
    RawClient client(site.address());
    CHECK(client.ask(get("/throw")).status == 500);
    CHECK(client.ask(get("/a")).status == 200);
}

TEST_CASE("stopping finishes the request at hand and takes no more") {
    Site site;
    RawClient client(site.address());
    RawClient idle(site.address());
    CHECK(idle.ask(get("/idle")).status == 200);
    client.send(get("/wait"));
    site.gate.until_waiting(1);
    std::thread stopping([&] { site.server().stop(); });
    CHECK(idle.ended());
    site.gate.open();
    const auto answer = client.answer();
    CHECK(answer.body == "GET /wait\n");
    CHECK(answer.header("Connection") == "close");
    CHECK(client.ended());
    stopping.join();
    CHECK(site.server().counts().open == 0);
}

TEST_CASE("a full queue answers 503 at once, with the time to try again") {
    ServerSettings settings;
    settings.workers = 1;
    settings.queue = 1;
    Site site(settings);
    RawClient working(site.address()), waiting(site.address()), refused(site.address());
    working.send(get("/wait"));
    site.gate.until_waiting(1);
    waiting.send(get("/wait"));
    while (site.server().counts().waiting == 0) std::this_thread::yield();
    const auto answer = refused.ask(get("/a"));
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "1");
    site.gate.open();
    CHECK(working.answer().status == 200);
    CHECK(waiting.answer().status == 200);
}
