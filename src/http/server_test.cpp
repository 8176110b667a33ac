#include "http/site_test.hpp"

#include <doctest/doctest.h>

#include <array>
#include <thread>

using namespace motcua::http;
using namespace motcua::http::testing;

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

TEST_CASE("a head that does not end in time is answered 408, one that never begins is not answered") {
    ServerSettings settings;
    settings.head_ms = 1000;
    Site site(settings);
    RawClient slow(site.address()), silent(site.address());
    slow.send("GET / HTTP/1.1\r\nHost:");
    CHECK(slow.answer().status == 408);
    CHECK(slow.ended());
    CHECK(silent.ended());
}

TEST_CASE("a connection that asks nothing more is closed") {
    ServerSettings settings;
    settings.idle_ms = 200;
    Site site(settings);
    RawClient client(site.address());
    CHECK(client.ask(get("/a")).status == 200);
    CHECK(client.ended());
}

TEST_CASE("a body that stops coming is answered 408") {
    ServerSettings settings;
    settings.body_ms = 1000;
    Site site(settings);
    RawClient client(site.address());
    const auto request = post("/form", "application/x-www-form-urlencoded", "a=1");
    CHECK(client.ask(request.substr(0, request.size() - 1)).status == 408);
    CHECK(client.ended());
}

TEST_CASE("a refused request ends its connection, and what was sent behind it is not a request") {
    const std::array refused{
        std::string("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        std::string("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"),
        std::string("POST /form HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\x0b"
                    "chunked\r\n\r\n0\r\n\r\n"),
        std::string("POST /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n"),
        std::string("POST /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"),
        std::string("GET / HTTP/1.1\nHost: x\n\n"),
        std::string("GET /../etc HTTP/1.1\r\nHost: x\r\n\r\n"),
    };
    Site site;
    for (const auto& request : refused) {
        CAPTURE(request);
        RawClient client(site.address());
        client.send(request + get("/smuggled"));
        const auto answer = client.answer();
        CHECK(answer.status == 400);
        CHECK(answer.header("Connection") == "close");
        client.end_sending();
        CHECK(client.ended());
    }
    CHECK(site.server().counts().refused_bad == refused.size());
}

TEST_CASE("too long heads are refused") {
    Site site;
    const auto status = [&](const std::string& request) { return RawClient(site.address()).ask(request).status; };
    CHECK(status("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20'000, 'a')) == 431);
    CHECK(status("GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20'000, 'a') + "\r\n\r\n") == 431);
    CHECK(status("GET /" + std::string(20'000, 'a')) == 414);
    CHECK(status("GET /" + std::string(10'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n") == 414);
}

TEST_CASE("a server with as many connections as it may have closes the next") {
    ServerSettings settings;
    settings.connections = 2;
    Site site(settings);
    RawClient first(site.address()), second(site.address());
    CHECK(first.ask(get("/a")).status == 200);
    CHECK(second.ask(get("/a")).status == 200);
    RawClient third(site.address());
    CHECK(third.ended());
    CHECK(first.ask(get("/b")).status == 200);
}

TEST_CASE("the program's page shows what the server refuses, and the log hears of every answer") {
    std::mutex mutex;
    std::vector<std::string> lines;
    Program program;
    program.refusal = [](int status, const Request& request) {
        return Response::text(status, "text/html; charset=utf-8", "refused " + std::string(request.header("accept-language")));
    };
    program.log = [&](const Request& request, const Response& response, std::int64_t took, std::uint64_t bytes) {
        const std::lock_guard lock(mutex);
        const bool plausible = took >= 0 && bytes > 100 && request.id.size() == 16 && request.peer == "127.0.0.1";
        lines.push_back(request.target + " " + std::to_string(response.status) + (plausible ? "" : " ?"));
    };
    {
        Site site({}, program);
        RawClient client(site.address());
        CHECK(client.ask(get("/a?b")).status == 200);
        const auto answer =
            client.ask("POST /form HTTP/1.1\r\nHost: x\r\nAccept-Language: vi\r\nContent-Type: a/b\r\nContent-Length: 1\r\n\r\nx");
        CHECK(answer.status == 415);
        CHECK(answer.body == "refused vi");
    }
    CHECK(lines == std::vector<std::string>{"/a?b 200", "/form 415"});
}

TEST_CASE("HTTP/1.0 is answered and closed unless it asks to stay") {
    Site site;
    RawClient once(site.address()), kept(site.address());
    CHECK(once.ask("GET /a HTTP/1.0\r\n\r\n").header("Connection") == "close");
    CHECK(once.ended());
    CHECK(kept.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection") == "keep-alive");
    CHECK(kept.ask("GET /b HTTP/1.0\r\n\r\n").body == "GET /b\n");
}

TEST_CASE("what is answered at once needs no worker") {
    ServerSettings settings;
    settings.workers = 1;
    Program program;
    program.at_once = [](const Request& request) -> std::optional<Response> {
        if (request.path != "/static/a") return std::nullopt;
        return Response::text(200, "text/css", "at once");
    };
    Site site(settings, program);
    RawClient busy(site.address()), client(site.address());
    busy.send(get("/wait"));
    site.gate.until_waiting(1);
    CHECK(client.ask(get("/static/a")).body == "at once");
}

TEST_CASE("a forwarded address is believed from a trusted proxy") {
    ServerSettings settings;
    settings.trusted_proxies = {"127.0.0.0/8"};
    Site site(settings);
    site.answer = [](Request& request) { return Response::text(200, "text/plain", request.peer + (request.secure ? " secure" : "")); };
    const std::string forwarded = "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 9.9.9.9, 203.0.113.7\r\nX-Forwarded-Proto: https\r\n\r\n";
    CHECK(RawClient(site.address()).ask(forwarded).body == "203.0.113.7 secure");
}

TEST_CASE("several event threads serve many connections at once") {
    ServerSettings settings;
    settings.event_threads = 2;
    Site site(settings);
    std::vector<std::thread> clients;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&] {
            RawClient client(site.address());
            for (int turn = 0; turn < 50; ++turn) good += client.ask(get("/a")).status == 200;
        });
    for (auto& client : clients) client.join();
    CHECK(good == 400);
}

TEST_CASE("a server does not start on an address that is taken or is none") {
    Site site;
    ServerSettings settings;
    settings.listen = site.address();
    CHECK_THROWS(Server(settings, {}).start());
    for (const auto* listen : {"", "nowhere", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:80x"}) {
        settings.listen = listen;
        CHECK_THROWS_AS(Server(settings, {}).start(), std::invalid_argument);
    }
}
