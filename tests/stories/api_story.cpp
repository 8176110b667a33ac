#include "stories/api_programs.hpp"

#include "campaign/actions.hpp"
#include "dossier/recount.hpp"

using namespace motcua;
using namespace motcua::test::programs;
using test::TestApp;

namespace {

void check_counters(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
}

} // namespace

TEST_CASE("a program registers a birth from the upload to the rating, and each side follows it") {
    TestApp app;
    const auto sent = submit(app.program_of("lan"), submission(app, birth, upload(app, "lan")));
    REQUIRE(sent.status == 201);
    const auto code = text(sent.json().at("code"));
    CHECK(code == "H10.41.05-220711-0001");
    CHECK(sent.header("location") == url_of(code));
    CHECK(sent.json().at("state").as_string() == "submitted");
    CHECK(sent.json().at("unit").as_string() == commune_code);
    CHECK(sent.json().at("acknowledge_by").as_string() == "2022-07-12T09:00:00+07:00");
    CHECK(app.queued("message.sms") == 1);

    const auto accepted = act(app, "binh", code, "acceptance");
    REQUIRE(accepted.status == 200);
    CHECK(accepted.json().at("due_at").as_string() == "2022-07-11T17:00:00+07:00");
    CHECK(accepted.json().at("version").as_int64() == 2);
    CHECK(app.queued("message.sms") == 2);

    const auto officers = app.program_of("binh").get(url_of(code, "officers")).json();
    REQUIRE(officers.at("items").as_array().size() == 1);
    CHECK(officers.at("items").at(0).at("name").as_string() == test::person("hoa").full_name);
    const auto assigned = act(app, "binh", code, "assignment", {{"officer", officers.at("items").at(0).at("id")}});
    CHECK(assigned.json().at("officer") == officers.at("items").at(0).at("id"));
    CHECK(assigned.json().at("step").as_string() == "appraise");

    CHECK(state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}) == "in_process");
    CHECK(state_after(app, "tam", code, "send-back", {{"reason", "Ghi rõ họ tên cha"}}) == "in_process");
    CHECK(read(app, "hoa", code).at("step").as_string() == "appraise");
    CHECK(state_after(app, "hoa", code, "step", {{"opinion", "Đã ghi rõ"}}) == "in_process");
    const auto done = act(app, "tam", code, "result", {{"document", upload(app, "tam", result_paper)}, {"note", "Kèm bản điện tử"}});
    REQUIRE(done.status == 200);
    CHECK(done.json().at("state").as_string() == "returned"); // wanted electronically: in her hands at once
    CHECK(done.json().at("result_electronic").as_bool());
    CHECK(app.queued("message.sms") == 3);

    const auto folder = read(app, "lan", code);
    const auto& documents = folder.at("documents").as_array();
    REQUIRE(documents.size() == 2);
    CHECK(documents[1].at("kind").as_string() == "result");
    const auto download = app.program_of("lan").get(text(documents[1].at("url")));
    CHECK(download.status == 200);
    CHECK(download.body == result_paper.bytes);
    CHECK(app.program_of("lan").get(url_of(code, "receipt.pdf")).body.starts_with("%PDF-"));

    CHECK(state_after(app, "lan", code, "rating", {{"satisfaction", 2}, {"words", "Cán bộ tận tình"}}) == "returned");
    CHECK(act(app, "lan", code, "rating", {{"satisfaction", 0}}).status == 409);
    CHECK(history_of(app, code) == "submission by Lan; acceptance by Bình; assignment by Bình; step by Hoa; send-back by Tâm; step by Hoa; "
                                   "result by Tâm; hand-over by Tâm; rating by Lan");
    check_counters(app);
}

TEST_CASE("the owner reads the whole history but for what colleagues wrote for each other") {
    TestApp app;
    const auto code = given_dossier(app);
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Cha chưa rõ tên đệm"}}) == "in_process");
    REQUIRE(state_after(app, "tam", code, "send-back", {{"reason", "Hỏi lại gia đình"}}) == "in_process");
    CHECK(json::serialize(events(app, "hoa", code)).find("Cha chưa rõ tên đệm") != std::string::npos);
    const auto seen = json::serialize(events(app, "lan", code));
    CHECK(events(app, "lan", code).size() == events(app, "hoa", code).size());
    CHECK(seen.find("Cha chưa rõ tên đệm") == std::string::npos);
    CHECK(seen.find("Hỏi lại gia đình") == std::string::npos);
}

