#include "account/actions.hpp"
#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "form/sample.hpp"
#include "support/test_app.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace motcua;
using account::Role;
using test::Answer;
using test::TestApp;
namespace json = boost::json;

namespace {

constexpr std::string_view marital = "1.004873"; // a commune's; three working days
constexpr std::string_view here = "H19.31";      // Phường Bình Phước
constexpr std::string_view there = "H19.39";     // Xã Phú Riềng
const test::File result_paper{"result.file", "ket-qua.pdf", "application/pdf", "%PDF-1.4\n% ket qua\ntrailer<<>>\n%%EOF\n"};

void give(TestApp& app, std::string_view who, Role role, std::string_view unit) {
    (void)app.database().write([&](db::Tx& tx) -> Result<void> {
        account::give(tx, app.id_of(who), role, app.unit(unit), app.clock.now(), std::nullopt, -1);
        return {};
    });
}

/// A Monday of 2026: Bình is clerk in the ward, Thu, Hoa and Tâm work in the commune.
void given_two_desks(TestApp& app) {
    give(app, "binh", Role::clerk, here);
    give(app, "thu", Role::clerk, there);
    give(app, "hoa", Role::officer, there);
    give(app, "tam", Role::approver, there);
    give(app, "khoa", Role::controller, "H19");
}

dossier::Folder folder_of(TestApp& app, const std::string& code) {
    auto& services = app.services();
    const auto system = account::Actor::system();
    return *dossier::open({services.database, *services.shelf.get(), system, app.clock.now(), services.number_key}, code);
}

std::string history_of(TestApp& app, const std::string& code) {
    std::string told;
    for (const auto& event : folder_of(app, code).events)
        told += fmt::format("{}{} by {}", told.empty() ? "" : "; ", word_of(event.action),
                            event.actor_name.substr(event.actor_name.rfind(' ') + 1));
    return told;
}

/// What the clerk types at the counter of the ward.
Answer take_in(TestApp& app, std::string_view resolver) {
    return app.as("binh").post("/desk/intake", {{"procedure", std::string(marital)},
                                                {"unit", std::string(here)},
                                                {"owner.name", "Điểu Bé"},
                                                {"owner.phone", "0912345678"},
                                                {"channel", "direct"},
                                                {"delivery", "counter"},
                                                {"resolving_unit", std::string(resolver)},
                                                {"key", "k1"}});
}

std::string given_for_the_commune(TestApp& app) {
    given_two_desks(app);
    const auto done = take_in(app, there);
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H19");
    REQUIRE(start != std::string::npos);
    return done.location.substr(start, done.location.find('?') - start);
}

Answer act(TestApp& app, std::string_view who, const std::string& code, std::string_view action, http::Pairs fields = {},
           std::vector<test::File> files = {}) {
    fields.emplace_back("version", fmt::format("{}", folder_of(app, code).dossier.version));
    return app.as(who).post(fmt::format("/dossiers/{}/{}", code, action), std::move(fields), std::move(files));
}

Answer assign_to_hoa(TestApp& app, std::string_view who, const std::string& code) {
    return act(app, who, code, "assignment", {{"officer", fmt::format("{}", app.id_of("hoa"))}});
}

void check_books(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

} // namespace

TEST_CASE("a dossier received in the ward is handed to the commune that resolves it, and its result comes back to be collected") {
    TestApp app("2026-07-13T09:00");
    const auto code = given_for_the_commune(app);
    CHECK(code.starts_with("H19.31-260713-"));
    CHECK(history_of(app, code) == "submission by Bình; acceptance by Bình; transfer by Bình");
    const auto due = folder_of(app, code).dossier.due_at;
    CHECK_FALSE(app.as("binh").get("/desk?unit=H19.31").has(code));
    CHECK(app.as("binh").get("/desk?unit=H19.31&sent=1").has("Phường Bình Phước → Xã Phú Riềng, đang chuyển"));
    const auto arriving = app.as("thu").get("/desk?unit=H19.39");
    CHECK(arriving.has(code));
    CHECK(arriving.has("Phường Bình Phước → Xã Phú Riềng, đang chuyển"));

    const auto early = assign_to_hoa(app, "thu", code);
    CHECK(early.status == 409);
    CHECK(early.has("Xin xác nhận đã nhận hồ sơ trước"));
    REQUIRE(act(app, "thu", code, "transfer-receipt").status == 303);
    CHECK(act(app, "thu", code, "transfer-receipt").status == 409);
    CHECK(assign_to_hoa(app, "binh", code).status == 403); // it is no longer the ward's
    REQUIRE(assign_to_hoa(app, "thu", code).status == 303);
    CHECK(folder_of(app, code).dossier.due_at == due); // the clock does not care where it lies

    while (folder_of(app, code).dossier.step != "sign")
        REQUIRE(act(app, "hoa", code, "step", {{"step.opinion", "Đủ điều kiện"}}).status == 303);
    REQUIRE(act(app, "tam", code, "result", {}, {result_paper}).status == 303);
    CHECK(app.as("binh").get("/desk?unit=H19.31").has(code));
    REQUIRE(act(app, "binh", code, "hand-over", {{"to", "Điểu Bé"}}).status == 303);
    CHECK(app.as("binh").get("/dossiers/" + code).has("Xã Phú Riềng"));
    CHECK(app.as("binh").get("/desk?unit=H19.31&state=returned").has(code));
    CHECK(app.as("thu").get("/desk?unit=H19.39&state=returned").has(code));
    check_books(app);
}

TEST_CASE("what is not the commune's is handed on or back, with a reason, and only by the desk where it lies") {
    TestApp app("2026-07-13T09:00");
    const auto code = given_for_the_commune(app);
    CHECK(act(app, "binh", code, "transfer", {{"to", "H19.40"}, {"reason", "Nhầm"}}).status == 403);
    CHECK(act(app, "thu", code, "transfer", {{"to", std::string(here)}}).has("Xin ghi rõ nội dung này"));
    CHECK(act(app, "thu", code, "transfer", {{"to", std::string(there)}, {"reason", "Nhầm"}}).status == 422);
    CHECK(act(app, "thu", code, "transfer", {{"to", "H19.01"}, {"reason", "Nhầm"}}).has("Cơ quan này không giải quyết thủ tục này"));
    CHECK(act(app, "thu", code, "transfer", {{"to", ""}, {"reason", "Nhầm"}}).status == 422);
    REQUIRE(act(app, "thu", code, "transfer", {{"to", std::string(here)}, {"reason", "Người nộp cư trú tại phường"}}).status == 303);
    CHECK(app.as("binh").get("/dossiers/" + code).has("Người nộp cư trú tại phường"));
    REQUIRE(act(app, "binh", code, "transfer-receipt").status == 303);
    CHECK(app.as("thu").get("/dossiers/" + code).status == 403); // none of theirs any more
    CHECK_FALSE(folder_of(app, code).dossier.for_elsewhere());
    check_books(app);
}

TEST_CASE("where the law lets only the competent unit receive, another resolving unit is refused, and the counter does not offer it") {
    TestApp app("2022-07-11T09:00");
    CHECK_FALSE(app.as("binh").get("/desk/intake?choice=1.004873").has("name=\"resolving_unit\""));
    const auto answer = app.program_of("binh").call(http::Method::post, "/api/v1/dossiers",
                                                    json::serialize(json::object{{"procedure", marital},
                                                                                 {"unit", "H10.41.05"},
                                                                                 {"resolving_unit", "H10.34.01"},
                                                                                 {"channel", "direct"},
                                                                                 {"owner", {{"name", "Điểu Bé"}}}}));
    CHECK(answer.status == 422);
    CHECK(answer.has("Nghị định 61/2018/NĐ-CP"));
}

TEST_CASE("the counter names the competent unit: one that resolves the procedure, and itself only when it does") {
    TestApp app("2026-07-13T09:00");
    given_two_desks(app);
    const auto form = app.as("binh").get("/desk/intake?choice=1.004873");
    CHECK(form.has("Xã Phú Riềng"));
    CHECK_FALSE(form.has(">Sở Tư pháp<"));
    CHECK(take_in(app, "H19.01").status == 422);
    CHECK(take_in(app, "H99").status == 422);
    CHECK(take_in(app, here).status == 303);
    CHECK(app.queued("message.sms") == 1);
}

TEST_CASE("a program says the three places, and reads where a dossier lies") {
    TestApp app("2026-07-13T09:00");
    given_two_desks(app);
    json::object body{{"procedure", marital},   {"unit", here},        {"resolving_unit", there},
                      {"help_place", "H19.40"}, {"channel", "direct"}, {"owner", {{"name", "Điểu Bé"}}}};
    auto& binh = app.program_of("binh");
    const auto sent = binh.call(http::Method::post, "/api/v1/dossiers", json::serialize(body));
    REQUIRE(sent.status == 201);
    CHECK(sent.json().at("resolving_unit").as_string() == "25252");
    CHECK(sent.json().at("help_place").as_string() == "25255");
    CHECK(sent.json().at("desk").as_string() == "25195");
    const std::string url = "/api/v1/dossiers/" + std::string(sent.json().at("code").as_string());
    const auto accepted = binh.call(http::Method::post, url + "/acceptance", R"({"version":1})");
    REQUIRE(accepted.status == 200);
    CHECK(accepted.json().at("desk").as_string() == "25252");
    CHECK(accepted.json().at("in_transit").as_bool());
    auto& thu = app.program_of("thu");
    const auto back = thu.call(http::Method::post, url + "/transfer", R"({"version":3,"to":"H19.31","reason":"Nhầm"})");
    REQUIRE(back.status == 200);
    REQUIRE(binh.call(http::Method::post, url + "/transfer-receipt", R"({"version":4})").status == 200);
    CHECK(thu.call(http::Method::post, url + "/transfer-receipt", R"({"version":5})").status == 403);
    body["resolving_unit"] = "25000";
    CHECK(binh.call(http::Method::post, "/api/v1/dossiers", json::serialize(body)).status == 422);
}

namespace {

constexpr std::string_view linked = "2.002622"; // birth, residence, health card: one request

/// Thu takes the requests of the commune; Uyên, An and Phúc work in the province's social insurance.
void given_insurance(TestApp& app) {
    give(app, "uyen", Role::clerk, "H19.08");
    give(app, "nga", Role::officer, "H19.08");
    give(app, "phuc", Role::approver, "H19.08");
}

std::vector<std::string> codes_of(TestApp& app, const std::string& code) {
    std::vector<std::string> codes;
    for (const auto& sibling : folder_of(app, code).siblings) codes.push_back(sibling.code);
    return codes;
}

/// Lan sends it from home; the code of the first child.
std::string given_linked_request(TestApp& app) {
    auto& lan = app.program_of("lan");
    const auto paper = lan.upload("/api/v1/documents",
                                  {"file", "giay-chung-sinh.pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"});
    REQUIRE(paper.status == 201);
    const auto law = app.services().shelf.get();
    const auto today = local_day(app.clock.now());
    const auto* procedure = law->procedures.find(linked, today);
    const json::object body{{"procedure", linked},
                            {"unit", there},
                            {"channel", "online"},
                            {"owner", {{"name", "Nguyễn Thị Lan"}, {"phone", "0912345678"}}},
                            {"answers", form::sample_answers(*law->form(procedure->form), {.name = "Nguyễn Thị Lan"}, today, 1)},
                            {"documents", json::array{json::object{{"id", paper.json().at("id")}, {"part", "part-1"}}}}};
    const auto sent = lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(body), {{"idempotency-key", "k-linked"}});
    INFO(sent.body);
    REQUIRE(sent.status == 201);
    CHECK(lan.call(http::Method::post, "/api/v1/dossiers", json::serialize(body), {{"idempotency-key", "k-linked"}}).status == 200);
    return std::string(sent.json().at("code").as_string());
}

void resolve(TestApp& app, const std::string& code, std::string_view clerk, std::string_view officer, std::string_view approver) {
    REQUIRE(act(app, clerk, code, "assignment", {{"officer", fmt::format("{}", app.id_of(officer))}}).status == 303);
    while (folder_of(app, code).dossier.step != "sign")
        REQUIRE(act(app, officer, code, "step", {{"step.opinion", "Đủ điều kiện"}}).status == 303);
    REQUIRE(act(app, approver, code, "result", {}, {result_paper}).status == 303);
}

} // namespace

