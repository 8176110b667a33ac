#include "http/compress.hpp"
#include "http/proxies.hpp"
#include "http/ranges.hpp"
#include "http/urlencoded.hpp"

#include <doctest/doctest.h>

#include <zlib.h>

#include <array>
#include <string>

using namespace motcua::http;

TEST_CASE("percent-encoding comes back as it was") {
    std::string all;
    for (char letter = 1; letter < 127; ++letter) all += letter;
    all += "Đồng Tháp";
    CHECK(percent_decode(percent_encode(all)) == all);
    CHECK(percent_encode("a b/đ") == "a%20b%2F%C4%91");
    CHECK(percent_decode("a+b", true) == "a b");
    CHECK(percent_decode("a+b") == "a+b");
}

TEST_CASE("an urlencoded form keeps order, repeats and empty values") {
    Pairs pairs;
    CHECK(parse_urlencoded("b=2&a=1&a=&=x&c&&d=1=2", 10, pairs) == FormFault::none);
    CHECK(pairs == Pairs{{"b", "2"}, {"a", "1"}, {"a", ""}, {"", "x"}, {"c", ""}, {"d", "1=2"}});
}

TEST_CASE("a broken or too large urlencoded form says so") {
    Pairs pairs;
    CHECK(parse_urlencoded("a=%", 10, pairs) == FormFault::malformed);
    CHECK(parse_urlencoded("a=%f", 10, pairs) == FormFault::malformed);
    CHECK(parse_urlencoded("%00=1", 10, pairs) == FormFault::malformed);
    CHECK(parse_urlencoded("a=%ff", 10, pairs) == FormFault::malformed);
    CHECK(parse_urlencoded("a=1&b=2", 1, pairs) == FormFault::too_many);
}

TEST_CASE("a coding is chosen by what the caller likes and what there is") {
    CHECK(choose_coding("gzip, deflate, br", true, true) == Coding::brotli);
    CHECK(choose_coding("gzip, br;q=0.5", true, true) == Coding::gzip);
    CHECK(choose_coding("br;q=0, gzip;q=0.1", true, true) == Coding::gzip);
    CHECK(choose_coding("BR", true, true) == Coding::brotli);
    CHECK(choose_coding("*", true, true) == Coding::brotli);
    CHECK(choose_coding("br;q=0, *", true, true) == Coding::gzip);
    CHECK(choose_coding("*;q=0", true, true) == Coding::identity);
    CHECK(choose_coding("", true, true) == Coding::identity);
    CHECK(choose_coding("deflate", true, true) == Coding::identity);
    CHECK(choose_coding("gzip;q=2", true, true) == Coding::identity);
    CHECK(choose_coding("gzip, br", false, true) == Coding::gzip);
    CHECK(choose_coding("br", false, true) == Coding::identity);
}

TEST_CASE("text is worth compressing and pictures are not") {
    for (const auto* type : {"text/html; charset=utf-8", "text/css", "text/javascript", "application/json", "application/problem+json",
                             "image/svg+xml", "text/csv", "application/javascript"})
        CHECK(is_compressible(type));
    for (const auto* type : {"image/png", "application/pdf", "application/octet-stream", "font/woff2", ""})
        CHECK_FALSE(is_compressible(type));
}

