#include "app/routes.hpp"
#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "stories/api_programs.hpp"
#include "support/pdf.hpp"

using namespace motcua;
using namespace motcua::test::programs;
using test::TestApp;

namespace {

/// Lan sent it and wants the result in this way; everything is done but the hand-over.
std::string given_resolved(TestApp& app, std::string_view delivery) {
    auto body = submission(app, birth, upload(app, "lan"));
    body["delivery"] = delivery;
    const auto sent = submit(app.program_of("lan"), body);
    REQUIRE(sent.status == 201);
    const auto code = text(sent.json().at("code"));
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}) == "in_process");
    REQUIRE(state_after(app, "tam", code, "result", {{"document", upload(app, "tam", result_paper)}}) ==
            (delivery == "electronic" ? "returned" : "resolved"));
    return code;
}

json::object posting(std::string_view waybill) {
    return {{"carrier", "Bưu điện Việt Nam"}, {"waybill", waybill}};
}

std::string problem_of(const test::Answer& answer) {
    if (answer.status < 400) return "done";
    const auto problem = answer.json().as_object();
    if (const auto* fields = problem.if_contains("fields"); fields && !fields->as_array().empty())
        return text(fields->as_array().front().at("code"));
    return text(problem.at("code"));
}

std::size_t told(TestApp& app, std::string_view words) {
    const auto inbox = app.as("lan").get("/me/messages").body;
    std::size_t count = 0;
    for (auto at = inbox.find(words); at != std::string::npos; at = inbox.find(words, at + words.size())) ++count;
    return count;
}

/// Of a dossier with this clerk's request, "2022-07-15" the last day.
void given_request(TestApp& app, const std::string& code, std::string_view until = "2022-07-15") {
    REQUIRE(state_after(app, "binh", code, "supplement-request",
                        {{"items", json::array{json::object{{"name", "Giấy chứng sinh"}, {"reason", "Ảnh mờ"}}}}, {"until", until}}) ==
            "awaiting_supplement");
}

void at(TestApp& app, std::string_view moment) {
    app.clock.set(*parse_instant(moment));
}

int close_what_is_over(TestApp& app) {
    const auto law = app.services().shelf.get();
    return dossier::lapse_all(app.database(), *law, app.services().number_key, app.clock.now());
}

int warn_who_is_late(TestApp& app) {
    const auto law = app.services().shelf.get();
    return dossier::warn_all(app.database(), *law, app.services().number_key, app.clock.now());
}

std::string state_of(TestApp& app, std::string_view code) {
    return text(read(app, "khoa", code).at("state"));
}

void check_books(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::recount_ratings(app.database(), *app.services().shelf.get(), false) == 0);
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

} // namespace

TEST_CASE("a paper that was compared with its original is in its owner's store and is not asked for again") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto document = text(read(app, "lan", code).at("documents").at(0).at("id"));
    CHECK(act(app, "lan", code, "paper-check", {{"document", document}}).status == 403);
    CHECK(problem_of(act(app, "binh", code, "paper-check", {{"document", "77"}})) == "dossier.no_such_paper");
    CHECK(state_after(app, "binh", code, "paper-check", {{"document", document}}) == "submitted");
    CHECK(problem_of(act(app, "binh", code, "paper-check", {{"document", document}})) == "dossier.checked_already");
    CHECK(app.as("binh").get("/dossiers/" + code).has("Đã đối chiếu với bản chính"));

    const auto stored = app.program_of("lan").get("/api/v1/me/documents").json().at("items").at(0).as_object();
    CHECK(text(stored.at("kind")) == "birth_notice");
    CHECK(text(stored.at("source")) == "checked");
    CHECK(app.as("lan").get("/me/documents").has("Phạm Thanh Bình"));
    CHECK(history_of(app, code) == "submission by Lan; paper-check by Bình");
    check_books(app);
}