TEST_CASE("birth, residence and health card are one request: three dossiers, one date, one message, three results") {
    TestApp app("2026-07-13T09:00");
    given_two_desks(app);
    given_insurance(app);
    const auto first = given_linked_request(app);
    const auto codes = codes_of(app, first);
    REQUIRE(codes.size() == 3);
    CHECK(codes[0] == first);
    CHECK(app.queued("message.sms") == 1);
    const auto page = app.as("lan").get("/dossiers/" + first);
    CHECK(page.has("3 hồ sơ, một ngày hẹn"));
    for (const auto& code : codes) CHECK(page.has(code));

    REQUIRE(act(app, "thu", codes[1], "acceptance").status == 303); // whichever: the others with it
    CHECK(app.queued("message.sms") == 2);
    const auto due = folder_of(app, first).dossier.due_at;
    CHECK(iso(*due) == iso(*parse_instant("2026-08-10T17:00"))); // twenty working days, that of the linked procedure
    for (const auto& code : codes) {
        CHECK(folder_of(app, code).dossier.due_at == due);
        CHECK(folder_of(app, code).dossier.received());
        CHECK(folder_of(app, code).papers.size() == 1);
        CHECK(app.as("lan").get(fmt::format("/dossiers/{}/receipt.pdf", code)).status == 200);
    }
    CHECK(history_of(app, codes[2]) == "submission by Lan; acceptance by Thu; transfer by Thu");
    REQUIRE(act(app, "uyen", codes[2], "transfer-receipt").status == 303);
    CHECK(app.as("uyen").get("/dossiers/" + codes[0]).status == 403); // of the others they see that they are

    resolve(app, codes[0], "thu", "hoa", "tam");
    resolve(app, codes[1], "thu", "hoa", "tam");
    resolve(app, codes[2], "uyen", "nga", "phuc");
    for (const auto& code : codes) {
        CHECK(folder_of(app, code).dossier.state == dossier::State::returned);
        CHECK(app.as("lan").get("/dossiers/" + code).has("Kết quả đã được trả cho ông/bà."));
    }
    check_books(app);
}

