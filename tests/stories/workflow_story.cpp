#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "form/sample.hpp"
#include "message/message.hpp"
#include "publication/publication.hpp"
#include "support/test_app.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace motcua;
using test::Answer;
using test::Client;
using test::File;
using test::TestApp;
namespace json = boost::json;

namespace {

constexpr std::string_view birth = "1.001193";
constexpr std::string_view elsewhere = "H10.34.01";
const File paper{"file", "giay-chung-sinh.pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"};

dossier::Folder folder_of(TestApp& app, const std::string& code) {
    auto& services = app.services();
    const auto system = account::Actor::system();
    return *dossier::open({services.database, *services.shelf.get(), system, app.clock.now(), services.number_key}, code);
}

std::string given_dossier(TestApp& app) {
    auto& lan = app.program_of("lan");
    const auto document = lan.upload("/api/v1/documents", paper).json().at("id");
    const auto law = app.services().shelf.get();
    const auto* procedure = law->procedures.find(birth, local_day(app.clock.now()));
    const json::object body{
        {"procedure", birth},
        {"unit", "H10.41.05"},
        {"channel", "online"},
        {"owner", {{"name", "Nguyễn Thị Lan"}, {"citizen_number", "070190000123"}, {"phone", "0912345678"}}},
        {"answers", form::sample_answers(*law->form(procedure->form), {.name = "Nguyễn Thị Lan"}, local_day(app.clock.now()), 1)},
        {"documents", json::array{document}}};
    const auto answer = lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(body));
    INFO(answer.body);
    REQUIRE(answer.status == 201);
    return std::string(answer.json().at("code").as_string());
}

Answer act(TestApp& app, std::string_view who, const std::string& code, std::string_view action, http::Pairs fields = {}, int version = 0) {
    if (version == 0) version = folder_of(app, code).dossier.version;
    fields.emplace_back("version", fmt::format("{}", version));
    return app.as(who).post(fmt::format("/dossiers/{}/{}", code, action), std::move(fields));
}

void accepted_and_assigned(TestApp& app, const std::string& code) {
    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    REQUIRE(act(app, "binh", code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}}).status == 303);
}

const std::string workflow_url = "/admin/workflows/" + std::string(birth);

/// Sends the form of a page with what it holds beside.
Answer send(Client& client, const std::string& page, const std::string& url, http::Pairs fields) {
    const auto shown = client.get(page);
    REQUIRE(shown.status == 200);
    fields.emplace_back("revision", shown.value_of("revision"));
    return client.post(url, std::move(fields));
}

http::Pairs step_fields(std::string_view name, std::string_view role, std::string_view share, std::string_view after) {
    return {{"name", std::string(name)},
            {"role", std::string(role)},
            {"share", std::string(share)},
            {"after", std::string(after)},
            {"do", "save"}};
}

/// A check of the family register between appraisal and signature, drafted by quang.
void draft_second_step(TestApp& app) {
    auto& quang = app.as("quang");
    REQUIRE(quang.post(workflow_url + "/draft").status == 303);
    const auto appraise = workflow_url + "/draft/steps/appraise";
    REQUIRE(send(quang, appraise, appraise, step_fields("Thẩm định hồ sơ", "officer", "40", "check")).status == 303);
    const auto fresh = workflow_url + "/draft/steps/new";
    REQUIRE(send(quang, fresh, fresh, step_fields("Đối chiếu sổ gốc", "officer", "20", "appraise")).status == 303);
}

Answer publish(TestApp& app, std::string_view who) {
    auto& client = app.as(who);
    const auto page = client.get(workflow_url + "/draft");
    const auto draft = publication::draft_of(app.database(), birth);
    REQUIRE(draft);
    return client.post(workflow_url + "/draft/publication",
                       {{"revision", fmt::format("{}", draft->revision)}, {"reason", "Quyết định 12/QĐ-UBND"}});
}