TEST_CASE("a result goes by post: the citizen reads the waybill, is told, and the dossier ends when it has arrived") {
    TestApp app;
    const auto code = given_resolved(app, "post");
    CHECK(problem_of(act(app, "binh", code, "parcel-return", {{"reason", "Sai địa chỉ"}})) == "dossier.no_parcel");
    CHECK(problem_of(act(app, "binh", code, "dispatch", posting("12"))) == "dossier.waybill_wrong");
    CHECK(problem_of(act(app, "binh", code, "dispatch", posting("RB123456784VN"))) ==
          "dossier.waybill_wrong"); // two digits of the last differ
    CHECK(act(app, "hoa", code, "dispatch", posting("RB123456785VN")).status == 403);
    CHECK(state_after(app, "binh", code, "dispatch", posting("rb 123 456 785 vn")) == "resolved");
    CHECK(problem_of(act(app, "binh", code, "dispatch", posting("RB123456785VN"))) == "dossier.under_way");
    CHECK(read(app, "khoa", code).at("urgent_at").is_null());
    CHECK(told(app, "RB123456785VN") == 1);

    const auto secret = dossier::tracking_secret(app.services().number_key, code);
    const auto tracked = app.visitor().get(fmt::format("/track/{}/{}", code, secret));
    CHECK(tracked.has("Bưu điện Việt Nam · RB123456785VN"));
    CHECK(tracked.has("Đang trên đường"));

    SUBCASE("it arrives, and its recipient need not prove anything at a counter") {
        CHECK(state_after(app, "binh", code, "hand-over", {{"to", "Nguyễn Thị Mai"}}) == "returned");
        CHECK(app.visitor().get(fmt::format("/track/{}/{}", code, secret)).has("Đã đến tay người nhận"));
        CHECK(history_of(app, code).ends_with("dispatch by Bình; hand-over by Bình"));
        CHECK(app.program_of("lan").get("/api/v1/me/documents").json().at("items").as_array().size() == 1);
    }
    SUBCASE("it comes back, lies at the counter, and is sent again") {
        CHECK(state_after(app, "binh", code, "parcel-return", {{"reason", "Không có người nhận"}}) == "resolved");
        CHECK_FALSE(read(app, "khoa", code).at("urgent_at").is_null());
        CHECK(told(app, "Không có người nhận") == 1);
        CHECK(app.as("lan").get("/dossiers/" + code).has("Đã chuyển hoàn về quầy"));
        CHECK(problem_of(act(app, "binh", code, "parcel-return", {{"reason", "Lần nữa"}})) == "dossier.no_parcel");
        CHECK(state_after(app, "binh", code, "dispatch", posting("VT-2022-0001")) == "resolved");
        CHECK(app.visitor().get(fmt::format("/track/{}/{}", code, secret)).has("VT20220001"));
    }
    check_books(app);
}

TEST_CASE("a result that is a thing cannot be wanted electronically") {
    TestApp app("2026-11-24T09:00");
    auto body = submission(app, "3.000348", upload(app, "lan"));
    const auto refused = submit(app.program_of("lan"), body);
    CHECK(refused.status == 422);
    CHECK(fields_of(refused) == Fields{"delivery"});
}

TEST_CASE("at the counter a result goes to its owner, and to somebody else only with an authorisation that is written down") {
    TestApp app;
    const auto code = given_resolved(app, "counter");
    CHECK(problem_of(act(app, "binh", code, "dispatch", posting("RB123456785VN"))) == "dossier.not_by_post");
    CHECK(problem_of(act(app, "binh", code, "hand-over", {{"to", "Trần Văn Khách"}})) == "dossier.authority_needed");
    SUBCASE("the owner, however the name is typed") {
        CHECK(state_after(app, "binh", code, "hand-over", {{"to", "nguyen thi lan"}}) == "returned");
    }
    SUBCASE("nobody named is the owner") {
        CHECK(state_after(app, "binh", code, "hand-over") == "returned");
        CHECK(text(events(app, "khoa", code).back().at("details").at("to")) == "Nguyễn Thị Lan");
    }
    SUBCASE("somebody else with a paper") {
        CHECK(state_after(app, "binh", code, "hand-over", {{"to", "Trần Văn Khách"}, {"ground", "Giấy ủy quyền 12/2022"}}) == "returned");
        CHECK(text(events(app, "khoa", code).back().at("details").at("ground")) == "Giấy ủy quyền 12/2022");
        CHECK(app.as("binh").get("/dossiers/" + code).has("Trần Văn Khách (Giấy ủy quyền 12/2022)"));
    }
}

