#include "stories/api_programs.hpp"

#include <thread>

using namespace motcua;
using namespace motcua::test::programs;
using test::Answer;
using test::Client;
using test::TestApp;

TEST_CASE("every action names each member that is missing or unknown, and changes nothing") {
    TestApp app;
    const auto code = given_dossier(app);
    for (const auto* action : actions) {
        CAPTURE(action);
        auto& tam = app.program_of("tam");
        const auto empty = tam.call(Method::post, url_of(code, action), "{}");
        CHECK(empty.status == 422);
        CHECK(fields_of(empty).contains("version"));
        const auto unknown = tam.call(Method::post, url_of(code, action), R"({"version":1,"colour":"red"})");
        CHECK(unknown.status == 422);
        CHECK(fields_of(unknown).contains("colour"));
        for (const auto* body : {"", "{", "[]", R"({"version":"1"})", R"({"version":1,"version":1})"})
            CHECK(tam.call(Method::post, url_of(code, action), body).status == 422);
        const auto form = tam.post_bare(url_of(code, action), {{"version", "1"}});
        CHECK(form.status == 422);
        CHECK(form.json().at("code").as_string() == "visit.json.media_type");
    }
    CHECK(history_of(app, code) == "submission by Lan");
}

TEST_CASE("a submission that is wrong in many places names them all at once, in the caller's language") {
    TestApp app;
    auto& lan = app.program_of("lan");
    auto body = submission(app, birth, upload(app, "lan"));
    body["channel"] = "fax";
    body["colour"] = "red";
    body["owner"] = json::object{{"citizen_number", 12}, {"age", 3}};
    body["documents"] = json::array{"x", 7, json::object{{"id", "1"}, {"page", 2}}};
    body["answers"].as_object()["con.ho_ten"] = 7;
    const auto answer = submit(lan, body);
    CHECK(answer.status == 422);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(fields_of(answer) == Fields{"channel", "colour", "owner.name", "owner.citizen_number", "owner.age", "documents", "documents.page",
                                      "answers.con.ho_ten"});
    lan.set_header("accept-language", "en");
    const auto english = submit(lan, body);
    CHECK(english.has("Must be one of: direct, online, post."));
    for (const auto& problem : {answer.json(), english.json()})
        for (const auto& field : problem.at("fields").as_array()) CHECK(field.at("detail") != field.at("code"));
}

TEST_CASE("numbers, form and papers of a submission are checked, each under the name of its member") {
    TestApp app;
    auto body = submission(app, birth, upload(app, "lan"));
    body["owner"].as_object()["phone"] = "12";
    CHECK(fields_of(submit(app.program_of("lan"), body)) == Fields{"owner.phone"});
    body = submission(app, birth, upload(app, "lan"));
    body["unit"] = "H99.99";
    CHECK(fields_of(submit(app.program_of("lan"), body)) == Fields{"unit"});
    body["unit"] = commune;
    body["procedure"] = "9.999999";
    CHECK(fields_of(submit(app.program_of("lan"), body)) == Fields{"procedure"});
    body["procedure"] = birth;
    body["documents"] = json::array{};
    body["answers"].as_object().erase("con.ho_ten");
    CHECK(fields_of(submit(app.program_of("lan"), body)) == Fields{"con.ho_ten", "part-1"});
    CHECK(app.program_of("lan").call(Method::post, "/api/v1/documents").status == 422);
    CHECK(app.program_of("lan").upload("/api/v1/documents", {"file", "a.pdf", "application/pdf", "GIF89a"}).status == 422);
}

