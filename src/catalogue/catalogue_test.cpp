#include "catalogue/routes.hpp"

#include "campaign/actions.hpp"
#include "law/actions.hpp"
#include "support/databases.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace motcua;

namespace {

const Instant now = *parse_instant("2022-07-11T08:00");

/// The catalogue of the shipped law on a day of the campaign of 2022, asked by a visitor.
class Office {
  public:
    explicit Office(Instant at = now) : fresh_(test::fresh_sqlite()), clock_(at) {
        law::seed(*fresh_, at);
        const auto law = fresh_->read([](db::Tx& tx) { return law::load(tx); });
        (void)fresh_->write([&](db::Tx& tx) -> Result<int> { return campaign::put_shipped(tx, law->units); });
        shelf_ = std::make_unique<law::Shelf>(law);
        services_ = std::make_unique<visit::Services>(visit::Services{
            .database = *fresh_, .clock = clock_, .shelf = *shelf_, .papers = {}, .number_key = {}, .public_url = "http://motcua.example"});
    }

    http::Response get(const std::string& pattern, http::PathValues values = {}, http::Pairs query = {}, Locale locale = Locale::vi) {
        auto routes = catalogue::web_routes();
        for (auto& more : {catalogue::api_routes(), catalogue::about_routes()}) routes.insert(routes.end(), more.begin(), more.end());
        const auto route = std::find_if(routes.begin(), routes.end(), [&](const visit::Route& one) { return one.pattern == pattern; });
        REQUIRE(route != routes.end());
        CHECK(route->access.allows(account::Actor{}));
        http::Request request;
        request.path = pattern;
        request.query = std::move(query);
        visit::Visit visit(request, std::move(values), *services_, account::Actor{}, locale, "token");
        return route->handler(visit);
    }

    boost::json::value json(const std::string& pattern, http::PathValues values = {}, http::Pairs query = {}) {
        const auto response = get(pattern, std::move(values), std::move(query));
        CHECK(response.status == 200);
        return boost::json::parse(response.body);
    }

