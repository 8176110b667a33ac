#include "html/out.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::html;

namespace {

std::string written(const auto& write) {
    Out out(Locale::vi);
    write(out);
    return std::move(out).take();
}

std::string url(std::string_view value) {
    return written([&](Out& out) { out.url(value); });
}

} // namespace

TEST_CASE("text keeps its meaning and loses its markup") {
    CHECK(written([](Out& out) { out.text("Tôi & \"ông\" <b>'x'</b>"); }) == "Tôi &amp; \"ông\" &lt;b&gt;'x'&lt;/b&gt;");
    CHECK(written([](Out& out) { out.text(std::string_view("a\0b", 3)); }) == "ab");
    CHECK(written([](Out& out) { out.text(-7); }) == "-7");
}

TEST_CASE("an attribute's value cannot leave its quotes") {
    CHECK(written([](Out& out) { out.attribute("\" onclick='x' <&>"); }) == "&quot; onclick=&#39;x&#39; &lt;&amp;&gt;");
}

TEST_CASE("a URL leads to own paths and to known schemes, and nowhere else") {
    for (const auto* good :
         {"/", "/dossiers/1.0042", "#f-name", "?after=2", "https://dichvucong.gov.vn/", "mailto:a@b.vn", "tel:02713822822"}) {
        CHECK(url(good) == good);
    }
    for (const auto* bad : {"javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "java\tscript:x", "\x01javascript:x",
                            "data:text/html,x", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
                            "http://plain.example", "vbscript:x", "evil.example", ""}) {
        CHECK(url(bad) == "#");
    }
    CHECK(url("/a?b=1&c=\"") == "/a?b=1&amp;c=&quot;");
}

TEST_CASE("a part of a URL stays one part") {
    CHECK(written([](Out& out) { out.url_part("a/../b?c=d&e#f \"đ"); }) == "a%2F..%2Fb%3Fc%3Dd%26e%23f%20%22%C4%91");
    CHECK(written([](Out& out) { out.url_part("H10.13-220711_0042~"); }) == "H10.13-220711_0042~");
    CHECK(written([](Out& out) { out.url_part(42); }) == "42");
}

TEST_CASE("dates, moments and money are written as Vietnamese offices write them") {
    const auto day = *day_of(2022, 7, 11);
    CHECK(written([&](Out& out) { out.text(day); }) == "11/07/2022");
    CHECK(written([&](Out& out) { out.text(local_instant(day, 17 * 60)); }) == "17:00 ngày 11/07/2022");
    CHECK(written([](Out& out) { out.text(Money{1'250'000}); }) == "1.250.000 đồng");
}

TEST_CASE("the arguments of a sentence are escaped with it") {
    CHECK(written([](Out& out) { out.sentence("html.instant", {"<a>", "\"b\""}); }) == "&lt;a&gt; ngày \"b\"");
    CHECK(written([](Out& out) { out.sentence_attribute("html.instant", {"<a>", "\"b\""}); }) == "&lt;a&gt; ngày &quot;b&quot;");
}
