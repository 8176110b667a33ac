#include "visit/cookies.hpp"
#include "visit/csrf.hpp"
#include "visit/headers.hpp"
#include "visit/paces.hpp"
#include "visit/urls.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using visit::Pace;
using visit::Paces;

namespace {

http::Request asking(http::Pairs headers, bool secure = false) {
    http::Request request;
    request.headers = std::move(headers);
    request.host = "motcua.example";
    request.secure = secure;
    return request;
}

constexpr std::string_view ours = "https://dichvu.example/x";

} // namespace

TEST_CASE("a form token agrees with its own browser only, and looks different each time") {
    const auto lan = visit::csrf_secret("key", "lan");
    const auto minh = visit::csrf_secret("key", "minh");
    const auto token = visit::csrf_token(lan);
    CHECK(token != visit::csrf_token(lan));
    CHECK(visit::csrf_agrees(lan, token));
    CHECK(visit::csrf_agrees(lan, visit::csrf_token(lan)));
    CHECK_FALSE(visit::csrf_agrees(minh, token));
    CHECK_FALSE(visit::csrf_agrees(visit::csrf_secret("other key", "lan"), token));
    CHECK_FALSE(visit::csrf_agrees(lan, ""));
    CHECK_FALSE(visit::csrf_agrees(lan, token.substr(1)));
    CHECK_FALSE(visit::csrf_agrees(lan, "not base64 at all!"));
}

TEST_CASE("a form may come from our own pages only") {
    CHECK(visit::same_origin(asking({}), ours));
    CHECK(visit::same_origin(asking({{"sec-fetch-site", "same-origin"}}), ours));
    CHECK(visit::same_origin(asking({{"sec-fetch-site", "none"}}), ours));
    CHECK_FALSE(visit::same_origin(asking({{"sec-fetch-site", "same-site"}}), ours));
    CHECK_FALSE(visit::same_origin(asking({{"sec-fetch-site", "cross-site"}, {"origin", "http://motcua.example"}}), ours));
    CHECK(visit::same_origin(asking({{"origin", "http://motcua.example"}}), ours));
    CHECK(visit::same_origin(asking({{"origin", "https://motcua.example"}}, true), ours));
    CHECK_FALSE(visit::same_origin(asking({{"origin", "http://motcua.example"}}, true), ours));
    CHECK(visit::same_origin(asking({{"origin", "https://dichvu.example"}}), ours));
    CHECK_FALSE(visit::same_origin(asking({{"origin", "https://evil.example"}}), ours));
    CHECK_FALSE(visit::same_origin(asking({{"origin", "null"}}), ours));
}

TEST_CASE("the language is the chosen one, else what the browser likes best, else Vietnamese") {
    const auto of = [](std::string accept) { return visit::locale_of(asking({{"accept-language", std::move(accept)}})); };
    CHECK(visit::locale_of(asking({})) == Locale::vi);
    CHECK(of("en-US,en;q=0.9") == Locale::en);
    CHECK(of("fr,de;q=0.9") == Locale::vi);
    CHECK(of("en;q=0.3, vi;q=0.8") == Locale::vi);
    CHECK(of("vi-VN;q=0.2,en-GB;q=0.4") == Locale::en);
    CHECK(of("en;q=zero") == Locale::vi);
    CHECK(of(",,;;q") == Locale::vi);
    auto chosen = asking({{"accept-language", "vi"}});
    chosen.cookies = {{"language", "en"}};
    CHECK(visit::locale_of(chosen) == Locale::en);
    chosen.cookies = {{"language", "klingon"}};
    CHECK(visit::locale_of(chosen) == Locale::vi);
}

TEST_CASE("cookies are for this host alone over TLS, and bare on plain http") {
    http::Response answer;
    visit::set_cookie(answer, asking({}, true), visit::Cookie::session, "abc", 60);
    CHECK(answer.header("set-cookie") == "__Host-motcua=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    http::Response plain;
    visit::clear_cookie(plain, asking({}), visit::Cookie::session);
    CHECK(plain.header("set-cookie") == "motcua=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    auto request = asking({}, true);
    request.cookies = {{"motcua", "planted"}};
    CHECK(visit::read_cookie(request, visit::Cookie::session).empty());
}

TEST_CASE("headers are added to every answer, but what a handler set stays") {
    http::Response answer;
    answer.set("content-security-policy", "sandbox");
    visit::secure(answer, false);
    CHECK(answer.header("content-security-policy") == "sandbox");
    CHECK(answer.header("x-content-type-options") == "nosniff");
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.header("strict-transport-security").empty());
    visit::secure(answer, true);
    CHECK_FALSE(answer.header("strict-transport-security").empty());
}

TEST_CASE("a caller may come in a burst, then at the pace") {
    Paces paces({.rates = {{Pace::lookup, {.burst = 3, .per_minute = 6}}}, .callers = 10});
    const Instant start{1'000'000};
    for (int i = 0; i < 3; ++i) CHECK(paces.wait_seconds(Pace::lookup, "a", start) == 0);
    CHECK(paces.wait_seconds(Pace::lookup, "a", start) == 10);
    CHECK(paces.wait_seconds(Pace::lookup, "b", start) == 0);
    CHECK(paces.wait_seconds(Pace::ordinary, "a", start) == 0);
    CHECK(paces.wait_seconds(Pace::lookup, "a", start + 4'000) == 6);
    CHECK(paces.wait_seconds(Pace::lookup, "a", start + 14'001) == 0);
    CHECK(paces.wait_seconds(Pace::lookup, "a", start + 14'001) > 0);
}

TEST_CASE("a flood of strangers does not grow the memory, and shares one bucket") {
    Paces paces({.rates = {{Pace::lookup, {.burst = 5, .per_minute = 1}}}, .callers = 100});
    const Instant start{1'000'000};
    int refused = 0;
    for (int i = 0; i < 1'000; ++i) refused += paces.wait_seconds(Pace::lookup, std::to_string(i), start) > 0;
    CHECK(paces.remembered() <= 101);
    CHECK(refused == 1'000 - 100 - 5);
    CHECK(paces.wait_seconds(Pace::lookup, "later", start + 3'600'000) == 0);
    CHECK(paces.remembered() == 1);
}

TEST_CASE("a way back is a path of ours and nothing else") {
    const auto back = [](std::string_view asked) { return visit::own_path(asked, "-"); };
    CHECK(back("/dossiers/H10?x=1") == "/dossiers/H10?x=1");
    for (const auto* asked : {"", "desk", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/a b", "/\xc3\xa9"})
        CHECK(back(asked) == "-");
    CHECK(back("/" + std::string(3'000, 'a')) == "-");
    CHECK(visit::sign_in_url("/a?b=c&d") == "/sign-in?to=%2Fa%3Fb%3Dc%26d");
    CHECK(visit::sign_in_url("/") == "/sign-in");
}
