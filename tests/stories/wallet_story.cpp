#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "draft/actions.hpp"
#include "stories/api_programs.hpp"
#include "support/pdf.hpp"
#include "support/typing.hpp"
#include "wallet/actions.hpp"

using namespace motcua;
using namespace motcua::test::programs;
using test::TestApp;

namespace {

constexpr std::string_view death = "1.000656";
constexpr std::string_view funeral = "1.001731";

dossier::Work work_of(TestApp& app, std::string_view who) {
    static std::map<std::string, account::Actor> actors;
    static std::map<std::string, std::shared_ptr<const law::Law>> laws;
    const std::string name(who);
    laws[name] = app.services().shelf.get();
    actors[name] = app.actor(who);
    return {app.database(), *laws[name], actors[name], app.clock.now(), app.services().number_key};
}

/// Lan has registered a death and holds the extract, electronically; the dossier's code.
std::string given_extract(TestApp& app) {
    const auto code = given_dossier(app, death);
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}) == "in_process");
    const test::File extract{"file", "trich-luc-khai-tu.pdf", "application/pdf", "%PDF-1.4\n% trich luc\ntrailer<<>>\n%%EOF\n"};
    REQUIRE(state_after(app, "tam", code, "result", {{"document", upload(app, "tam", extract)}}) == "returned");
    return code;
}

json::array stored(TestApp& app, std::string_view who) {
    const auto answer = app.program_of(who).get("/api/v1/me/documents");
    REQUIRE(answer.status == 200);
    return answer.json().at("items").as_array();
}

test::Answer take(TestApp& app, std::string_view who, std::string_view item, std::string_view procedure, std::string_view part) {
    return app.program_of(who).call(Method::post, fmt::format("/api/v1/me/documents/{}/copies", item),
                                    json::serialize(json::object{{"procedure", procedure}, {"part", part}}));
}

/// Lan's application for help with a funeral, filled in but for its papers.
Id given_draft(TestApp& app) {
    const auto work = work_of(app, "lan");
    const auto begun = draft::begin(work, funeral);
    REQUIRE(begun);
    REQUIRE(draft::choose_unit(work, begun->id, app.unit(commune)));
    const auto& form = *work.law.form("mai_tang");
    const auto wanted = form::sample_answers(form, {.name = "Nguyễn Thị Lan"}, local_day(app.clock.now()), 1);
    for (const auto& question : form.questions) REQUIRE(draft::answer(work, begun->id, question.key, form::typing(form, question, wanted)));
    REQUIRE(draft::choose_delivery(work, begun->id, dossier::Delivery::electronic));
    return begun->id;
}

json::object paper_of(TestApp& app, std::string_view code, std::string_view part) {
    const auto folder = read(app, "khoa", code);
    for (const auto& paper : folder.at("documents").as_array())
        if (text(paper.at("part")) == part) return paper.as_object();
    FAIL("no such paper");
    return {};
}

/// The value of the button that takes the first stored paper that the page offers.
std::string offered(const test::Answer& page) {
    const std::string mark = "name=\"take\" value=\"";
    const auto start = page.body.find(mark);
    if (start == std::string::npos) return {};
    const auto from = start + mark.size();
    return page.body.substr(from, page.body.find('"', from) - from);
}

const db::Query<int()> count_files{"select count(distinct place) from document"};

int files(TestApp& app) {
    return app.database().read([](db::Tx& tx) { return *tx.one(count_files); });
}

/// History is whole and the counters agree with it.
void check_books(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

} // namespace

TEST_CASE("what was handed over is in its owner's store, with who issued it and from which dossier, and in nobody else's") {
    TestApp app;
    const auto code = given_extract(app);
    const auto items = stored(app, "lan");
    REQUIRE(items.size() == 1);
    CHECK(text(items[0].at("kind")) == "death_extract");
    CHECK(text(items[0].at("source")) == "result");
    CHECK(text(items[0].at("dossier")) == code);
    CHECK(text(items[0].at("issued_by")) == commune);
    CHECK(stored(app, "minh").empty());

    const auto page = app.as("lan").get("/me/documents");
    CHECK(page.has("Trích lục khai tử"));
    CHECK(page.has("Xã Phước Tân"));
    CHECK(page.has(code));
    CHECK(app.as("lan").get(fmt::format("/me/documents/{}/file", text(items[0].at("id")))).has("trich luc"));
    CHECK(app.as("minh").get(fmt::format("/me/documents/{}/file", text(items[0].at("id")))).status == 404);
    CHECK(app.as("minh").get("/me/documents").has("Kho chưa có giấy tờ nào"));
}

