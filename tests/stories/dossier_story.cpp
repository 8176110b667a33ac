#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "form/sample.hpp"
#include "support/test_app.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace motcua;
using test::Answer;
using test::Client;
using test::File;
using test::TestApp;
namespace json = boost::json;

namespace {

constexpr std::string_view birth = "1.001193";
constexpr std::string_view commune = "H10.41.05";
const File paper{"file", "giay-chung-sinh.pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"};
const File result_paper{"result.file", "giay-khai-sinh.pdf", "application/pdf", "%PDF-1.4\n% ket qua\ntrailer<<>>\n%%EOF\n"};

dossier::Work work_of(TestApp& app, const account::Actor& actor) {
    auto& services = app.services();
    return {services.database, *services.shelf.get(), actor, app.clock.now(), services.number_key};
}

dossier::Folder folder_of(TestApp& app, const std::string& code) {
    return *dossier::open(work_of(app, account::Actor::system()), code);
}

/// "submission by Lan; acceptance by Bình" without the family names, as people tell it.
std::string history_of(TestApp& app, const std::string& code) {
    std::string told;
    for (const auto& event : folder_of(app, code).events) {
        const auto name = event.actor_name.substr(event.actor_name.rfind(' ') + 1);
        told += fmt::format("{}{} by {}", told.empty() ? "" : "; ", word_of(event.action), name);
    }
    return told;
}

std::string version_of(TestApp& app, const std::string& code) {
    return fmt::format("{}", folder_of(app, code).dossier.version);
}

std::string upload(Client& program, const File& file = paper) {
    const auto answer = program.upload("/api/v1/documents", file);
    REQUIRE(answer.status == 201);
    return std::string(answer.json().at("id").as_string());
}

json::object body_of(TestApp& app, const std::string& document) {
    const auto law = app.services().shelf.get();
    const auto* procedure = law->procedures.find(birth, local_day(app.clock.now()));
    const form::Person lan{.name = "Nguyễn Thị Lan"};
    return {{"procedure", birth},
            {"unit", commune},
            {"channel", "online"},
            {"owner", {{"name", "Nguyễn Thị Lan"}, {"citizen_number", "070190000123"}, {"phone", "0912345678"}}},
            {"answers", form::sample_answers(*law->form(procedure->form), lan, local_day(app.clock.now()), 1)},
            {"documents", json::array{json::value(document)}}};
}

/// Lan sends her child's birth registration; its code.
std::string given_dossier(TestApp& app) {
    auto& lan = app.program_of("lan");
    const auto answer = lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(body_of(app, upload(lan))));
    INFO(answer.body);
    REQUIRE(answer.status == 201);
    return std::string(answer.json().at("code").as_string());
}

Answer act(TestApp& app, std::string_view who, const std::string& code, std::string_view action, http::Pairs fields = {},
           std::vector<File> files = {}) {
    fields.emplace_back("version", version_of(app, code));
    return app.as(who).post(fmt::format("/dossiers/{}/{}", code, action), std::move(fields), std::move(files));
}

void given_assigned(TestApp& app, const std::string& code) {
    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    REQUIRE(act(app, "binh", code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}}).status == 303);
}

/// The dossier's code in the address of its page.
std::string code_in(const std::string& location) {
    const auto code = location.substr(location.rfind('/') + 1);
    return code.substr(0, code.find('?'));
}

/// What the counters hold must be what history says, and history what was written.
void check_counters(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

/// What somebody with the database in his hands might do.
void tamper(TestApp& app, std::string_view sql) {
    (void)app.database().write([&](db::Tx& tx) -> Result<void> {
        tx.script(sql);
        return {};
    });
}

} // namespace