void check_history(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

std::size_t messages(TestApp& app, std::string_view who, std::string_view kind) {
    std::size_t count = 0;
    for (const auto& one : message::inbox(app.database(), app.id_of(who), 0, 50).messages) count += one.kind == kind ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("a workflow changes by two persons, and a dossier in flight stays on the one it was accepted under") {
    TestApp app;
    const auto old = given_dossier(app);
    accepted_and_assigned(app, old);

    auto& quang = app.as("quang");
    CHECK(quang.get("/admin/workflows?q=khai sinh").has("1.001193"));
    CHECK(quang.get(workflow_url).has("✓"));
    REQUIRE(quang.post(workflow_url + "/draft").status == 303);

    // What the linter finds keeps it from being published, by whomever.
    const auto appraise = workflow_url + "/draft/steps/appraise";
    auto looping = step_fields("Thẩm định hồ sơ", "officer", "70", "check");
    looping.emplace_back("next", "appraise");
    REQUIRE(send(quang, appraise, appraise, looping).status == 303);
    const auto faulty = quang.get(workflow_url + "/draft");
    CHECK(faulty.has("nằm trong vòng lặp không có lối ra"));
    const auto refused = publish(app, "ha");
    CHECK(refused.status == 409);
    CHECK(refused.has("Quy trình còn 2 lỗi"));

    REQUIRE(send(quang, appraise, appraise, step_fields("Thẩm định hồ sơ", "officer", "40", "check")).status == 303);
    const auto fresh = workflow_url + "/draft/steps/new";
    REQUIRE(send(quang, fresh, fresh, step_fields("Đối chiếu sổ gốc", "officer", "20", "appraise")).status == 303);
    CHECK(quang.get(workflow_url + "/draft").has("chờ người thứ hai"));

    const auto alone = publish(app, "quang");
    CHECK(alone.status == 409);
    CHECK(alone.has("quy tắc hai người"));
    REQUIRE(publish(app, "ha").status == 303);
    const auto shown = app.as("ha").get(workflow_url);
    CHECK(shown.has("Phiên bản 2, đang áp dụng"));
    CHECK(shown.has("Phan Minh Quang"));
    CHECK(shown.has("Quyết định 12/QĐ-UBND"));
    CHECK(app.as("ha").get(workflow_url + "?version=1").has("không còn áp dụng cho hồ sơ mới"));

    // The old one goes straight to the signature, the new one past the register.
    REQUIRE(act(app, "hoa", old, "step", {{"opinion", "Đủ điều kiện"}}).status == 303);
    CHECK(folder_of(app, old).dossier.step == "sign");
    CHECK(folder_of(app, old).dossier.workflow_version == 1);
    const auto late = given_dossier(app);
    accepted_and_assigned(app, late);
    CHECK(folder_of(app, late).dossier.workflow_version == 2);
    REQUIRE(act(app, "hoa", late, "step", {{"opinion", "Đủ điều kiện"}}).status == 303);
    const auto step = folder_of(app, late).dossier.step;
    CHECK(step != "sign");
    CHECK(app.as("hoa").get("/dossiers/" + late).has("Đối chiếu sổ gốc"));
    REQUIRE(act(app, "hoa", late, "step", {{"opinion", "Khớp sổ gốc"}}).status == 303);
    CHECK(folder_of(app, late).dossier.step == "sign");
    check_history(app);
}

TEST_CASE("a dossier sent before a publication and accepted after it goes by the new workflow, to the moment") {
    TestApp app;
    const auto before = given_dossier(app), between = given_dossier(app);
    REQUIRE(act(app, "binh", before, "acceptance").status == 303);
    draft_second_step(app);
    REQUIRE(publish(app, "ha").status == 303);
    REQUIRE(act(app, "binh", between, "acceptance").status == 303); // in the same millisecond of the clock
    CHECK(folder_of(app, before).dossier.workflow_version == 1);
    CHECK(folder_of(app, between).dossier.workflow_version == 2);
    CHECK(act(app, "binh", between, "acceptance").status == 409); // twice
}

TEST_CASE("two administrators do not overwrite each other, and nothing is published twice") {
    TestApp app;
    draft_second_step(app);
    const auto appraise = workflow_url + "/draft/steps/appraise";
    const auto seen = app.as("ha").get(appraise).value_of("revision");
    REQUIRE(send(app.as("quang"), appraise, appraise, step_fields("Thẩm định", "officer", "40", "check")).status == 303);
    auto fields = step_fields("Xem xét", "officer", "40", "check");
    fields.emplace_back("revision", seen);
    const auto late = app.as("ha").post(appraise, fields);
    CHECK(late.status == 409);
    CHECK(late.has("Người khác vừa thay đổi"));
    REQUIRE(publish(app, "ha").status == 303);
    CHECK(app.as("ha").post(workflow_url + "/draft/publication", {{"revision", "1"}, {"reason", "Lần nữa"}}).status == 404);
    CHECK(publication::history(app.database(), birth).size() == 1);
    CHECK(app.as("ha").post(workflow_url + "/draft").status == 303);
    const auto same = publish(app, "quang");
    CHECK(same.status == 409);
    CHECK(same.has("chưa có thay đổi"));
}

TEST_CASE("opinions are asked in parallel, and silence is not consent") {
    TestApp app;
    const auto code = given_dossier(app);
    accepted_and_assigned(app, code);
    const std::string places_typed = "H10.41.05|approver|4";
    REQUIRE(act(app, "hoa", code, "opinion-request",
                {{"opinion-request.places", places_typed},
                 {"opinion-request.unit", std::string(elsewhere)},
                 {"opinion-request.role", "officer"},
                 {"opinion-request.hours", "4"},
                 {"opinion-request.question", "Gia đình có đang tranh chấp quyền nuôi con không?"}})
                .status == 303);
    CHECK(app.as("son").get("/desk/opinions").has(code));
    CHECK(messages(app, "son", "opinion_asked") == 1);
    CHECK(messages(app, "tam", "opinion_asked") == 1);
    CHECK(app.as("son").get("/dossiers/" + code).has("tranh chấp quyền nuôi con")); // asked: may read it
    CHECK(app.as("thu").get("/dossiers/" + code).status == 403);                    // works beside him, was not asked

    // Nobody else answers, nobody answers twice, and there is still time for the other.
    CHECK(act(app, "hoa", code, "opinion", {{"verdict", "agree"}}).status == 403);
    REQUIRE(act(app, "tam", code, "opinion", {{"verdict", "disagree"}, {"words", "Chưa rõ hộ khẩu của mẹ"}}).status == 303);
    CHECK(messages(app, "hoa", "opinion_given") == 1);
    CHECK(act(app, "tam", code, "opinion", {{"verdict", "agree"}}).status == 409);
    const auto waiting = act(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}, {"silent", "yes"}});
    CHECK(waiting.status == 409);
    CHECK(waiting.has("Im lặng chưa phải là trả lời"));

    // Half the time on there is one reminder, at the end one word of silence to who asked: never twice.
    app.clock.set(*parse_instant("2022-07-11T11:05"));
    app.run_jobs();
    app.run_jobs();
    CHECK(messages(app, "son", "opinion_reminder") == 1);
    CHECK(messages(app, "tam", "opinion_reminder") == 0);
    app.clock.set(*parse_instant("2022-07-11T16:30"));
    app.run_jobs();
    app.run_jobs();
    CHECK(messages(app, "hoa", "opinion_silent") == 1);

    const auto unsaid = act(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}});
    CHECK(unsaid.status == 422);
    CHECK(unsaid.has("không trả lời không được coi là đồng ý"));
    REQUIRE(act(app, "hoa", code, "step", {{"opinion", "Đã hỏi thêm gia đình"}, {"silent", "yes"}}).status == 303);
    const auto signing = app.as("tam").get("/dossiers/" + code);
    CHECK(signing.has("Không trả lời"));
    CHECK(signing.has("không trả lời: "));
    CHECK(signing.has("Không đồng ý"));
    CHECK(act(app, "son", code, "opinion", {{"verdict", "agree"}}).status == 409); // too late
    CHECK(app.as("son").get("/desk/opinions").has("Không có ý kiến nào đang chờ"));
    CHECK_FALSE(app.as("lan").get("/dossiers/" + code).has("Chưa rõ hộ khẩu")); // words for colleagues
    check_history(app);
}