TEST_CASE("the same key and body are one dossier; the same key with anything else is refused") {
    TestApp app;
    constexpr std::string_view key = "0190a1b2-0000-7000-8000-000000000001";
    const auto body = submission(app, birth, upload(app, "lan"));
    const auto first = submit(app.program_of("lan"), body, key);
    REQUIRE(first.status == 201);
    const auto again = submit(app.program_of("lan"), body, key);
    CHECK(again.status == 200);
    CHECK(again.json() == first.json());
    for (const auto* member : {"name", "phone", "email", "address", "citizen_number"}) {
        CAPTURE(member);
        auto other = body;
        other["owner"].as_object()[member] = member == std::string_view("phone")            ? "0987654321"
                                             : member == std::string_view("citizen_number") ? "070190000124"
                                                                                            : "khác";
        const auto refused = submit(app.program_of("lan"), other, key);
        CHECK(refused.status == 422);
        CHECK(fields_of(refused) == Fields{"Idempotency-Key"});
    }
    CHECK(submit(app.program_of("minh"), submission(app, birth, upload(app, "minh")), key).status == 201); // keys are everybody's own
    CHECK(fields_of(submit(app.program_of("lan"), body, std::string(201, 'k'))) == Fields{"Idempotency-Key"});
    CHECK(app.queued("message.sms") == 2);
}

TEST_CASE("of two programs that accept the same version at once one is granted and the other told") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto queued = app.queued("message.sms");
    auto first = app.program_of("binh");
    auto second = app.program_of("binh");
    Answer answers[2];
    const auto accept = [&](Client& program, Answer& answer) {
        answer = program.call(Method::post, url_of(code, "acceptance"), R"({"version":1})");
    };
    std::thread other([&] { accept(second, answers[1]); });
    accept(first, answers[0]);
    other.join();
    CHECK(answers[0].status + answers[1].status == 200 + 409);
    CHECK(app.queued("message.sms") == queued + 1);
    const auto late = act(app, "binh", code, "refusal", {{"version", 1}, {"reason", "Thiếu"}, {"legal_ground", "NĐ 61"}});
    CHECK(late.status == 409);
    CHECK(late.json().at("code").as_string() == "dossier.moved_meanwhile");
    CHECK(history_of(app, code) == "submission by Lan; acceptance by Bình");
}

TEST_CASE("others get nothing of a dossier over the API: another citizen 404, a clerk elsewhere 403, nobody 401") {
    TestApp app;
    const auto code = given_dossier(app);
    const auto document = text(read(app, "lan", code).at("documents").at(0).at("id"));
    const auto asked = [&](Client& program) {
        std::set<int> statuses;
        for (const auto& rest : {std::string(), std::string("events"), std::string("receipt.pdf"), "papers/" + document})
            statuses.insert(program.get(url_of(code, rest)).status);
        for (const auto* action : actions) {
            const bool worded = std::string_view(action) == "acceptance" || std::string_view(action) == "withdrawal";
            if (worded) statuses.insert(program.call(Method::post, url_of(code, action), R"({"version":1})").status);
        }
        return statuses;
    };
    CHECK(asked(app.program_of("minh")) == std::set{404});
    CHECK(asked(app.program_of("dung")) == std::set{404}); // a helper is no staff
    CHECK(asked(app.program_of("thu")) == std::set{403});
    CHECK(app.program_of("thu").get(url_of(code, "officers")).status == 403);
    auto nobody = app.visitor();
    CHECK(asked(nobody) == std::set{401});
    CHECK(nobody.get(url_of(code)).header("www-authenticate") == "Bearer");
    CHECK(app.program_of("lan").get(url_of(code, "papers/1")).status == 404);
    CHECK(app.program_of("lan").get(url_of("H10.41.05-220711-9999")).status == 404);
    CHECK(app.program_of("lan").get(url_of("khong-co")).status == 404);
    CHECK(history_of(app, code) == "submission by Lan");
}

TEST_CASE("what the server cannot take apart below /api/ is refused as a problem, elsewhere as a page") {
    TestApp app;
    http::Request unreadable;
    unreadable.target = "/api/v1/units/%ff?on=2022-07-11";
    CHECK(app.app().gate().refusal(400, unreadable).header("content-type") == "application/problem+json");
    unreadable.target = "/dossiers/%ff";
    CHECK(app.app().gate().refusal(400, unreadable).header("content-type").starts_with("text/html"));
}