TEST_CASE("a stored paper goes with a second dossier instead of being brought again, and everybody sees from where") {
    TestApp app;
    const auto first = given_extract(app);
    const auto draft = given_draft(app);
    const auto papers_url = fmt::format("/drafts/{}/papers", draft);
    auto& lan = app.as("lan");
    const auto page = lan.get(papers_url);
    CHECK(page.has("Ông/bà không phải nộp lại giấy này"));
    const auto button = offered(page);
    REQUIRE(button.starts_with("part-2 "));

    const int before = files(app);
    CHECK(lan.post(papers_url, {{"take", button}}, {{"part-1", "to-khai.pdf", "application/pdf", paper.bytes}}).status == 303);
    CHECK(files(app) == before + 1); // the upload beside it; the stored file lies once
    const auto taken = lan.get(papers_url);
    CHECK(taken.has("Lấy từ kho: Trích lục khai tử, hồ sơ " + first));
    CHECK(offered(taken).empty());

    const auto second = draft::submit(work_of(app, "lan"), draft);
    REQUIRE(second);
    const auto paper = paper_of(app, *second, "part-2");
    CHECK(text(paper.at("reused_from")) == first);
    CHECK(app.as("binh").get("/dossiers/" + *second).has("Lấy từ kho: Trích lục khai tử, hồ sơ " + first));
    CHECK(app.program_of("binh").get(text(paper.at("url"))).has("trich luc"));
    const auto event = events(app, "khoa", *second).front().at("details").at("reused").at(0);
    CHECK(text(event.at("from")) == first);
    CHECK(text(event.at("purpose")) == "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội: Bản sao giấy chứng tử");
    CHECK(text(event.at("taken_at")) == iso(app.clock.now()));
    CHECK(lan.get("/me/documents").has("hồ sơ " + *second));
    CHECK(test::PdfOnDisk(app.as("binh").get("/dossiers/" + *second + "/control-sheet.pdf").body).text().find("Lấy từ kho") !=
          std::string::npos);
    check_books(app);

    SUBCASE("it stays there when its owner takes it out of the store") {
        const auto item = button.substr(button.find(' ') + 1);
        CHECK(lan.post(fmt::format("/me/documents/{}/removal", item)).status == 303);
        CHECK(stored(app, "lan").empty());
        CHECK(lan.post(fmt::format("/me/documents/{}/removal", item)).status == 404);
        CHECK(app.program_of("binh").get(text(paper.at("url"))).has("trich luc"));
        CHECK(app.as("binh").get("/dossiers/" + *second).has("Lấy từ kho"));
    }
}

TEST_CASE("nobody takes a paper that is not theirs, for what it does not serve, or after its time") {
    TestApp app;
    given_extract(app);
    const auto item = text(stored(app, "lan")[0].at("id"));
    CHECK(take(app, "minh", item, funeral, "part-2").status == 404);
    CHECK(app.program_of("binh").call(Method::post, "/api/v1/me/documents/" + item + "/copies", "{}").status == 403);
    const auto wrong_part = take(app, "lan", item, funeral, "part-1");
    CHECK(wrong_part.status == 422);
    CHECK(wrong_part.has("wallet.does_not_fit"));
    CHECK(take(app, "lan", item, birth, "part-1").has("wallet.does_not_fit"));
    CHECK(take(app, "lan", "7", funeral, "part-2").status == 404);

    const auto taken = take(app, "lan", item, funeral, "part-2");
    REQUIRE(taken.status == 201);
    const auto copy = text(taken.json().at("id"));
    SUBCASE("what was taken cannot be sent by somebody else") {
        auto body = submission(app, funeral, upload(app, "minh"));
        body["documents"].as_array().push_back(json::object{{"id", copy}, {"part", "part-2"}});
        CHECK(submit(app.program_of("minh"), body).has("dossier.paper_not_yours"));
    }
    SUBCASE("nor with a dossier of another procedure") {
        auto body = submission(app, marital, upload(app, "lan"));
        body["documents"].as_array().push_back(json::object{{"id", copy}, {"part", "part-2"}});
        const auto refused = submit(app.program_of("lan"), body);
        CHECK(refused.status == 422);
        CHECK(refused.has("wallet.other_purpose"));
    }
    SUBCASE("with its own it is, once") {
        auto body = submission(app, funeral, upload(app, "lan"));
        body["documents"].as_array().push_back(json::object{{"id", copy}, {"part", "part-2"}});
        CHECK(submit(app.program_of("lan"), body).status == 201);
        body["documents"].as_array()[0] = json::object{{"id", upload(app, "lan")}, {"part", "part-1"}};
        CHECK(submit(app.program_of("lan"), body).has("dossier.paper_not_yours"));
    }
}

TEST_CASE("a paper that is valid for six months is not offered in the seventh") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}) == "in_process");
    REQUIRE(state_after(app, "tam", code, "result", {{"document", upload(app, "tam", result_paper)}}) == "returned");
    const auto item = stored(app, "lan")[0].as_object();
    CHECK(text(item.at("valid_until")) == "2023-01-10"); // handed over on 11 July 2022
    const auto id = text(item.at("id"));
    CHECK(take(app, "lan", id, "1.000894", "part-2").status == 201);

    app.clock.set(*parse_instant("2023-01-10T23:59"));
    CHECK(take(app, "lan", id, "1.000894", "part-2").status == 201);
    app.clock.set(*parse_instant("2023-01-11T00:00"));
    const auto late = take(app, "lan", id, "1.000894", "part-2");
    CHECK(late.status == 422);
    CHECK(late.has("10/01/2023"));
    CHECK(stored(app, "lan")[0].at("satisfies").as_array().empty());
    CHECK(app.as("lan").get("/me/documents").has("Hết hạn dùng"));
}