TEST_CASE("a supplement that does not come: the citizen is warned once, and at the end of the last day the dossier is stopped by itself") {
    TestApp app;
    const auto code = given_dossier(app);
    given_request(app, code); // until Friday 15 July
    at(app, "2022-07-12T08:00");
    CHECK(warn_who_is_late(app) == 0);
    at(app, "2022-07-13T08:00"); // two working days before
    warn_who_is_late(app);
    warn_who_is_late(app);
    at(app, "2022-07-14T08:00");
    warn_who_is_late(app);
    CHECK(told(app, "Nếu hết ngày 15/07/2022 chưa bổ sung") == 1);

    at(app, "2022-07-15T23:59");
    CHECK(close_what_is_over(app) == 0);
    at(app, "2022-07-16T00:01");
    CHECK(close_what_is_over(app) == 1);
    CHECK(close_what_is_over(app) == 0); // the job ran twice
    CHECK(state_of(app, code) == "stopped");
    CHECK(told(app, "chúng tôi chưa nhận được giấy tờ bổ sung") == 1);
    const auto event = events(app, "khoa", code).back().as_object();
    CHECK(text(event.at("action")) == "stop");
    CHECK(event.at("details").at("lapsed").as_bool());
    CHECK(event.at("details").at("paper_number").as_int64() == 1);
    const auto letter = app.as("lan").get(fmt::format("/dossiers/{}/stop-notice.pdf", code));
    REQUIRE(letter.status == 200);
    CHECK(test::PdfOnDisk(letter.body).text().find("15/07/2022") != std::string::npos);
    check_books(app);
}

TEST_CASE("after acceptance a dossier whose supplement did not come is stopped, with a numbered notice") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    given_request(app, code);
    at(app, "2022-07-16T00:01");
    CHECK(close_what_is_over(app) == 1);
    CHECK(state_of(app, code) == "stopped");
    CHECK(events(app, "khoa", code).back().at("details").at("paper_number").as_int64() == 1);
    CHECK(app.as("lan").get("/dossiers/" + code).has("Đã hết thời gian bổ sung"));
    check_books(app);
}

TEST_CASE("a supplement in the last minute wins, whether the clerk has looked or not") {
    TestApp app;
    const auto code = given_dossier(app);
    given_request(app, code);
    at(app, "2022-07-15T23:59");
    REQUIRE(state_after(app, "lan", code, "supplement", {{"documents", json::array{upload(app, "lan")}}}) == "awaiting_supplement");
    at(app, "2022-07-16T00:01");
    CHECK(close_what_is_over(app) == 0);
    CHECK(warn_who_is_late(app) == 0);
    at(app, "2022-07-18T08:00");
    CHECK(state_after(app, "binh", code, "acceptance") == "accepted");
}

TEST_CASE("a clock set back closes nothing early, and nobody but the system closes what waits") {
    TestApp app;
    const auto code = given_dossier(app);
    given_request(app, code);
    at(app, "2022-07-10T00:01");
    CHECK(close_what_is_over(app) == 0);
    CHECK(state_of(app, code) == "awaiting_supplement");
    at(app, "2022-07-16T09:00");
    CHECK(problem_of(act(app, "binh", code, "stop", {{"reason", "Hết hạn"}, {"legal_ground", "Điều 17"}})) == "dossier.not_your_step");
    const auto binh = app.actor("binh");
    const auto law = app.services().shelf.get();
    const auto tried = dossier::lapse({app.database(), *law, binh, app.clock.now(), app.services().number_key}, {code, 0});
    REQUIRE_FALSE(tried);
    CHECK(tried.error().kind == Kind::forbidden);
}