TEST_CASE("one child of a request that is stopped does not stop the others") {
    TestApp app("2026-07-13T09:00");
    given_two_desks(app);
    const auto codes = codes_of(app, given_linked_request(app));
    REQUIRE(act(app, "thu", codes[0], "acceptance").status == 303);
    REQUIRE(act(app, "tam", codes[1], "stop", {{"reason", "Chưa có chỗ ở hợp pháp"}, {"legal_ground", "Luật Cư trú"}}).status == 303);
    resolve(app, codes[0], "thu", "hoa", "tam");
    CHECK(folder_of(app, codes[1]).dossier.state == dossier::State::stopped);
    CHECK(folder_of(app, codes[0]).dossier.state == dossier::State::returned);
    CHECK_FALSE(dossier::is_end(folder_of(app, codes[2]).dossier.state));
    check_books(app);
}

TEST_CASE("a refused child stays refused when the others are accepted") {
    TestApp app("2026-07-13T09:00");
    given_two_desks(app);
    const auto codes = codes_of(app, given_linked_request(app));
    REQUIRE(act(app, "thu", codes[1], "refusal", {{"reason", "Đã thường trú"}, {"legal_ground", "Luật Cư trú"}}).status == 303);
    REQUIRE(act(app, "thu", codes[0], "acceptance").status == 303);
    CHECK(folder_of(app, codes[1]).dossier.state == dossier::State::refused);
    CHECK(folder_of(app, codes[2]).dossier.received());
    check_books(app);
}