TEST_CASE("a clerk refuses with a reason and its legal ground, and the citizen reads both") {
    TestApp app;
    const auto code = given_dossier(app);
    CHECK(fields_of(act(app, "binh", code, "refusal", {{"reason", "Không thuộc thẩm quyền"}})) == Fields{"legal_ground"});
    CHECK(history_of(app, code) == "submission by Lan");
    CHECK(state_after(app, "binh", code, "refusal", {{"reason", "Không thuộc thẩm quyền"}, {"legal_ground", "Luật Hộ tịch, Điều 7"}}) ==
          "refused");
    CHECK(events(app, "lan", code)[1].at("details").at("reason").as_string() == "Không thuộc thẩm quyền");
    CHECK(app.queued("message.sms") == 2);
    CHECK(act(app, "binh", code, "acceptance").json().at("code").as_string() == "dossier.closed");
    check_counters(app);
}

TEST_CASE("the clock stands still from the request for a supplement to the supplement") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    CHECK(read(app, "lan", code).at("due_at").as_string() == "2022-07-14T17:00:00+07:00");
    const json::array items{json::object{{"name", "Giấy chứng sinh"}, {"reason", "Ảnh mờ"}}, "Căn cước của mẹ"};
    CHECK(state_after(app, "hoa", code, "supplement-request", {{"items", items}, {"until", "2022-07-20"}}) == "awaiting_supplement");
    CHECK(read(app, "lan", code).at("urgent_at").is_null());

    app.clock.set(*parse_instant("2022-07-13T09:00"));
    CHECK(fields_of(act(app, "lan", code, "supplement")) == Fields{"documents"});
    CHECK(fields_of(act(app, "lan", code, "supplement", {{"documents", json::array{"x"}}})) == Fields{"documents"});
    CHECK(fields_of(act(app, "lan", code, "supplement", {{"documents", json::array{upload(app, "minh")}}})) == Fields{"documents"});
    CHECK(state_after(app, "lan", code, "supplement", {{"note", "Ảnh rõ hơn"}, {"documents", json::array{upload(app, "lan")}}}) ==
          "in_process");
    const auto after = read(app, "lan", code);
    CHECK(after.at("due_at").as_string() == "2022-07-18T17:00:00+07:00"); // two days later, with a weekend between
    CHECK(after.at("documents").as_array().back().at("kind").as_string() == "supplement");
    check_counters(app);
}

