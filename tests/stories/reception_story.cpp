#include "account/actions.hpp"
#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
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
