#include "http/site_test.hpp"

#include "base/crypto.hpp"

#include <doctest/doctest.h>

#include <array>
#include <sstream>
#include <thread>

using namespace motcua;
using namespace motcua::http;
using namespace motcua::http::testing;

namespace {

std::string get_with(std::string_view headers, std::string_view method = "GET") {
    return std::string(method) + " / HTTP/1.1\r\nHost: x\r\n" + std::string(headers) + "\r\n";
}

std::string multipart_head(std::string_view file_name) {
    return "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nxin chào\r\n"
           "--b\r\nContent-Disposition: form-data; name=\"paper\"; filename=\"" +
           std::string(file_name) + "\"\r\nContent-Type: application/pdf\r\n\r\n";
}
const std::string multipart_end = "\r\n--b--\r\n";
const std::string multipart_type = "multipart/form-data; boundary=b";

/// Kilobytes of memory this process has had at most.
long peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
    return 0;
}

/// Sends `megabytes` of upload to `path` without ever holding them; the answer, and the hash of what was sent.
std::pair<RawAnswer, std::string> upload(const Site& site, std::string_view path, std::size_t megabytes) {
    const std::string piece(64 * 1024, 'p');
    const auto head = multipart_head("lớn.pdf");
    const auto length = head.size() + megabytes * (1 << 20) + multipart_end.size();
    RawClient client(site.address());
    client.send("POST " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + multipart_type +
                "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n" + head);
    crypto::Sha256Stream hash;
    for (std::size_t i = 0; i < megabytes * 16; ++i) {
        client.send(piece);
        hash.add(piece);
    }
    client.send(multipart_end);
    return {client.answer(), hash.finish_hex()};
}

std::filesystem::path file_with(const Site& site, std::string_view bytes) {
    const auto path = site.spool() / "kept.bin";
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

} // namespace

TEST_CASE("an upload goes to disk as it comes, is hashed on the way and is gone after the request") {
    Site site;
    const auto small = multipart_head("a/b/giấy.pdf") + "PDF" + multipart_end;
    const auto answer = RawClient(site.address()).ask(post("/upload", multipart_type, small));
    CHECK(answer.body == "POST /upload\nform note=xin chào\nfile paper giấy.pdf 3 " + crypto::sha256_hex("PDF") + "\n");
    const auto before = peak_memory();
    const auto [large, hash] = upload(site, "/upload", 16);
    CHECK(large.body == "POST /upload\nform note=xin chào\nfile paper lớn.pdf 16777216 " + hash + "\n");
    CHECK(peak_memory() - before < 4096);
    CHECK(site.spooled() == 0);
}

TEST_CASE("an upload that a handler moves away stays") {
    Site site;
    const auto kept = site.spool() / "kept.pdf";
    site.answer = [&](Request& request) {
        std::filesystem::rename(request.uploads.at(0).path, kept);
        return Response::text(200, "text/plain", "kept");
    };
    RawClient client(site.address());
    CHECK(client.ask(post("/upload", multipart_type, multipart_head("a.pdf") + "PDF" + multipart_end)).body == "kept");
    CHECK(client.ask(get("/throw")).status == 500);
    CHECK(site.spooled() == 1);
    CHECK(std::filesystem::file_size(kept) == 3);
}

TEST_CASE("a file above its limit is answered 413, which the sender gets to see") {
    Site site;
    const auto [answer, hash] = upload(site, "/small", 8);
    CHECK(answer.status == 413);
    CHECK(answer.header("Connection") == "close");
    CHECK(site.spooled() == 0);
}