TEST_CASE("a birth is registered: sent, accepted, worked on, signed, downloaded and rated") {
    TestApp app;
    const auto code = given_dossier(app);
    CHECK(code == "H10.41.05-220711-0001");
    CHECK(app.as("lan").get("/dossiers/" + code).has("Hồ sơ của ông/bà đã đến nơi an toàn."));
    CHECK(app.as("binh").get("/desk").has(code));

    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    const auto accepted = app.as("lan").get("/dossiers/" + code);
    CHECK(accepted.has("Hẹn trả kết quả"));
    CHECK(accepted.has("17:00 ngày 11/07/2022"));

    REQUIRE(act(app, "binh", code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}}).status == 303);
    const bool has_officer_step = folder_of(app, code).dossier.step != "sign";
    if (has_officer_step) REQUIRE(act(app, "hoa", code, "step", {{"step.opinion", "Đủ điều kiện"}}).status == 303);
    REQUIRE(act(app, "tam", code, "result", {}, {result_paper}).status == 303);

    const auto page = app.as("lan").get("/dossiers/" + code);
    CHECK(page.has("Kết quả đã được trả cho ông/bà."));
    const auto folder = folder_of(app, code);
    const auto result = std::find_if(folder.papers.begin(), folder.papers.end(), [](const auto& one) { return one.kind == "result"; });
    REQUIRE(result != folder.papers.end());
    const auto download = app.as("lan").get(fmt::format("/dossiers/{}/papers/{}", code, result->document));
    CHECK(download.status == 200);
    CHECK(download.body == result_paper.bytes);
    CHECK(download.header("content-disposition").starts_with("attachment"));

    REQUIRE(act(app, "lan", code, "rating", {{"satisfaction", "2"}}).status == 303);
    CHECK(act(app, "lan", code, "rating", {{"satisfaction", "0"}}).status == 409);
    const std::string officer_step =
        has_officer_step ? "; step by " + folder.events[3].actor_name.substr(folder.events[3].actor_name.rfind(' ') + 1) : "";
    CHECK(history_of(app, code).starts_with("submission by Lan; acceptance by "));
    CHECK(history_of(app, code).ends_with("rating by Lan"));
    check_counters(app);
}

TEST_CASE("a second acceptance is refused, changes nothing and tells nobody") {
    TestApp app;
    const auto code = given_dossier(app);
    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    const auto history = history_of(app, code);
    const auto queued = app.queued("message.sms");
    CHECK(act(app, "binh", code, "acceptance").status == 409);
    CHECK(history_of(app, code) == history);
    CHECK(app.queued("message.sms") == queued);
}

TEST_CASE("of two officers with the same page only the first one acts; the second is told") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto seen = version_of(app, code);
    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    const auto late =
        app.as("binh").post(fmt::format("/dossiers/{}/refusal", code), {{"version", seen}, {"reason", "Thiếu"}, {"legal_ground", "NĐ 61"}});
    CHECK(late.status == 409);
    CHECK(late.has("vừa được người khác cập nhật"));
    CHECK(folder_of(app, code).dossier.state == dossier::State::accepted);
}

TEST_CASE("a refusal says why, and needs a reason and its legal ground") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto without = act(app, "binh", code, "refusal", {{"refusal.reason", "Không thuộc thẩm quyền"}});
    CHECK(without.status == 422);
    CHECK(without.has("Không thuộc thẩm quyền")); // what was typed is kept
    CHECK(folder_of(app, code).dossier.state == dossier::State::submitted);
    REQUIRE(act(app, "binh", code, "refusal", {{"reason", "Không thuộc thẩm quyền"}, {"legal_ground", "Luật Hộ tịch, Điều 7"}}).status ==
            303);
    CHECK(app.as("lan").get("/dossiers/" + code).has("Không thuộc thẩm quyền"));
    CHECK(act(app, "binh", code, "acceptance").status == 409);
    check_counters(app);
}

TEST_CASE("the clock stands still while the citizen supplements, and what was left is left") {
    TestApp app;
    const auto code = given_dossier(app);
    given_assigned(app, code);
    const auto due = *folder_of(app, code).dossier.due_at;
    REQUIRE(
        act(app, "hoa", code, "supplement-request", {{"items", "Giấy chứng sinh"}, {"reason", "Ảnh mờ"}, {"until", "2022-07-20"}}).status ==
        303);
    const auto asked = app.as("lan").get("/dossiers/" + code);
    CHECK(asked.has("Đến lượt ông/bà"));
    CHECK(asked.has("Giấy chứng sinh: Ảnh mờ"));
    CHECK(asked.has("20/07/2022"));

    app.clock.set(*parse_instant("2022-07-13T09:00"));
    const auto empty = act(app, "lan", code, "supplement");
    CHECK(empty.status == 422);
    REQUIRE(act(app, "lan", code, "supplement", {{"note", "Tôi gửi lại ảnh rõ hơn"}}, {paper}).status == 303);
    const auto folder = folder_of(app, code);
    CHECK(folder.dossier.state == dossier::State::in_process);
    CHECK(*folder.dossier.due_at == due + 2 * day_ms);
    CHECK(folder.papers.size() == 2);
    check_counters(app);
}

