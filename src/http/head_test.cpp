#include "http/head.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

using namespace motcua::http;

namespace {

int status_of(std::string_view raw) {
    Head head;
    return parse_head(raw, head);
}

std::string with_headers(std::string_view headers) {
    return "POST /a HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}
std::string with_target(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

} // namespace

TEST_CASE("a head is taken apart") {
    Head head;
    const auto status = parse_head("\r\nPOST /h%E1%BB%93-s%C6%A1/1?q=khai+sinh&q=%C4%91&empty HTTP/1.1\r\n"
                                   "Host: mot-cua.example:8080\r\nCookie: a=1; b=x=y;  c\r\nX-Two: 1\r\nx-two:\t2 \r\n"
                                   "Content-Length: 12\r\nExpect: 100-Continue\r\n\r\n",
                                   head);
    REQUIRE(status == 0);
    const auto& request = head.request;
    CHECK(request.method == Method::post);
    CHECK(request.path == "/hồ-sơ/1");
    CHECK(request.target == "/h%E1%BB%93-s%C6%A1/1?q=khai+sinh&q=%C4%91&empty");
    CHECK(request.query == Pairs{{"q", "khai sinh"}, {"q", "đ"}, {"empty", ""}});
    CHECK(request.host == "mot-cua.example:8080");
    CHECK(request.cookies == Pairs{{"a", "1"}, {"b", "x=y"}});
    CHECK(request.header("x-two") == "1");
    CHECK(head.content_length == 12);
    CHECK(head.expects_continue);
    CHECK(head.keep_alive);
    CHECK_FALSE(head.chunked);
}

TEST_CASE("what could be read in two ways, or hides something, is refused with 400") {
    const std::array raws{
        with_headers("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
        with_headers("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"),
        with_headers("Content-Length: 1\r\nContent-Length: 1\r\n"),
        with_headers("Content-Length: 1, 1\r\n"),
        with_headers("Content-Length: +1\r\n"),
        with_headers("Content-Length: -1\r\n"),
        with_headers("Content-Length: 0x1\r\n"),
        with_headers("Content-Length: 1 1\r\n"),
        with_headers("Content-Length:\r\n"),
        with_headers("Content-Length: 99999999999999999999\r\n"),
        with_headers("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
        with_headers("Content-Length : 1\r\n"),
        with_headers(" Content-Length: 1\r\n"),
        with_headers("A: 1\r\n folded\r\n"),
        with_headers("A: 1\r\n\tfolded\r\n"),
        with_headers("A: 1\rB: 2\r\n"),
        with_headers(std::string("A: 1\0\r\n", 7)),
        with_headers("A: \x01\r\n"),
        with_headers("A: \x7f\r\n"),
        with_headers("A: \xff\r\n"),
        with_headers("A\r\n"),
        with_headers(": 1\r\n"),
        with_headers("A(): 1\r\n"),
        with_headers("Host: y\r\n"),
        with_headers("Cookie: a=1\r\nCookie: a=2\r\n"),
        with_headers("Content-Type: a/b\r\nContent-Type: a/c\r\n"),
        std::string("GET / HTTP/1.1\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"),
        std::string("GET http://other/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"),
        std::string("GET  / HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("GET /  HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("GET / HTTP/1.1 \r\nHost: x\r\n\r\n"),
        std::string("GET / HTTP/11\r\nHost: x\r\n\r\n"),
        std::string("GET / http/1.1\r\nHost: x\r\n\r\n"),
        std::string("GET /\r\nHost: x\r\n\r\n"),
        std::string("GET / a HTTP/1.1\r\nHost: x\r\n\r\n"),
        std::string("\r\n\r\n"),
        with_target("a"),
        with_target("*"),
        with_target("/a/../b"),
        with_target("/a/%2e%2E/b"),
        with_target("/./a"),
        with_target("/.."),
        with_target("/a%2fb"),
        with_target("/a%5Cb"),
        with_target("/a\\b"),
        with_target("/a#b"),
        with_target("/%"),
        with_target("/%4"),
        with_target("/%4g"),
        with_target("/%00"),
        with_target("/%0a"),
        with_target("/%7f"),
        with_target("/%ff"),
        with_target("/%c0%ae"),
        with_target("/%ed%a0%80"),
        with_target("/\xc4\x91"),
        with_target("/?a=%zz"),
        with_target("/?a=%00"),
        with_target("/?%ff=1"),
    };
    for (const auto& raw : raws) {
        CAPTURE(raw);
        CHECK(status_of(raw) == 400);
    }
}

TEST_CASE("what is understood but not done has its own status") {
    CHECK(status_of(with_target("/" + std::string(9000, 'a'))) == 414);
    CHECK(status_of("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n") == 501);
    CHECK(status_of("get / HTTP/1.1\r\nHost: x\r\n\r\n") == 501);
    CHECK(status_of(with_headers("Transfer-Encoding: gzip, chunked\r\n")) == 501);
    CHECK(status_of(with_headers("Transfer-Encoding: xchunked\r\n")) == 501);
    CHECK(status_of(with_headers("Expect: tea\r\n")) == 417);
    CHECK(status_of("GET / HTTP/2.0\r\nHost: x\r\n\r\n") == 505);
}

TEST_CASE("what is unusual and clear is taken") {
    CHECK(status_of("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n") == 0);
    CHECK(status_of("GET http://x/a?b HTTP/1.1\r\nHost: x\r\n\r\n") == 0);
    CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 0);
    CHECK(status_of("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n") == 0);
    CHECK(status_of(with_target("/a/...b/c..")) == 0);
    CHECK(status_of(with_headers("A: \xc4\x91\r\n")) == 0);
    CHECK(status_of(with_headers("A:\r\n")) == 0);
}

TEST_CASE("a connection is kept as its version and its Connection header say") {
    const auto kept = [](std::string_view version, std::string_view connection) {
        Head head;
        const auto raw = "GET / " + std::string(version) + "\r\nHost: x\r\n" + std::string(connection) + "\r\n";
        REQUIRE(parse_head(raw, head) == 0);
        return head.keep_alive;
    };
    CHECK(kept("HTTP/1.1", ""));
    CHECK_FALSE(kept("HTTP/1.1", "Connection: Close\r\n"));
    CHECK_FALSE(kept("HTTP/1.1", "Connection: upgrade, close\r\n"));
    CHECK_FALSE(kept("HTTP/1.0", ""));
    CHECK(kept("HTTP/1.0", "Connection: Keep-Alive\r\n"));
}

TEST_CASE("the end of a head is found wherever its bytes are split") {
    const std::string head = "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n";
    const std::string whole = head + "GET /next";
    for (std::size_t split = 0; split <= whole.size(); ++split) {
        CAPTURE(split);
        auto scan = scan_head(std::string_view(whole).substr(0, split));
        CHECK((scan.state == HeadScan::State::whole) == (split >= head.size()));
        if (scan.state == HeadScan::State::more) scan = scan_head(whole, scan.seen);
        CHECK(scan.state == HeadScan::State::whole);
        CHECK(scan.length == head.size());
    }
}

TEST_CASE("a line end without its carriage return is refused as soon as it is seen") {
    CHECK(scan_head("GET / HTTP/1.1\n").state == HeadScan::State::malformed);
    CHECK(scan_head("GET / HTTP/1.1\r\nHost: x\n\r\n").state == HeadScan::State::malformed);
    CHECK(scan_head("\n").state == HeadScan::State::malformed);
    CHECK(scan_head("\r\n\r\n").state == HeadScan::State::malformed);
    CHECK(scan_head("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n").state == HeadScan::State::whole);
}