TEST_CASE("a body above the route's limit is answered 413") {
    Site site;
    const std::string form = "a=" + std::string(2000, 'x');
    CHECK(RawClient(site.address()).ask(post("/form", "application/x-www-form-urlencoded", form)).status == 413);
    CHECK(RawClient(site.address()).ask(post("/none", "text/plain", std::string(100'000, 'x'))).status == 413);
    CHECK(RawClient(site.address()).ask(post("/none", "text/plain", "short")).body == "POST /none\n");
    const std::string chunked = "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                                std::string(2000, 'x') + "\r\n0\r\n\r\n";
    CHECK(RawClient(site.address()).ask(chunked).status == 413);
}

TEST_CASE("more fields than the route takes are answered 413") {
    Site site;
    std::string form, parts;
    for (int i = 0; i < 501; ++i) form += "&a", parts += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
    CHECK(RawClient(site.address()).ask(post("/upload", "application/x-www-form-urlencoded", form)).status == 413);
    CHECK(RawClient(site.address()).ask(post("/upload", "application/x-www-form-urlencoded", form.substr(2))).status == 200);
    CHECK(RawClient(site.address()).ask(post("/upload", multipart_type, parts + "--b--")).status == 413);
}

TEST_CASE("a long text field among files is answered 413") {
    Site site;
    const auto body = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n" + std::string(70'000, 'x') + multipart_end;
    CHECK(RawClient(site.address()).ask(post("/upload", multipart_type, body)).status == 413);
}

TEST_CASE("a body of another kind than the route takes is answered 415") {
    Site site;
    const auto status = [&](std::string_view path, std::string_view type) {
        return RawClient(site.address()).ask(post(path, type, "a=1")).status;
    };
    CHECK(status("/form", "application/json") == 415);
    CHECK(status("/form", multipart_type) == 415);
    CHECK(status("/upload", "text/plain") == 415);
    CHECK(status("/upload", "application/x-www-form-urlencoded; charset=utf-8") == 200);
    CHECK(status("/upload", "multipart/form-data") == 400);
    CHECK(status("/raw", "application/json") == 200);
    const std::string packed = "POST /raw HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx";
    CHECK(RawClient(site.address()).ask(packed).status == 415);
}

TEST_CASE("broken form values are answered 400") {
    Site site;
    const auto form = [&](std::string_view body) {
        return RawClient(site.address()).ask(post("/form", "application/x-www-form-urlencoded", body)).status;
    };
    CHECK(form("a=%ff") == 400);
    CHECK(form("a=%00") == 400);
    CHECK(form("a=%zz") == 400);
    const auto part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff" + multipart_end;
    CHECK(RawClient(site.address()).ask(post("/upload", multipart_type, part)).status == 400);
}

TEST_CASE("a chunked body is put together, and the connection goes on after it") {
    Site site;
    RawClient client(site.address());
    client.send("POST /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nkhai\r\n");
    client.send("5;x=y\r\n sinh\r\n0\r\nT: 1\r\n\r\n" + get("/next"));
    CHECK(client.answer().body == "POST /raw\nbody khai sinh\n");
    CHECK(client.answer().body == "GET /next\n");
}

TEST_CASE("who expects 100-continue is told to go on, or at once why not") {
    Site site;
    RawClient client(site.address());
    const std::string expect = "Expect: 100-continue\r\n";
    CHECK(client.ask("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n" + expect + "\r\n").status == 100);
    CHECK(client.ask("hi").body == "POST /raw\nbody hi\n");
    CHECK(client.ask("POST /raw HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n" + expect + "\r\n").status == 413);
    client.end_sending();
    CHECK(client.ended());
}

TEST_CASE("HEAD tells the length and sends no body") {
    Site site;
    RawClient client(site.address());
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get("/b"));
    const auto head = client.answer(true);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "8");
    CHECK(client.answer().body == "GET /b\n");
}

TEST_CASE("a page that has not changed is answered 304 without a body") {
    Site site;
    site.answer = [](Request&) {
        auto response = Response::text(200, "text/html", std::string(3000, 'x'));
        response.etag = "\"v1\"";
        return response.set("Cache-Control", "no-cache");
    };
    RawClient client(site.address());
    CHECK(client.ask(get("/")).header("ETag") == "\"v1\"");
    CHECK(client.ask(get_with("Accept-Encoding: gzip\r\n")).header("ETag") == "W/\"v1\"");
    for (const auto* tag : {"\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"}) {
        const auto answer = client.ask(get_with("If-None-Match: " + std::string(tag) + "\r\n"));
        CHECK(answer.status == 304);
        CHECK(answer.body.empty());
        CHECK(answer.header("ETag") == "\"v1\"");
        CHECK(answer.header("Cache-Control") == "no-cache");
        CHECK(answer.header("Vary") == "Accept-Encoding");
        CHECK(answer.header("Content-Type").empty());
    }
    CHECK(client.ask(get_with("If-None-Match: \"v0\"\r\n")).status == 200);
}

TEST_CASE("a file is streamed, whole or in part") {
    Site site;
    std::string bytes;
    for (int i = 0; bytes.size() < 300'000; ++i) bytes += std::to_string(i) + " ";
    const auto path = file_with(site, bytes);
    site.answer = [&](Request&) {
        Response response;
        response.file = path;
        response.etag = "\"v1\"";
        return response.set("Content-Type", "application/pdf");
    };
    RawClient client(site.address());
    const auto whole = client.ask(get("/"));
    CHECK(whole.status == 200);
    CHECK(whole.body == bytes);
    CHECK(whole.header("Accept-Ranges") == "bytes");
    const auto part = client.ask(get_with("Range: bytes=100000-249999\r\n"));
    CHECK(part.status == 206);
    CHECK(part.body == bytes.substr(100'000, 150'000));
    CHECK(part.header("Content-Range") == "bytes 100000-249999/" + std::to_string(bytes.size()));
    CHECK(client.ask(get_with("Range: bytes=-5\r\nIf-Range: \"v1\"\r\n")).body == bytes.substr(bytes.size() - 5));
    CHECK(client.ask(get_with("Range: bytes=-5\r\nIf-Range: \"v0\"\r\n")).status == 200);
    const auto beyond = client.ask(get_with("Range: bytes=400000-\r\n"));
    CHECK(beyond.status == 416);
    CHECK(beyond.body.empty());
    CHECK(beyond.header("Content-Range") == "bytes */" + std::to_string(bytes.size()));
    client.send(get_with("", "HEAD"));
    CHECK(client.answer(true).header("Content-Length") == std::to_string(bytes.size()));
    CHECK(client.ask(get_with("If-None-Match: \"v1\"\r\n")).status == 304);
}

TEST_CASE("a file that is not there is a bare 500") {
    Site site;
    site.answer = [&](Request&) {
        Response response;
        response.file = site.spool() / "none";
        return response;
    };
    CHECK(RawClient(site.address()).ask(get("/")).status == 500);
}

TEST_CASE("text is compressed for who takes it, unless it is short, secret or no text") {
    Site site;
    Response response = Response::text(200, "text/html; charset=utf-8", std::string(5000, 'x'));
    site.answer = [&](Request&) { return response; };
    RawClient client(site.address());
    const auto coding = [&](std::string_view accept) {
        const auto answer = client.ask(get_with("Accept-Encoding: " + std::string(accept) + "\r\n"));
        return answer.header("Content-Encoding") + "|" + answer.header("Vary") + (answer.body.size() < 1000 ? "|small" : "|whole");
    };
    CHECK(coding("gzip, deflate, br") == "gzip|Accept-Encoding|small");
    CHECK(coding("br") == "|Accept-Encoding|whole"); // only files packed beforehand come as brotli
    CHECK(coding("identity") == "|Accept-Encoding|whole");
    response.set("Vary", "Cookie");
    CHECK(coding("gzip") == "gzip|Cookie, Accept-Encoding|small");
    response.secret = true;
    CHECK(coding("gzip") == "|Cookie|whole");
    response = Response::text(200, "image/png", std::string(5000, 'x'));
    CHECK(coding("gzip") == "||whole");
    response = Response::text(200, "text/html", std::string(1000, 'x'));
    CHECK(client.ask(get_with("Accept-Encoding: gzip\r\n")).header("Content-Encoding").empty());
}

TEST_CASE("a large page arrives whole at a slow reader") {
    Site site;
    const std::string page(4 << 20, 'x');
    site.answer = [&](Request&) { return Response::text(200, "text/html", page); };
    RawClient client(site.address());
    client.send(get("/1") + get("/2"));
    CHECK(client.answer().body == page);
    CHECK(client.answer().body == page);
}

TEST_CASE("a line end in a header value writes no other header") {
    Site site;
    site.answer = [](Request&) { return Response::redirect("/a\r\nSet-Cookie: b=1"); };
    const auto answer = RawClient(site.address()).ask(get("/"));
    CHECK(answer.status == 303);
    CHECK(answer.header("Set-Cookie").empty());
}