TEST_CASE("a workflow that asks for opinions is not passed without asking") {
    TestApp app;
    auto& quang = app.as("quang");
    REQUIRE(quang.post(workflow_url + "/draft").status == 303);
    const auto appraise = workflow_url + "/draft/steps/appraise";
    auto asking = step_fields("Thẩm định hồ sơ", "officer", "60", "check");
    asking.emplace_back("ask-1-unit", std::string(elsewhere));
    asking.emplace_back("ask-1-role", "officer");
    asking.emplace_back("ask-1-hours", "2");
    REQUIRE(send(quang, appraise, appraise, asking).status == 303);
    const auto published = publish(app, "ha");
    INFO(published.body);
    REQUIRE(published.status == 303);

    const auto code = given_dossier(app);
    accepted_and_assigned(app, code);
    const auto unasked = act(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}});
    CHECK(unasked.status == 409);
    CHECK(unasked.has("Quy trình yêu cầu lấy ý kiến"));
    REQUIRE(act(app, "hoa", code, "opinion-request",
                {{"opinion-request.places", std::string(elsewhere) + "|officer|2"}, {"opinion-request.question", "Có ý kiến gì không?"}})
                .status == 303);
    REQUIRE(act(app, "son", code, "opinion", {{"verdict", "agree"}}).status == 303);
    CHECK(act(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}).status == 303);
}