TEST_CASE("gzip unpacks to what was packed") {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "hồ sơ " + std::to_string(i);
    const auto packed = gzip(text);
    CHECK(packed.size() < text.size() / 2);
    std::string back(text.size(), '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(back.data());
    stream.avail_out = static_cast<uInt>(back.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    CHECK(back == text);
}

TEST_CASE("a range names a part, or nothing, or what is not there") {
    using Kind = RangeAnswer::Kind;
    struct Row {
        std::string_view header;
        Kind kind;
        std::uint64_t first, length;
    };
    const std::array rows{
        Row{"bytes=0-0", Kind::part, 0, 1},
        Row{"bytes=2-5", Kind::part, 2, 4},
        Row{"bytes=5-", Kind::part, 5, 5},
        Row{"bytes=5-999", Kind::part, 5, 5},
        Row{"bytes=-3", Kind::part, 7, 3},
        Row{"bytes=-99", Kind::part, 0, 10},
        Row{"Bytes = 1-1", Kind::part, 1, 1},
        Row{"bytes=10-", Kind::unsatisfiable},
        Row{"bytes=-0", Kind::unsatisfiable},
        Row{"bytes=5-4", Kind::whole},
        Row{"bytes=0-1,3-4", Kind::whole},
        Row{"bytes=-", Kind::whole},
        Row{"bytes=a-b", Kind::whole},
        Row{"items=0-1", Kind::whole},
        Row{"bytes", Kind::whole},
        Row{"bytes=99999999999999999999-", Kind::whole},
    };
    for (const auto& row : rows) {
        CAPTURE(row.header);
        const auto answer = parse_range(row.header, 10);
        CHECK(answer.kind == row.kind);
        CHECK(answer.first == row.first);
        CHECK(answer.length == row.length);
    }
    CHECK(parse_range("bytes=0-", 0).kind == Kind::unsatisfiable);
}

TEST_CASE("an entity tag is found in a list, weak or not") {
    CHECK(matches_etag("\"a\", \"b\"", "\"b\""));
    CHECK(matches_etag("W/\"a\"", "\"a\""));
    CHECK(matches_etag("\"a\"", "W/\"a\""));
    CHECK(matches_etag("*", "\"a\""));
    CHECK_FALSE(matches_etag("\"ab\"", "\"a\""));
    CHECK_FALSE(matches_etag("", "\"a\""));
    CHECK_FALSE(matches_etag("*", ""));
}

TEST_CASE("only a trusted proxy is believed about its caller") {
    const Proxies proxies({"10.0.0.0/8", "2001:db8::/32", "127.0.0.1"});
    const auto caller = [&](std::string_view address, const Pairs& headers) {
        Request request;
        request.headers = headers;
        return proxies.caller(address, false, request);
    };
    CHECK(caller("192.0.2.1", {{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-proto", "https"}}).peer == "192.0.2.1");
    CHECK_FALSE(caller("192.0.2.1", {{"x-forwarded-proto", "https"}}).secure);
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "198.51.100.1"}}).peer == "198.51.100.1");
    CHECK(caller("10.1.2.3", {{"x-forwarded-proto", "https"}}).secure);
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "1.1.1.1, 198.51.100.1, 10.0.0.2"}}).peer == "198.51.100.1");
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "1.1.1.1"}, {"x-forwarded-for", "198.51.100.1"}}).peer == "198.51.100.1");
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "1.1.1.1, nonsense, 10.0.0.2"}}).peer == "10.0.0.2");
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "198.51.100.1:4000"}}).peer == "198.51.100.1");
    CHECK(caller("10.1.2.3", {{"x-forwarded-for", "[2001:db9::1]:4000"}}).peer == "2001:db9::1");
    CHECK(caller("2001:db8::5", {{"x-forwarded-for", "198.51.100.1"}}).peer == "198.51.100.1");
    CHECK(caller("::ffff:10.0.0.1", {{"x-forwarded-for", "198.51.100.1"}}).peer == "198.51.100.1");
    CHECK(caller("::ffff:192.0.2.1", {}).peer == "192.0.2.1");
    CHECK(caller("10.1.2.3", {}).peer == "10.1.2.3");
}

TEST_CASE("an unreadable range of proxies stops the start") {
    for (const auto* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/a", "proxy.example", "", "2001:db8::/129", "10.0.0.0/-1"})
        CHECK_THROWS_AS(Proxies({text}), std::invalid_argument);
    CHECK(Proxies({"0.0.0.0/0"}).trusts("203.0.113.9"));
    CHECK_FALSE(Proxies({"0.0.0.0/0"}).trusts("2001:db8::1"));
    CHECK(Proxies({"192.0.2.128/25"}).trusts("192.0.2.129"));
    CHECK_FALSE(Proxies({"192.0.2.128/25"}).trusts("192.0.2.127"));
}