TEST_CASE("a fee is asked for, settled by the cashier alone, and the work goes on") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    CHECK(fields_of(act(app, "hoa", code, "fee-request", {{"amount", 0}, {"reason", "Lệ phí"}})) == Fields{"amount"});
    CHECK(state_after(app, "hoa", code, "fee-request", {{"amount", 15'000}, {"reason", "Lệ phí hộ tịch"}}) == "awaiting_fee");
    CHECK(act(app, "hoa", code, "fee-settlement", {{"receipt_number", "BL-1"}}).status == 403);
    CHECK(state_after(app, "nga", code, "fee-settlement", {{"receipt_number", "BL-0004217"}}) == "in_process");
    CHECK(history_of(app, code).ends_with("fee-request by Hoa; fee-settlement by Nga"));
    check_counters(app);
}

TEST_CASE("an apology is made once, names a later day and leaves the first promise as it was") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    const json::object apology{{"reason", "Chờ kết quả xác minh"}, {"new_day", "2022-07-25"}};
    auto too_early = apology;
    too_early["new_day"] = "2022-07-12";
    CHECK(fields_of(act(app, "tam", code, "apology", too_early)) == Fields{"new_day"});
    const auto done = act(app, "tam", code, "apology", apology);
    REQUIRE(done.status == 200);
    CHECK(done.json().at("due_at").as_string() == "2022-07-14T17:00:00+07:00");
    CHECK(act(app, "tam", code, "apology", apology).json().at("code").as_string() == "dossier.apologised_once");
    check_counters(app);
}

TEST_CASE("the owner withdraws; an approver stops; either way it is over") {
    TestApp app;
    const auto withdrawn = given_dossier(app);
    CHECK(state_after(app, "lan", withdrawn, "withdrawal", {{"reason", "Tôi nộp nhầm"}}) == "withdrawn");
    const auto stopped = given_dossier(app);
    given_assigned(app, stopped);
    CHECK(state_after(app, "tam", stopped, "stop", {{"reason", "Trùng hồ sơ"}, {"legal_ground", "Nghị định 61/2018/NĐ-CP"}}) == "stopped");
    for (const auto& code : {withdrawn, stopped})
        CHECK(act(app, "tam", code, "correction", {{"what", "x"}}).status == 403); // not an approver's to correct
    CHECK(act(app, "lan", stopped, "withdrawal").json().at("code").as_string() == "dossier.closed");
    check_counters(app);
}

TEST_CASE("a clerk sends in what came to the counter; its paper result is handed over there; a mistake is corrected on record") {
    TestApp app;
    const json::object body{{"procedure", birth},
                            {"unit", commune_code},
                            {"channel", "direct"},
                            {"delivery", "counter"},
                            {"owner", {{"name", "Điểu Thị Bé"}, {"phone", "0912 345 679"}}},
                            {"answers", {{"papers_at_counter", json::array{"part-1"}}}}};
    CHECK(submit(app.program_of("lan"), body).status == 403);
    CHECK(submit(app.program_of("thu"), body).status == 403);
    const auto sent = submit(app.program_of("binh"), body);
    REQUIRE(sent.status == 201);
    const auto code = text(sent.json().at("code"));
    CHECK(read(app, "binh", code).at("owner").at("phone").as_string() == "0912345679");
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Đủ"}}) == "in_process");
    CHECK(state_after(app, "tam", code, "result") == "resolved");
    CHECK(state_after(app, "binh", code, "hand-over", {{"to", "Điểu Thị Bé"}}) == "returned");
    CHECK(state_after(app, "khoa", code, "correction", {{"what", "Kênh ghi nhầm: nộp qua bưu chính"}}) == "returned");
    CHECK(history_of(app, code).ends_with("result by Tâm; hand-over by Bình; correction by Khoa"));
    CHECK(read(app, "binh", code).at("returned_at").as_string() == "2022-07-11T09:00:00+07:00");
    check_counters(app);
}

TEST_CASE("staff list their dossiers in pages that neither skip nor repeat, narrowed by state, procedure and promise") {
    TestApp app;
    std::set<std::string> sent;
    for (int i = 0; i < 5; ++i) {
        sent.insert(given_dossier(app, i == 0 ? marital : birth));
        app.clock.set(app.clock.now() + 60'000);
    }
    const auto listed = [&](const std::string& query) { return app.program_of("binh").get("/api/v1/dossiers?unit=H10.41.05" + query); };
    std::set<std::string> seen;
    std::string after;
    for (int page = 0; page < 3; ++page) {
        const auto answer = listed("&limit=2" + (after.empty() ? "" : "&after=" + after));
        REQUIRE(answer.status == 200);
        const auto listing = answer.json();
        for (const auto& item : listing.at("items").as_array()) CHECK(seen.insert(text(item.at("code"))).second);
        const auto& next = listing.at("next");
        CHECK(next.is_null() == (page == 2));
        if (next.is_string()) after = text(next);
    }
    CHECK(seen == sent);

    const auto count = [&](const std::string& query) { return listed(query).json().at("items").as_array().size(); };
    given_assigned(app, *sent.begin());
    CHECK(count("&state=in_process") == 1);
    CHECK(count("&state=submitted") == 4);
    CHECK(count("&procedure=1.004873") == 1);
    CHECK(count("&due_before=2022-07-11T00:00") == 0);
    CHECK(count("&due_before=2022-07-30T00:00") == 1); // only what was accepted has a promise
    CHECK(fields_of(listed("&state=lost")) == Fields{"state"});
    CHECK(fields_of(listed("&limit=0")) == Fields{"limit"});
    CHECK(fields_of(listed("&after=x")) == Fields{"after"});
    CHECK(fields_of(listed("&due_before=tomorrow")) == Fields{"due_before"});
    CHECK(fields_of(app.program_of("binh").get("/api/v1/dossiers")) == Fields{"unit"});
    CHECK(app.program_of("binh").get("/api/v1/dossiers?unit=H10.34.01").status == 403);
    CHECK(app.program_of("khoa").get("/api/v1/dossiers?unit=70").status == 200);
}

TEST_CASE("anybody reads procedures and units as they were on a day") {
    TestApp app;
    auto visitor = app.visitor();
    const auto hits = visitor.get("/api/v1/procedures?q=giay%20khai%20sinh&unit=H10.41.05&limit=3");
    REQUIRE(hits.status == 200);
    CHECK(hits.json().at("items").at(0).at("code").as_string() == birth);
    const auto more = visitor.get("/api/v1/procedures?limit=3&after=" + text(visitor.get("/api/v1/procedures?limit=3").json().at("next")));
    CHECK(more.json().at("items").as_array().size() == 3);
    const auto procedure = visitor.get("/api/v1/procedures/1.001193").json();
    CHECK(procedure.at("limit").at("unit").as_string() == "same_day");
    CHECK(procedure.at("parts").at(0).at("key").as_string() == "part-1");
    CHECK(visitor.get("/api/v1/procedures/9.999999").status == 404);
    CHECK(fields_of(visitor.get("/api/v1/procedures/1.001193?on=hom-nay")) == Fields{"on"});
    for (const auto* wrong : {"limit=0", "limit=101", "level=galaxy", "unit=nowhere", "after=nothing"})
        CHECK_MESSAGE(visitor.get("/api/v1/procedures?" + std::string(wrong)).status == 422, wrong);

    const auto by_identifier = visitor.get("/api/v1/units/H10.41.05").json();
    CHECK(by_identifier == visitor.get("/api/v1/units/25250").json());
    CHECK(by_identifier.at("path").as_array().size() == 3);
    CHECK(visitor.get("/api/v1/units/25250?on=2026-01-01").status == 404); // merged meanwhile
    CHECK(visitor.get("/api/v1/units?parent=70").json().at("items").as_array().size() > 10);
    CHECK(visitor.get("/api/v1/units").json().at("items").at(0).at("code").as_string() == "70");
    CHECK(visitor.get("/api/v1/units?parent=nowhere").status == 404);
}

TEST_CASE("the board of a campaign counts an accepted dossier at every level, and the sums hold") {
    TestApp app;
    const auto law = app.services().shelf.get();
    REQUIRE(app.database().write([&](db::Tx& tx) -> Result<int> { return campaign::put_shipped(tx, law->units); }).value() == 1);
    given_assigned(app, given_dossier(app));
    auto visitor = app.visitor();
    const auto campaign = text(visitor.get("/api/v1/campaigns").json().at("items").at(0).at("id"));
    for (const auto* unit : {"", "?unit=70", "?unit=698", "?unit=H10.41.05"}) {
        CAPTURE(unit);
        const auto answer = visitor.get("/api/v1/campaigns/" + campaign + "/board" + unit);
        REQUIRE(answer.status == 200);
        const auto board = answer.json();
        const auto& totals = board.at("totals");
        CHECK(totals.at("received").as_int64() == 1);
        CHECK(totals.at("online_rate").at("value").to_number<double>() == 1.0);
        std::int64_t sum = 0, of_procedures = 0;
        for (const auto& row : board.at("rows").as_array()) {
            CHECK(row.at("received").as_int64() == row.at("online").as_int64() + row.at("direct").as_int64() + row.at("post").as_int64());
            sum += row.at("received").as_int64();
        }
        for (const auto& row : board.at("procedures").as_array()) of_procedures += row.at("received").as_int64();
        CHECK((board.at("rows").as_array().empty() || sum == 1));
        CHECK((board.at("procedures").as_array().empty() || of_procedures == 1));
        CHECK(sum + of_procedures > 0);
    }
    CHECK(fields_of(visitor.get("/api/v1/campaigns/" + campaign + "/board?unit=nowhere")) == Fields{"unit"});
    CHECK(visitor.get("/api/v1/campaigns/" + campaign + "/board?from=x").status == 422);
    CHECK(visitor.get("/api/v1/campaigns/nothing/board").status == 404);
}

TEST_CASE("the description of the API is anybody's to read and keep") {
    TestApp app;
    auto visitor = app.visitor();
    const auto answer = visitor.get("/api/v1/openapi.json");
    REQUIRE(answer.status == 200);
    CHECK(answer.header("cache-control").starts_with("public"));
    CHECK(answer.header("etag").size() > 10);
    CHECK(answer.header("etag") == visitor.get("/api/v1/openapi.json").header("etag"));
    const auto document = answer.json();
    for (const auto& route : app.app().gate().routes()) {
        if (!route.pattern.starts_with("/api/")) continue;
        CAPTURE(route.pattern);
        CHECK(document.at("paths").as_object().contains(route.pattern));
    }
}

TEST_CASE("the form of every procedure is told with its options, so that a program can ask for the answers") {
    TestApp app;
    auto visitor = app.visitor();
    std::size_t forms = 0;
    std::string after;
    do {
        const auto page = visitor.get("/api/v1/procedures?limit=100" + (after.empty() ? "" : "&after=" + after)).json();
        for (const auto& procedure : page.at("items").as_array()) {
            const auto answer = visitor.get("/api/v1/procedures/" + text(procedure.at("code")) + "/form");
            CHECK((answer.status == 200 || answer.status == 404));
            forms += answer.status == 200;
        }
        after = page.at("next").is_null() ? "" : text(page.at("next"));
    } while (!after.empty());
    CHECK(forms > 50);
    const auto form = visitor.get("/api/v1/procedures/1.001193/form").json();
    const auto& people = form.at("questions").at(3).at("fields").at(1); // the list of peoples lies in a file of its own
    CHECK(people.at("key").as_string() == "con.dan_toc");
    CHECK(people.at("options").as_array().size() > 50);
    CHECK_FALSE(people.as_object().contains("list"));
    CHECK(visitor.get("/api/v1/procedures/9.999999/form").status == 404);
}