TEST_CASE("a step at the wrong time, by the wrong hand or by a wrong clock is refused by its rule, and nothing is written") {
    TestApp app;
    const auto code = given_dossier(app);
    accepted_and_assigned(app, code);
    const auto version = folder_of(app, code).dossier.version;
    const auto refused = [&](const Answer& answer, int status, std::string_view sentence) {
        INFO(answer.body);
        CHECK(answer.status == status);
        CHECK(answer.has(sentence));
        CHECK(folder_of(app, code).dossier.version == version);
    };
    SUBCASE("without the role") {
        CHECK(act(app, "binh", code, "step", {{"opinion", "x"}}).status == 403);
        refused(act(app, "tam", code, "step", {{"opinion", "x"}}), 403, "đang được giao cho người khác");
        CHECK(act(app, "son", code, "step", {{"opinion", "x"}}).status == 403);
        CHECK(folder_of(app, code).dossier.version == version);
    }
    SUBCASE("on a dossier that moved meanwhile") {
        refused(act(app, "hoa", code, "step", {{"opinion", "x"}}, version - 1), 409, "vừa được người khác cập nhật");
    }
    SUBCASE("before its turn") {
        refused(act(app, "tam", code, "result", {{"note", "x"}}), 409, "chưa đến bước ký duyệt");
    }
    SUBCASE("with a clock set back") {
        app.clock.set(*parse_instant("2022-07-11T08:00"));
        refused(act(app, "hoa", code, "step", {{"opinion", "x"}}), 409, "Đồng hồ của máy chủ");
    }
    SUBCASE("twice") {
        REQUIRE(act(app, "hoa", code, "step", {{"opinion", "x"}}).status == 303);
        CHECK(act(app, "hoa", code, "step", {{"opinion", "x"}}, version).status == 409);
        CHECK(act(app, "hoa", code, "step", {{"opinion", "x"}}).status != 303);
        CHECK(folder_of(app, code).dossier.version == version + 1);
    }
    SUBCASE("to a step that the workflow does not offer") {
        CHECK(act(app, "hoa", code, "step", {{"opinion", "x"}, {"to", "check"}}).status == 422);
        CHECK(folder_of(app, code).dossier.version == version);
    }
}

TEST_CASE("an acceptance whose due date the calendar does not cover is refused, not guessed") {
    TestApp app("2022-07-11T09:00");
    const auto code = given_dossier(app);
    const auto law = app.services().shelf.get();
    const auto& calendar = law->calendar();
    auto last = local_day(app.clock.now());
    while (calendar.covers(last + 1)) last = last + 1;
    app.clock.set(local_instant(last, 16 * 60 + 30));
    const auto answer = act(app, "binh", code, "acceptance");
    INFO(answer.body);
    CHECK(answer.status == 409);
    CHECK(answer.has("Lịch làm việc chưa có ngày"));
    CHECK(folder_of(app, code).dossier.state == dossier::State::submitted);
}

TEST_CASE("programs ask for opinions and give them as people do") {
    TestApp app;
    const auto code = given_dossier(app);
    accepted_and_assigned(app, code);
    const auto url = "/api/v1/dossiers/" + code;
    const auto version = [&] { return app.program_of("hoa").call(http::Method::get, url).json().at("version").as_int64(); };
    const auto asked = app.program_of("hoa").call(
        http::Method::post, url + "/opinion-request",
        fmt::format(
            R"({{"version": {}, "places": [{{"unit": "H10.41.05", "role": "approver", "hours": 4}}], "question": "Có tranh chấp không?"}})",
            version()));
    REQUIRE_MESSAGE(asked.status == 200, asked.body);
    const auto given = app.program_of("tam").call(http::Method::post, url + "/opinion",
                                                  fmt::format(R"({{"version": {}, "verdict": "agree", "words": "Không"}})", version()));
    REQUIRE_MESSAGE(given.status == 200, given.body);
    CHECK(messages(app, "hoa", "opinion_given") == 1);
}