TEST_CASE("several procedures of one visit are a dossier each, with a date each, and every receipt lists all") {
    TestApp app("2022-07-11T09:00");
    const auto visit = [&](std::string_view procedure, std::string_view together) {
        return app.as("binh").post("/desk/intake", {{"procedure", std::string(procedure)},
                                                    {"owner.name", "Điểu Bé"},
                                                    {"channel", "direct"},
                                                    {"delivery", "counter"},
                                                    {"together", std::string(together)},
                                                    {"key", "k1"}});
    };
    CHECK(visit(marital, "9.999999").status == 422);
    CHECK(visit(marital, "2.000986").status == 422);
    CHECK(visit("2.000986", "1.001193").status == 422);
    const auto done = visit(marital, "1.001193, 2.000815");
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H10");
    const auto code = done.location.substr(start, done.location.find('?') - start);
    const auto codes = codes_of(app, code);
    REQUIRE(codes.size() == 3);
    CHECK(folder_of(app, codes[0]).dossier.due_at != folder_of(app, codes[1]).dossier.due_at);
    CHECK(app.as("binh").get("/dossiers/" + codes[2]).has("Cùng một lần nộp: 3 hồ sơ"));
    CHECK(app.as("binh").get(fmt::format("/dossiers/{}/receipt.pdf", codes[1])).status == 200);
    const auto online = app.program_of("lan").call(http::Method::post, "/api/v1/dossiers",
                                                   json::serialize(json::object{{"procedure", marital},
                                                                                {"unit", "H10.41.05"},
                                                                                {"owner", {{"name", "Nguyễn Thị Lan"}}},
                                                                                {"together", json::array{"1.001193"}}}));
    CHECK(online.status == 422);
    CHECK(online.has("Nộp nhiều thủ tục cùng lúc chỉ có tại quầy"));
    check_books(app);
}

