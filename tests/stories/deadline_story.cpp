#include "dossier/actions.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace motcua;
using test::Answer;
using test::TestApp;

namespace {

dossier::Folder folder_of(TestApp& app, const std::string& code) {
    auto& services = app.services();
    const auto system = account::Actor::system();
    return *dossier::open({services.database, *services.shelf.get(), system, app.clock.now(), services.number_key}, code);
}

/// A dossier of three working days that Bình takes in at the counter, accepted at once, and gives to Hòa.
std::string given_at_the_counter(TestApp& app) {
    const auto done = app.as("binh").post(
        "/desk/intake",
        {{"procedure", "1.004873"}, {"owner.name", "Điểu Bé"}, {"channel", "direct"}, {"delivery", "counter"}, {"key", "k1"}});
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H10");
    REQUIRE(start != std::string::npos);
    return done.location.substr(start, done.location.find('?') - start);
}

Answer act(TestApp& app, std::string_view who, const std::string& code, const std::string& action, http::Pairs fields = {}) {
    fields.emplace_back("version", fmt::format("{}", folder_of(app, code).dossier.version));
    return app.as(who).post("/dossiers/" + code + "/" + action, fields);
}

} // namespace

TEST_CASE("a second request to supplement warns before it is sent, wants a confirmation and is marked in the history") {
    TestApp app;
    const auto code = given_at_the_counter(app);
    const auto page = "/dossiers/" + code;
    const http::Pairs request{{"items", "Giấy chứng minh"}, {"until", "2022-07-20"}};
    CHECK_FALSE(app.as("binh").get(page).has("đã được yêu cầu bổ sung rồi"));
    REQUIRE(act(app, "binh", code, "supplement-request", request).status == 303);
    REQUIRE(act(app, "binh", code, "supplement", {{"note", "đủ rồi"}}).status == 303);

    const auto warned = app.as("binh").get(page);
    CHECK(warned.has("Hồ sơ này đã được yêu cầu bổ sung rồi"));
    CHECK(warned.has("Tôi biết hồ sơ sẽ bị tính là trễ hạn"));
    const auto refused = act(app, "binh", code, "supplement-request", request);
    CHECK(refused.status == 422);
    CHECK(refused.has("xin xác nhận nếu vẫn gửi"));
    auto confirmed = request;
    confirmed.emplace_back("again", "yes");
    REQUIRE(act(app, "binh", code, "supplement-request", confirmed).status == 303);
    CHECK(folder_of(app, code).events.back().details.find("late_for_index") != std::string::npos);
    CHECK(app.as("binh").get(page).has("(bị tính là trễ hạn)"));
}

TEST_CASE("an apology is offered until a working day before the date, once, and the first date stays") {
    TestApp app;
    const auto code = given_at_the_counter(app);
    const auto due = *folder_of(app, code).dossier.due_at;
    const auto page = "/dossiers/" + code;
    const http::Pairs apology{{"reason", "Chờ xác minh"}, {"new_day", "2022-07-20"}};
    const auto last = iso(local_day(due) - 1);

    app.clock.set(*parse_instant(last + "T16:59"));
    CHECK(app.as("tam").get(page).has("Xin lỗi và hẹn lại ngày trả"));
    app.clock.set(*parse_instant(last + "T17:30"));
    CHECK_FALSE(app.as("tam").get(page).has("Xin lỗi và hẹn lại ngày trả"));
    const auto late = act(app, "tam", code, "apology", apology);
    CHECK(late.status == 409);
    CHECK(late.has("ít nhất một ngày làm việc"));

    app.clock.set(*parse_instant(last + "T10:00"));
    REQUIRE(act(app, "tam", code, "apology", apology).status == 303);
    CHECK(*folder_of(app, code).dossier.due_at == due);
    CHECK_FALSE(app.as("tam").get(page).has("Xin lỗi và hẹn lại ngày trả"));
    CHECK(act(app, "tam", code, "apology", apology).status == 409);
}

TEST_CASE("the work list says what is promised and what is near due, and the page names the law of the dossier") {
    TestApp app;
    const auto code = given_at_the_counter(app);
    const auto due = *folder_of(app, code).dossier.due_at;
    const auto list = app.as("binh").get("/desk");
    CHECK(list.has("Trả kết quả trước " + vi_clock(due) + " " + vi_day(local_day(due))));
    CHECK_FALSE(list.has("Hạn ngày làm việc tới"));
    const auto page = app.as("binh").get("/dossiers/" + code);
    CHECK(page.has("Áp dụng"));
    CHECK(page.has("Nghị định 61/2018/NĐ-CP"));
    CHECK(page.has("Bước này xong trước"));
    CHECK(folder_of(app, code).dossier.rule_set == "2018");
    app.clock.set(due - day_ms);
    CHECK(app.as("binh").get("/desk").has("Hạn ngày làm việc tới"));
}