TEST_CASE("the jobs that warn and close are planned for every day, once") {
    TestApp app;
    const auto code = given_dossier(app);
    given_request(app, code);
    app::queue_routine_jobs(app.services());
    app::queue_routine_jobs(app.services()); // the program starts again
    CHECK(app.queued("dossier.lapse") == 1);
    CHECK(app.queued("dossier.lapse_warning") == 1);
    at(app, "2022-07-16T00:01");
    app.run_jobs();
    CHECK(state_of(app, code) == "stopped");
    CHECK(app.queued("dossier.lapse") == 1);
}

TEST_CASE("the owner rates once, with as many of the nine questions as they like, and the unit's head reads the sums") {
    TestApp app;
    const auto code = given_resolved(app, "electronic");
    const json::object wrong{{"satisfaction", 2}, {"answers", {{"weather", 1}, {"time", 2}}}};
    const auto refused = act(app, "lan", code, "rating", wrong);
    CHECK(refused.status == 422);
    CHECK(fields_of(refused) == Fields{"answers.weather"});
    const auto page = app.as("lan").get("/dossiers/" + code);
    CHECK(page.has("Thái độ, sự tận tình của cán bộ"));
    REQUIRE(app.as("lan")
                .post(fmt::format("/dossiers/{}/rating", code), {{"satisfaction", "2"}, {"answers.time", "2"}, {"answers.courtesy", "1"}})
                .status == 303);
    CHECK(problem_of(act(app, "lan", code, "rating", {{"satisfaction", 0}})) == "dossier.rated_once");
    const auto details = events(app, "khoa", code).back().at("details").as_object();
    CHECK(details.at("answers") == json::value{{"courtesy", 1}, {"time", 2}});
    CHECK(text(details.at("questionnaire")) == "2018");

    const auto sums = app.program_of("tam").get("/api/v1/ratings").json();
    CHECK(text(sums.at("unit")) == commune);
    const auto& items = sums.at("items").as_array();
    REQUIRE(items.size() == 10);
    CHECK(items[0].at("answers").as_int64() == 1);
    CHECK(text(items[1].at("question")) == "time");
    CHECK(items[1].at("average").as_double() == 2);
    CHECK(items[2].at("average").is_null());
    CHECK(app.as("tam").get("/desk/ratings").has("Thái độ, sự tận tình của cán bộ"));
    CHECK(app.as("khoa").get("/desk/ratings").has("2,00"));
    CHECK(app.program_of("tam").get("/api/v1/ratings?unit=H10.35.01").status == 403);
    CHECK(app.program_of("tam").get("/api/v1/ratings?from=2022-08-01&to=2022-07-01").status == 422);
    CHECK(app.as("binh").get("/desk/ratings").status == 403);
    check_books(app);
}

TEST_CASE("who holds the tracking code rates without an account, and nobody who works at a desk does") {
    TestApp app;
    const auto code = given_resolved(app, "counter");
    const auto secret = dossier::tracking_secret(app.services().number_key, code);
    const auto url = fmt::format("/track/{}/{}", code, secret);
    CHECK(app.program_of("binh").call(Method::post, url_of(code, "rating"), R"({"version":1,"satisfaction":2})").status == 403);
    CHECK(app.as("binh").post(url + "/rating", {{"satisfaction", "2"}}).status == 403);
    CHECK_FALSE(app.as("binh").get(url).has("Trả lời thêm chín câu hỏi"));
    auto visitor = app.visitor();
    CHECK(visitor.get(url).has("Trả lời thêm chín câu hỏi"));
    CHECK(visitor.post(url + "/rating").status == 422);
    CHECK(visitor.post(fmt::format("/track/{}/ABCDEFGH/rating", code), {{"satisfaction", "2"}}).status == 404);
    CHECK(visitor.post(url + "/rating", {{"satisfaction", "1"}, {"answers.online", "0"}}).status == 303);
    CHECK(visitor.post(url + "/rating", {{"satisfaction", "1"}}).status == 409);
    CHECK(history_of(app, code).ends_with("rating by cứu"));
    CHECK(app.program_of("khoa").get("/api/v1/ratings?unit=" + std::string(commune)).json().at("items").at(9).at("zeros").as_int64() == 1);
    check_books(app);
}