TEST_CASE("a supplement before acceptance goes back to the clerk, who then accepts") {
    TestApp app;
    const auto code = given_dossier(app);
    REQUIRE(act(app, "binh", code, "supplement-request", {{"items", "Giấy chứng sinh"}, {"until", "2022-07-20"}}).status == 303);
    CHECK_FALSE(app.as("binh").get("/desk").has(code)); // it waits for the citizen
    REQUIRE(act(app, "lan", code, "supplement", {{"note", "Đây ạ"}}, {paper}).status == 303);
    CHECK(app.as("binh").get("/desk").has(code));
    CHECK(app.as("lan").get("/dossiers/" + code).has("Chúng tôi đã nhận phần bổ sung"));
    REQUIRE(act(app, "binh", code, "acceptance").status == 303);
    CHECK(folder_of(app, code).dossier.received());
    check_counters(app);
}

TEST_CASE("a citizen withdraws, and nothing can be done after") {
    TestApp app;
    const auto code = given_dossier(app);
    REQUIRE(act(app, "lan", code, "withdrawal", {{"reason", "Tôi nộp nhầm"}}).status == 303);
    CHECK(app.as("lan").get("/dossiers/" + code).has("Hồ sơ đã được rút theo đề nghị của ông/bà."));
    CHECK(act(app, "binh", code, "acceptance").status == 409);
    check_counters(app);
}

TEST_CASE("the head sends a result back, and apologises once and in time") {
    TestApp app;
    const auto code = given_dossier(app);
    given_assigned(app, code);
    const auto late = act(app, "tam", code, "apology", {{"reason", "Chờ xác minh"}, {"new_day", "2022-07-20"}});
    CHECK(late.status == 409); // a same-day procedure: today is the day
    if (folder_of(app, code).dossier.step != "sign") {
        CHECK(act(app, "tam", code, "result", {}, {result_paper}).status == 409);
        REQUIRE(act(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}).status == 303);
        REQUIRE(act(app, "tam", code, "send-back", {{"reason", "Ghi rõ họ tên cha"}}).status == 303);
        CHECK_FALSE(app.as("lan").get("/dossiers/" + code).has("Ghi rõ họ tên cha"));
    }
    check_counters(app);
}

TEST_CASE("a clerk takes a dossier in at the counter, accepted at once") {
    TestApp app;
    auto& binh = app.as("binh");
    CHECK(binh.get("/desk/intake").status == 200);
    const http::Pairs typed{
        {"procedure", std::string(birth)}, {"owner.name", "Điểu Thị Bé"}, {"owner.phone", "0912 345 679"}, {"channel", "direct"},
        {"delivery", "counter"},           {"papers", "part-1"},          {"key", "counter-key-1"}};
    const auto done = binh.post("/desk/intake", typed);
    REQUIRE(done.status == 303);
    const auto again = binh.post("/desk/intake", typed);
    CHECK(again.location == done.location);
    const auto code = code_in(done.location);
    const auto folder = folder_of(app, code);
    CHECK(folder.dossier.state == dossier::State::accepted);
    CHECK(folder.dossier.channel == procedure::Channel::direct);
    CHECK(folder.dossier.owner.phone == "0912345679");
    CHECK(binh.post("/desk/intake", {{"procedure", "không có thủ tục này"}, {"owner.name", "A"}}).status == 422);
    check_counters(app);
}