TEST_CASE("a household business owns a dossier by its tax code, and somebody authorised may act for it until their day") {
    TestApp app("2022-07-11T09:00");
    const auto intake = [&](http::Pairs more) {
        http::Pairs fields{{"procedure", std::string(marital)},
                           {"owner.name", "Hộ kinh doanh Sáu Điểu"},
                           {"owner.kind", "household_business"},
                           {"channel", "direct"},
                           {"delivery", "counter"},
                           {"key", "k1"}};
        for (auto& field : more) fields.push_back(std::move(field));
        return app.as("binh").post("/desk/intake", std::move(fields));
    };
    CHECK(intake({}).has("Xin ghi mã số thuế."));
    CHECK(intake({{"owner.tax_code", "123"}}).status == 422);
    const http::Pairs sound{
        {"owner.tax_code", "0100109106"}, {"representative.name", "Điểu Sáu"}, {"representative.citizen_number", "070090000126"}};
    auto without = sound;
    CHECK(intake(without).has("Xin ghi giấy tờ ủy quyền"));
    auto ended = sound;
    for (const auto* piece : {"representative.until-day", "representative.until-month"}) ended.emplace_back(piece, "1");
    ended.emplace_back("representative.until-year", "2022");
    ended.emplace_back("representative.ground", "Giấy ủy quyền số 12/2022");
    CHECK(intake(ended).has("Ủy quyền đã hết hạn ngày 01/01/2022."));
    auto good = sound;
    good.emplace_back("representative.ground", "Giấy ủy quyền số 12/2022");
    const auto done = intake(good);
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H10");
    const auto code = done.location.substr(start, done.location.find('?') - start);
    const auto page = app.as("binh").get("/dossiers/" + code);
    for (const auto* said : {"Hộ kinh doanh", "0100109106", "Điểu Sáu", "Giấy ủy quyền số 12/2022"}) CHECK(page.has(said));
    CHECK(folder_of(app, code).dossier.representative->citizen_number == "070090000126");
    const auto read = app.program_of("binh").get("/api/v1/dossiers/" + code);
    CHECK(read.json().at("representative").at("name").as_string() == "Điểu Sáu");
    CHECK(read.json().at("owner").at("kind").as_string() == "household_business");
    check_books(app);
}
