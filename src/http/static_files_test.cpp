#include "http/static_files.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace motcua;
using namespace motcua::http;

namespace {

constexpr std::array<embedded::File, 4> files{{
    {"web/dist/app.4f3a2b1c.css", "body{}"},
    {"web/dist/app.4f3a2b1c.css.br", "BR"},
    {"web/dist/app.4f3a2b1c.css.gz", "GZ"},
    {"web/dist/icons/mark.svg", "<svg/>"},
}};

Request asking(std::string path, std::string encoding = "", Method method = Method::get) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    if (!encoding.empty()) request.headers.emplace_back("accept-encoding", encoding);
    return request;
}

} // namespace

TEST_CASE("a static file comes in the form the caller takes, for ever when its name has a hash") {
    const StaticFiles statics(files, "web/dist/");
    const auto packed = statics.answer(asking("/static/app.4f3a2b1c.css", "gzip, br"));
    REQUIRE(packed);
    CHECK(packed->lasting == "BR");
    CHECK(packed->header("content-encoding") == "br");
    CHECK(packed->header("content-type") == "text/css; charset=utf-8");
    CHECK(packed->header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(packed->header("vary") == "Accept-Encoding");
    CHECK(statics.answer(asking("/static/app.4f3a2b1c.css", "gzip"))->lasting == "GZ");
    const auto plain = statics.answer(asking("/static/app.4f3a2b1c.css"));
    CHECK(plain->lasting == "body{}");
    CHECK(plain->header("content-encoding").empty());
    CHECK(plain->etag != packed->etag);
    const auto unhashed = statics.answer(asking("/static/icons/mark.svg", "br"));
    CHECK(unhashed->lasting == "<svg/>");
    CHECK(unhashed->header("cache-control") == "public, no-cache");
}

TEST_CASE("other paths and methods are left to the routes") {
    const StaticFiles statics(files, "web/dist/");
    CHECK_FALSE(statics.answer(asking("/static/app.css")));
    CHECK_FALSE(statics.answer(asking("/static/app.4f3a2b1c.css.br")));
    CHECK_FALSE(statics.answer(asking("/app.4f3a2b1c.css")));
    CHECK_FALSE(statics.answer(asking("/static/icons/mark.svg", "", Method::post)));
}

TEST_CASE("a file is found by its name without the hash") {
    const StaticFiles statics(files, "web/dist/");
    CHECK(statics.url_of("app.css") == "/static/app.4f3a2b1c.css");
    CHECK(statics.url_of("icons/mark.svg") == "/static/icons/mark.svg");
    CHECK(statics.url_of("none.css").empty());
}