  private:
    test::FreshDatabase fresh_;
    Clock clock_;
    std::unique_ptr<law::Shelf> shelf_;
    std::unique_ptr<visit::Services> services_;
};

Office& office() {
    static Office office;
    return office;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

bool has(const http::Response& response, const std::string& text) {
    return response.body.find(text) != std::string::npos;
}

} // namespace

TEST_CASE("the first page asks what people need, and shows what happens in a life and the campaign of the day") {
    const auto page = office().get("/");
    CHECK(page.status == 200);
    CHECK(has(page, "Ông/bà cần làm gì?"));
    CHECK(count_of(page.body, "<h1") == 1);
    CHECK(has(page, "href=\"/procedures?event=birth\""));
    CHECK(has(page, "href=\"/track\""));
    CHECK(has(page, "href=\"/campaigns/"));
    CHECK(has(page, "còn 81 ngày"));
    CHECK(has(office().get("/", {}, {}, Locale::en), "Having a child"));
}

TEST_CASE("no page says a key in place of a sentence") {
    for (const auto locale : {Locale::vi, Locale::en}) {
        CHECK_FALSE(has(office().get("/", {}, {}, locale), "catalogue."));
        CHECK_FALSE(has(office().get("/procedures", {}, {}, locale), ">catalogue."));
        for (const auto* code : {"1.001193", "2.001159", "1.011606", "1.012784", "2.000815", "1.001456"})
            CHECK_FALSE(has(office().get("/procedures/{code}", {{"code", code}}, {}, locale), "catalogue."));
    }
}

TEST_CASE("the pages below every page stand in both languages") {
    for (const auto* path : {"/about", "/privacy", "/accessibility"})
        for (const auto locale : {Locale::vi, Locale::en}) {
            const auto page = office().get(path, {}, {}, locale);
            CHECK(count_of(page.body, "class=\"govuk-body\"") >= 3);
            CHECK_FALSE(has(page, "catalogue."));
        }
}

TEST_CASE("a search leads with what was meant, in pages of twenty") {
    const auto found = office().get("/procedures", {}, {{"q", "lam khai sinh cho con"}});
    CHECK(has(found, "lam khai sinh cho con"));
    const auto first = found.body.find("catalogue-line__name");
    REQUIRE(first != std::string::npos);
    CHECK(found.body.find("/procedures/1.001193", first) < found.body.find("catalogue-line__name", first + 1));

    const auto all = office().get("/procedures");
    CHECK(count_of(all.body, "catalogue-line__name") == 20);
    CHECK(has(all, "/procedures?from=20"));
    const auto last = office().get("/procedures", {}, {{"from", "80"}});
    CHECK(count_of(last.body, "catalogue-line__name") == 12);
    CHECK(has(last, "/procedures?from=60"));
    CHECK_FALSE(has(last, "from=100"));
    CHECK(has(office().get("/procedures", {}, {{"q", "xyzxyz"}}), "Chưa tìm thấy"));
    CHECK(count_of(office().get("/procedures", {}, {{"from", "999999"}}).body, "catalogue-line__name") == 20);
}

TEST_CASE("filters stay while leafing, and what was typed is never markup") {
    const auto page =
        office().get("/procedures", {}, {{"q", "\"><script>"}, {"level", "commune"}, {"online", "yes"}, {"domain", "Hộ tịch"}});
    CHECK_FALSE(has(page, "<script>"));
    const auto filtered = office().get("/procedures", {}, {{"level", "commune"}, {"online", "yes"}});
    CHECK(has(filtered, "/procedures?from=20&amp;level=commune&amp;online=yes"));
    CHECK(has(filtered, "<details class=\"govuk-details\" open>"));
    CHECK(has(office().get("/procedures", {}, {{"event", "marriage"}}), "Kết hôn: "));
}

TEST_CASE("the page of a procedure says what is needed, how long, what it costs, and begins online where it can") {
    const auto birth = office().get("/procedures/{code}", {{"code", "1.001193"}});
    CHECK(has(birth, "href=\"/procedures/1.001193/start\""));
    CHECK(has(birth, "Giấy chứng sinh"));
    CHECK(has(birth, "Trong ngày, nếu nộp trước 15:00"));
    CHECK(has(birth, "Miễn phí"));
    CHECK(count_of(birth.body, "<h1") == 1);
    CHECK_FALSE(has(birth, "trí nhớ"));

    const auto land = office().get("/procedures/{code}", {{"code", "1.012784"}});
    CHECK(has(land, "12 ngày làm việc"));
    CHECK(has(land, "Chưa công bố"));
    CHECK_FALSE(has(land, "Miễn phí"));

    const auto mobile = office().get("/procedures/{code}", {{"code", "1.003583"}});
    CHECK_FALSE(has(mobile, "/start"));
    CHECK(has(mobile, "Thủ tục này nộp tại bộ phận một cửa"));
    CHECK(office().get("/procedures/{code}", {{"code", "9.999999"}}).status == 404);
}

TEST_CASE("the API finds procedures page by page without losing or repeating one") {
    std::vector<std::string> codes;
    std::string after;
    do {
        const auto answer = office().json("/api/v1/procedures", {}, {{"limit", "30"}, {"after", after}});
        for (const auto& item : answer.at("items").as_array()) codes.emplace_back(item.at("code").as_string());
        after = answer.at("next").is_null() ? "" : std::string(answer.at("next").as_string());
    } while (!after.empty());
    CHECK(codes.size() == 92);
    std::sort(codes.begin(), codes.end());
    CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
}

TEST_CASE("the API says null for what is not published") {
    const auto birth = office().json("/api/v1/procedures", {}, {{"q", "khai sanh"}, {"limit", "1"}}).at("items").at(0);
    CHECK(birth.at("code").as_string() == "1.001193");
    CHECK(birth.at("limit").at("unit").as_string() == "same_day");
    CHECK(birth.at("fee").as_int64() == 0);
    const auto land = office().json("/api/v1/procedures/{code}", {{"code", "1.012784"}});
    CHECK(land.at("fee").is_null());
    CHECK(land.at("version").as_int64() == 1);
    CHECK(land.as_object().if_contains("remarks") == nullptr);
    const auto later = office().json("/api/v1/procedures/{code}", {{"code", "1.001612"}}, {{"on", "2025-07-01"}});
    CHECK(later.at("version").as_int64() == 2);
}

TEST_CASE("the API narrows to the level of a unit, and refuses what it does not know by field") {
    const auto commune = office().json("/api/v1/procedures", {}, {{"unit", "H10.35.12"}, {"limit", "100"}}).at("items").as_array();
    CHECK(commune.size() > 20);
    for (const auto& item : commune) {
        const auto& levels = item.at("levels").as_array();
        CHECK(std::find(levels.begin(), levels.end(), boost::json::value("commune")) != levels.end());
    }
    for (const auto& [key, value] :
         http::Pairs{{"limit", "0"}, {"limit", "101"}, {"limit", "x"}, {"level", "village"}, {"unit", "?"}, {"after", "?"}}) {
        CAPTURE(key);
        const auto refused = office().get("/api/v1/procedures", {}, {{key, value}});
        CHECK(refused.status == 422);
        CHECK(has(refused, key));
    }
    CHECK(office().get("/api/v1/procedures/{code}", {{"code", "9.999999"}}).status == 404);
    CHECK(office().get("/api/v1/procedures/{code}", {{"code", "1.001193"}}, {{"on", "2022-02-30"}}).status == 422);
}

TEST_CASE("the API walks the tree of units on any day") {
    const auto roots = office().json("/api/v1/units").at("items").as_array();
    REQUIRE(roots.size() == 1);
    CHECK(roots[0].at("identifier").as_string() == "H10");
    CHECK(office().json("/api/v1/units", {}, {{"parent", "70"}}).at("items").as_array().size() == 23);
    CHECK(office().json("/api/v1/units", {}, {{"on", "2026-05-01"}}).at("items").at(0).at("full_name").as_string() == "Thành phố Đồng Nai");
    const auto commune = office().json("/api/v1/units/{code}", {{"code", "H10.35.12"}});
    CHECK(commune.at("full_name").as_string() == "Xã Lộc Thái");
    CHECK(commune.at("level").as_string() == "commune");
    CHECK(commune.at("path").as_array().size() == 3);
    const auto district = office().json("/api/v1/units/{code}", {{"code", "697"}});
    CHECK(district.at("type").as_string() == "district");
    CHECK(district.at("level").as_string() == "district");
    CHECK(district.at("children").as_array().size() == 9);
    CHECK(office().json("/api/v1/units/{code}", {{"code", "697"}}, {{"on", "2022-10-01"}}).at("type").as_string() == "town");
    CHECK(office().get("/api/v1/units/{code}", {{"code", "1"}}).status == 404);
    CHECK(office().get("/api/v1/units", {}, {{"parent", "1"}}).status == 404);
    CHECK(office().get("/api/v1/units", {}, {{"on", "tomorrow"}}).status == 422);
}