TEST_CASE("a result that waits to be collected is not late, and a promise that passed is") {
    TestApp app;
    const auto done = app.as("binh").post(
        "/desk/intake",
        {{"procedure", std::string(birth)}, {"owner.name", "Điểu Bé"}, {"channel", "direct"}, {"delivery", "counter"}, {"key", "k1"}});
    const auto code = code_in(done.location);
    REQUIRE(act(app, "binh", code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}}).status == 303);
    app.clock.set(*parse_instant("2022-07-12T09:00"));
    CHECK(app.as("binh").get("/desk").has("1 hồ sơ đã quá hạn."));
    if (folder_of(app, code).dossier.step != "sign") REQUIRE(act(app, "hoa", code, "step", {{"opinion", "Đủ"}}).status == 303);
    REQUIRE(act(app, "tam", code, "result").status == 303);
    app.clock.set(*parse_instant("2022-07-13T09:00"));
    const auto desk = app.as("binh").get("/desk");
    CHECK(desk.has(code)); // still to be handed over
    CHECK_FALSE(desk.has("quá hạn"));
    CHECK_FALSE(desk.has("Quá hạn"));
    CHECK_FALSE(app.as("binh").get("/dossiers/" + code).has("Quá hạn"));
}

TEST_CASE("others get nothing of a dossier: not the page, not the papers, not the receipt") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto document = folder_of(app, code).papers.front().document;
    for (const auto* who : {"minh", "thu", "dung"}) {
        for (const auto& url :
             {"/dossiers/" + code, fmt::format("/dossiers/{}/papers/{}", code, document), "/dossiers/" + code + "/receipt.pdf"}) {
            const auto status = app.as(who).get(url).status;
            CHECK_MESSAGE((status == 403 || status == 404), who << " " << url << " " << status);
        }
        const auto status = act(app, who, code, "withdrawal").status;
        CHECK((status == 403 || status == 404));
    }
    CHECK(app.visitor().get("/dossiers/" + code).status == 303);
    CHECK(history_of(app, code) == "submission by Lan");
}

TEST_CASE("code and secret open the tracking page without an account, and say nothing personal") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto secret = dossier::tracking_secret(app.services().number_key, code);
    auto visitor = app.visitor();
    const auto page = visitor.post("/track", {{"code", code}, {"secret", secret}});
    CHECK(page.status == 200);
    CHECK(page.has("Chờ tiếp nhận"));
    CHECK_FALSE(page.has("Nguyễn Thị Lan"));
    CHECK_FALSE(page.has("0912345678"));
    CHECK(visitor.get("/track/" + code + "/" + secret).status == 200);
    CHECK(visitor.post("/track", {{"code", code}, {"secret", "ABCDEFGH"}}).status == 422);
}

TEST_CASE("who of the staff read a dossier is shown to its owner") {
    TestApp app;
    const auto code = given_dossier(app);
    CHECK(app.as("lan").get("/dossiers/" + code).has("Chưa có cán bộ nào mở hồ sơ này."));
    CHECK(app.as("binh").get("/dossiers/" + code).status == 200);
    CHECK(app.as("lan").get("/dossiers/" + code).has(std::string(test::person("binh").full_name)));
}

TEST_CASE("the receipt is the same paper each time it is printed") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto first = app.as("lan").get("/dossiers/" + code + "/receipt.pdf");
    CHECK(first.status == 200);
    CHECK(first.body.starts_with("%PDF-"));
    CHECK(first.body == app.as("lan").get("/dossiers/" + code + "/receipt.pdf").body);
}

TEST_CASE("a program submits once however often it asks") {
    TestApp app;
    auto& lan = app.program_of("lan");
    const auto body = json::serialize(body_of(app, upload(lan)));
    const http::Pairs key{{"idempotency-key", "0190a1b2-0000-7000-8000-000000000001"}};
    const auto first = lan.call(http::Method::post, "/api/v1/dossiers", body, key);
    REQUIRE(first.status == 201);
    const auto second = lan.call(http::Method::post, "/api/v1/dossiers", body, key);
    CHECK(second.status == 200);
    CHECK(second.json().at("code") == first.json().at("code"));
    auto other = body_of(app, upload(lan));
    CHECK(lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(other), key).status == 422);
}

TEST_CASE("a program hears of everything that is wrong at once, and nothing is written") {
    TestApp app;
    auto& lan = app.program_of("lan");
    const auto answer = lan.call(http::Method::post, "/api/v1/dossiers",
                                 R"({"procedure":"1.001193","unit":"H10.41.05","owner":{"name":"Lan"},"answers":{}})");
    CHECK(answer.status == 422);
    CHECK(answer.header("content-type").starts_with("application/problem+json"));
    const auto problem = answer.json();
    CHECK(problem.at("fields").as_array().size() > 3);
    CHECK(app.as("binh").get("/desk").has("Không có hồ sơ nào."));
}

TEST_CASE("a personal number, typed as the owner's or inside an answer, stands nowhere in the database in plain") {
    TestApp app;
    auto& lan = app.program_of("lan");
    constexpr std::string_view canary = "070190000777";
    auto body = body_of(app, upload(lan));
    body["owner"].as_object()["citizen_number"] = canary;
    body["answers"].as_object()["nyc.so_dinh_danh"] = canary;
    const auto answer = lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(body));
    REQUIRE(answer.status == 201);
    const std::string code(answer.json().at("code").as_string());
    CHECK(folder_of(app, code).answers.at("nyc.so_dinh_danh").as_string() == canary); // and yet its readers read it

    app.database().read([&](db::Tx& tx) {
        std::string stored;
        tx.execute_text("select answers from dossier_answers", {}, [&](const db::Columns& row) {
            stored += row.bytes(0);
            return true;
        });
        CHECK_FALSE(stored.empty());
        CHECK(stored.find(canary) == std::string::npos);
    });
    for (const auto& entry : std::filesystem::recursive_directory_iterator(app.services().papers.parent_path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK_MESSAGE(bytes.find(canary) == std::string::npos, entry.path().filename());
    }
}

TEST_CASE("history cannot be bent unnoticed: each hash covers the one before") {
    TestApp app;
    const auto code = given_dossier(app);
    given_assigned(app, code);
    std::string before;
    for (const auto& event : folder_of(app, code).events) {
        CHECK(event.hash == dossier::hash_of(event, before));
        before = event.hash;
    }
}

TEST_CASE("a hundred people at once get a hundred different codes without a gap") {
    TestApp app;
    const auto law = app.services().shelf.get();
    const auto clerk = app.actor("binh");
    std::vector<std::thread> threads;
    std::vector<std::vector<std::string>> codes(10);
    for (std::size_t thread = 0; thread < codes.size(); ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 10; ++i) {
                dossier::Submission submission;
                submission.facts = {std::string(birth), app.unit(commune), procedure::Channel::direct, {.name = "Người thử"}};
                submission.accept_at_once = true;
                codes[thread].push_back(dossier::submit(work_of(app, clerk), std::move(submission))->dossier.code);
            }
        });
    for (auto& thread : threads) thread.join();
    std::vector<std::string> all;
    for (const auto& some : codes) all.insert(all.end(), some.begin(), some.end());
    std::sort(all.begin(), all.end());
    CHECK(all.front() == "H10.41.05-220711-0001");
    CHECK(all.back() == "H10.41.05-220711-0100");
    CHECK(std::unique(all.begin(), all.end()) == all.end());
    check_counters(app);
}

TEST_CASE("whoever changes history in the database is found out, whatever he changes") {
    using Kind = dossier::Break::Kind;
    TestApp app;
    const auto code = given_dossier(app);
    given_assigned(app, code);
    const auto other = given_dossier(app);
    const auto found_after = [&](std::string_view sql) {
        tamper(app, sql);
        const auto found = dossier::verify(app.database(), *app.services().shelf.get());
        REQUIRE(found.breaks.size() == 1);
        CHECK(found.breaks[0].code == code);
        return found.breaks[0].kind;
    };
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).dossiers == 2);
    SUBCASE("an earlier time") {
        CHECK(found_after("update dossier_event set at = at - 1 where seq = 2") == Kind::hash);
    }
    SUBCASE("another name") {
        CHECK(found_after("update dossier_event set actor_name = 'x' where seq = 2") == Kind::hash);
    }
    SUBCASE("an event less") {
        CHECK(found_after("delete from dossier_event where seq = 2") == Kind::missing);
    }
    SUBCASE("the last event less") {
        CHECK(found_after("delete from dossier_event where seq = 3") == Kind::state);
    }
    SUBCASE("another state") {
        CHECK(found_after("update dossier set state = 'refused' where version = 3") == Kind::state);
    }
}
