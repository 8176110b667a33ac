#include "account/actions.hpp"
#include "support/test_app.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <algorithm>

using namespace motcua;
using test::Client;
using test::TestApp;

namespace {

constexpr std::string_view phone = "0987654322";
constexpr std::string_view password = "con trâu xanh lá";

/// The six digits of the newest message to `to`.
std::string code_for(TestApp& app, std::string_view to, std::string_view kind = "message.sms") {
    const auto bodies = app.bodies_of(kind);
    for (auto body = bodies.rbegin(); body != bodies.rend(); ++body) {
        const auto job = boost::json::parse(*body);
        if (job.at("to").as_string() != to) continue;
        const std::string text(job.at("text").as_string());
        const auto digit = text.find_first_of("0123456789");
        return digit == std::string::npos ? "" : text.substr(digit, 6);
    }
    return "";
}

std::string other_than(std::string code) {
    code[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
    return code;
}

void register_with(TestApp& app, Client& browser, std::string_view contact, std::string_view kind = "message.sms") {
    REQUIRE(browser.post("/register", {{"contact", std::string(contact)}}).location == "/register/code");
    REQUIRE(browser.post("/register/code", {{"code", code_for(app, contact, kind)}}).location == "/register/password");
    REQUIRE(browser.post("/register/password", {{"name", "Nguyễn Văn Tư"}, {"password", std::string(password)}}).location == "/me");
}

test::Answer sign_in(Client& browser, std::string_view login, std::string_view with) {
    return browser.post("/sign-in", {{"login", std::string(login)}, {"password", std::string(with)}});
}

std::string body_of(std::string_view login, std::string_view with) {
    return boost::json::serialize(boost::json::object{{"login", login}, {"password", with}});
}

} // namespace

TEST_CASE("a person registers by phone, confirms the code, chooses a password, signs out and in, and fills the profile") {
    TestApp app;
    auto browser = app.visitor();
    CHECK(browser.get("/register").has("Đăng ký tài khoản"));
    CHECK(browser.post("/register", {{"contact", "0987 654 322"}}).location == "/register/code");
    CHECK(app.queued("message.sms") == 1);
    CHECK(browser.get("/register/code").has("Mã gồm 6 chữ số"));
    CHECK(browser.get("/register/password").location == "/register"); // not before the code is confirmed
    CHECK(browser.post("/register/code", {{"code", code_for(app, phone)}}).location == "/register/password");

    const auto weak = browser.post("/register/password", {{"name", "Nguyễn Văn Tư"}, {"password", "12345678"}});
    CHECK(weak.status == 422);
    CHECK(weak.has("quá dễ đoán"));
    CHECK(weak.value_of("name") == "Nguyễn Văn Tư");
    CHECK_FALSE(weak.has("12345678"));

    CHECK(browser.post("/register/password", {{"name", "Nguyễn Văn Tư"}, {"password", std::string(password)}}).location == "/me");
    CHECK(browser.get("/me").has("Chào Nguyễn Văn Tư"));
    CHECK(browser.post("/sign-out").location == "/");
    CHECK(browser.get("/me").location == "/sign-in?to=%2Fme");

    CHECK(sign_in(browser, "+84 987 654 322", password).location == "/me");
    const auto wrong = browser.post("/me/profile", {{"name", "Nguyễn Văn Tư"}, {"citizen_number", "123"}, {"email", "tư@"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.has("12 chữ số"));
    CHECK(wrong.value_of("citizen_number") == "123");
    CHECK(browser.post("/me/profile", {{"name", "Nguyễn Văn Tư"}, {"citizen_number", "070090000123"}, {"address", "Ấp 1"}}).location ==
          "/me");
    CHECK(browser.get("/me/profile").value_of("citizen_number") == "070090000123");
}

TEST_CASE("an e-mail address registers as well, and the message comes as a mail") {
    TestApp app;
    auto browser = app.visitor();
    register_with(app, browser, "tu.nguyen@example.vn", "message.mail");
    CHECK(browser.get("/me").status == 200);
}

TEST_CASE("a citizen number lies sealed in the database") {
    TestApp app;
    const account::Setting setting{app.database(), app.services().number_key, app.services().limits, app.clock.now()};
    REQUIRE(account::save_profile(setting, app.id_of("lan"), {.name = "Nguyễn Thị Lan", .citizen_number = "070190000456"}));
    static const db::Query<db::Bytes(Id)> raw{"select citizen_number from account where id = $1"};
    const auto stored = app.database().read([&](db::Tx& tx) { return tx.one(raw, app.id_of("lan")).value(); });
    CHECK(stored.value.size() > 12);
    CHECK(stored.value.find("070190000456") == std::string::npos);
    CHECK(app.as("lan").get("/me/profile").has("070190000456"));
}

TEST_CASE("after five wrong guesses a code is worth nothing") {
    TestApp app;
    auto browser = app.visitor();
    browser.post("/register", {{"contact", std::string(phone)}});
    const auto code = code_for(app, phone);
    for (int guess = 0; guess < 5; ++guess) CHECK(browser.post("/register/code", {{"code", other_than(code)}}).has("Mã chưa đúng"));
    const auto right = browser.post("/register/code", {{"code", code}});
    CHECK(right.status == 422);
    CHECK(right.has("Mã không còn dùng được"));
}

TEST_CASE("a code is worth nothing after five minutes, and works once") {
    TestApp app;
    auto browser = app.visitor();
    browser.post("/register", {{"contact", std::string(phone)}});
    const auto code = code_for(app, phone);
    SUBCASE("too late") {
        app.clock.advance(5 * 60'000);
        CHECK(browser.post("/register/code", {{"code", code}}).has("Mã không còn dùng được"));
    }
    SUBCASE("twice") {
        CHECK(browser.post("/register/code", {{"code", code}}).location == "/register/password");
        CHECK(browser.post("/register/code", {{"code", code}}).has("Mã không còn dùng được"));
    }
    SUBCASE("in another browser") {
        auto thief = app.visitor();
        thief.post("/register", {{"contact", "0987654323"}});
        CHECK(thief.post("/register/code", {{"code", code}}).status == 422);
    }
}

TEST_CASE("a fourth code within fifteen minutes is not sent") {
    TestApp app;
    auto browser = app.visitor();
    for (int i = 0; i < 3; ++i) CHECK(browser.post("/register", {{"contact", std::string(phone)}}).status == 303);
    CHECK(browser.post("/register", {{"contact", std::string(phone)}}).status == 429);
    CHECK(app.queued("message.sms") == 3);
    app.clock.advance(15 * 60'000);
    CHECK(browser.post("/register", {{"contact", std::string(phone)}}).status == 303);
}

TEST_CASE("nobody can find out who has an account") {
    TestApp app;
    auto browser = app.visitor();
    const std::string known(test::person("lan").login);
    CHECK(browser.post("/register", {{"contact", known}}).location == "/register/code");
    CHECK(code_for(app, known) == "");
    CHECK(app.bodies_of("message.sms").back().find("đã có tài khoản") != std::string::npos);
    CHECK(browser.post("/forgot", {{"contact", std::string(phone)}}).location == "/forgot/code");
    CHECK(app.queued("message.sms") == 1);
    CHECK(sign_in(browser, known, "sai mật khẩu").body.size() == sign_in(browser, "0999999999", "sai mật khẩu").body.size());
}

TEST_CASE("who forgot the password sets a new one by code, and every other door closes") {
    TestApp app;
    auto first = app.visitor();
    register_with(app, first, phone);
    auto second = app.visitor();
    CHECK(second.post("/forgot", {{"contact", std::string(phone)}}).location == "/forgot/code");
    CHECK(second.post("/forgot/code", {{"code", code_for(app, phone)}}).location == "/forgot/password");
    CHECK(second.post("/forgot/password", {{"password", "ba con mèo mướp"}}).location == "/me");
    CHECK(second.get("/me").status == 200);
    CHECK(first.get("/me").status == 303);
    auto third = app.visitor();
    CHECK(sign_in(third, phone, password).status == 422);
    CHECK(sign_in(third, phone, "ba con mèo mướp").status == 303);
}

TEST_CASE("ten wrong passwords close the door for fifteen minutes, for the account and from the address") {
    TestApp app;
    auto browser = app.visitor();
    register_with(app, browser, phone);
    auto thief = app.visitor();
    for (int i = 0; i < 10; ++i) CHECK(sign_in(thief, phone, "sai rồi nhé").status == 422);
    const auto refused = sign_in(thief, phone, password);
    CHECK(refused.status == 429);
    CHECK(refused.has("sai quá nhiều lần"));
    CHECK(sign_in(thief, test::person("lan").login, password).status == 429);
    auto elsewhere = app.visitor();
    elsewhere.set_peer("198.51.100.9");
    CHECK(sign_in(elsewhere, phone, password).status == 429);
    app.clock.advance(15 * 60'000);
    CHECK(sign_in(elsewhere, phone, password).status == 303);
}

TEST_CASE("a form without the right token changes nothing") {
    TestApp app;
    auto& lan = app.as("lan");
    const auto stranger = app.visitor().get("/sign-in").value_of("csrf");
    for (const auto& token : {std::string(), std::string("made-up"), stranger}) {
        CHECK(lan.post_bare("/me/profile", {{"name", "Kẻ lạ"}, {"csrf", token}}).status == 403);
        CHECK(lan.get("/me").has("Nguyễn Thị Lan"));
    }
}

TEST_CASE("a form from a foreign page changes nothing, even with the right token") {
    TestApp app;
    auto& lan = app.as("lan");
    const auto token = lan.get("/me/profile").value_of("csrf");
    const http::Pairs form{{"name", "Kẻ lạ"}, {"csrf", token}};
    CHECK(lan.post_bare("/me/profile", form, {{"origin", "https://evil.example"}}).status == 403);
    CHECK(lan.post_bare("/me/profile", form, {{"sec-fetch-site", "cross-site"}}).status == 403);
    CHECK(lan.get("/me").has("Nguyễn Thị Lan"));
    CHECK(lan.post_bare("/me/profile", {{"name", "Lan Nguyễn"}, {"csrf", token}}, {{"origin", "http://motcua.test"}}).status == 303);
    CHECK(lan.get("/me").has("Lan Nguyễn"));
}

TEST_CASE("an idle session ends: after thirty minutes for citizens, fifteen for staff, twelve hours for all") {
    TestApp app;
    auto& lan = app.as("lan");
    auto& binh = app.as("binh");
    app.clock.advance(14 * 60'000);
    CHECK(binh.get("/me").status == 200);
    app.clock.advance(15 * 60'000);
    CHECK(binh.get("/me").status == 303);
    CHECK(lan.get("/me").status == 200);
    app.clock.advance(30 * 60'000);
    CHECK(lan.get("/me").status == 303);

    auto& minh = app.as("minh");
    for (int i = 0; i < 12 * 3 - 1; ++i) {
        app.clock.advance(20 * 60'000);
        REQUIRE(minh.get("/me").status == 200);
    }
    app.clock.advance(20 * 60'000);
    CHECK(minh.get("/me").status == 303);
}

TEST_CASE("signing in makes a new token, and the one before opens nothing") {
    TestApp app;
    auto browser = app.visitor();
    register_with(app, browser, phone);
    const auto before = browser.cookie("motcua");
    sign_in(browser, phone, password);
    CHECK(browser.cookie("motcua") != before);
    auto old = app.visitor();
    old.set_cookie("motcua", before);
    CHECK(old.get("/me").status == 303);
}

TEST_CASE("a person sees where they are signed in, and ends one session or all others, at once") {
    TestApp app;
    auto& here = app.as("lan");
    app.program_of("lan");
    const auto page = here.get("/me/sessions");
    CHECK(page.has("Thiết bị ông/bà đang dùng"));
    CHECK(page.has("Chương trình kết nối (API)"));
    SUBCASE("all others") {
        auto& program = app.program_of("lan");
        CHECK(here.post("/me/sessions/end-others").location == "/me/sessions");
        CHECK(program.call(http::Method::delete_, "/api/v1/sessions").status == 401);
        CHECK(here.get("/me").status == 200);
    }
    SUBCASE("not somebody else's") {
        const auto place = page.body.find("/me/sessions/") + std::string_view("/me/sessions/").size();
        const auto id = page.body.substr(place, page.body.find('/', place) - place);
        CHECK(app.as("minh").post("/me/sessions/" + id + "/end").status == 404);
        CHECK(here.post("/me/sessions/" + id + "/end").status == 303);
        CHECK(here.post("/me/sessions/" + id + "/end").status == 404);
    }
}

TEST_CASE("changing the password asks for the current one and signs other devices out") {
    TestApp app;
    auto here = app.visitor();
    register_with(app, here, phone);
    auto there = app.visitor();
    sign_in(there, phone, password);
    CHECK(here.post("/me/password", {{"current", "không phải"}, {"password", "ba con mèo mướp"}}).has("Mật khẩu hiện tại chưa đúng"));
    CHECK(there.get("/me").status == 200);
    CHECK(here.post("/me/password", {{"current", std::string(password)}, {"password", "ba con mèo mướp"}}).location == "/me");
    CHECK(here.get("/me").status == 200);
    CHECK(there.get("/me").status == 303);
}

TEST_CASE("a program signs in for a token, uses it, and ends it; web and program tokens do not open each other's door") {
    TestApp app;
    auto browser = app.visitor();
    register_with(app, browser, phone);
    auto program = app.visitor();
    const auto made = program.call(http::Method::post, "/api/v1/sessions", body_of(phone, password));
    CHECK(made.status == 201);
    const std::string token(made.json().at("token").as_string());
    CHECK(made.json().at("expires_at").as_string() == "2022-07-11T21:00:00+07:00");
    auto mixed = app.visitor();
    mixed.set_cookie("motcua", token);
    CHECK(mixed.get("/me").status == 303);
    mixed.set_bearer(browser.cookie("motcua"));
    CHECK(mixed.call(http::Method::delete_, "/api/v1/sessions").status == 401);
    program.set_bearer(token);
    CHECK(program.call(http::Method::delete_, "/api/v1/sessions").status == 204);
    CHECK(program.call(http::Method::delete_, "/api/v1/sessions").status == 401);
}

TEST_CASE("a program hears what is wrong as a problem with a code") {
    TestApp app;
    auto program = app.visitor();
    const auto problem = [&](std::string body) {
        const auto answer = program.call(http::Method::post, "/api/v1/sessions", std::move(body));
        CHECK(answer.header("content-type") == "application/problem+json");
        CHECK(answer.json().at("status").as_int64() == answer.status);
        return std::string(answer.json().at("code").as_string());
    };
    CHECK(problem("{") == "visit.json.malformed");
    CHECK(problem(R"({"login":"a","login":"b","password":"c"})") == "visit.json.key_twice");
    CHECK(problem(body_of("0987654321", "sai")) == "account.sign_in.wrong");
    program.set_header("accept-language", "en");
    const auto answer = program.call(http::Method::post, "/api/v1/sessions", R"({"login":5,"extra":1})");
    CHECK(answer.status == 422);
    const auto body = answer.json(); // named: the loop does not keep it alive
    std::vector<std::string> fields;
    for (const auto& field : body.at("fields").as_array()) fields.emplace_back(field.at("field").as_string());
    CHECK(fields == std::vector<std::string>{"login", "password", "extra"});
    CHECK(answer.has("There is no such field."));
}

TEST_CASE("the language stays as chosen, and the way back is never another site") {
    TestApp app;
    auto browser = app.visitor();
    CHECK(browser.get("/sign-in").has("Đăng nhập"));
    CHECK(browser.get("/language/en?back=/sign-in").location == "/sign-in");
    CHECK(browser.get("/sign-in").has("Sign in"));
    CHECK(browser.get("/language/vi?back=//evil.example").location == "/");
    CHECK(browser.get("/language/vi?back=https://evil.example").location == "/");
    CHECK(browser.get("/language/fr").status == 404);
    const auto found = browser.get("/procedures?q=khai+sinh");
    REQUIRE(found.has("/language/en?back=%2Fprocedures%3Fq%3Dkhai%2Bsinh"));
    CHECK(browser.get("/language/en?back=%2Fprocedures%3Fq%3Dkhai%2Bsinh").location == "/procedures?q=khai+sinh");
    CHECK(browser.get("/sign-in?to=//evil.example").value_of("to") == "/");
}

TEST_CASE("after signing in a person comes back to where they wanted to go") {
    TestApp app;
    auto browser = app.visitor();
    register_with(app, browser, phone);
    browser.post("/sign-out");
    const auto asked = browser.get("/me/sessions");
    CHECK(asked.location == "/sign-in?to=%2Fme%2Fsessions");
    CHECK(browser.get(asked.location).value_of("to") == "/me/sessions");
    const auto back =
        browser.post("/sign-in", {{"login", std::string(phone)}, {"password", std::string(password)}, {"to", "/me/sessions"}});
    CHECK(back.location == "/me/sessions");
}

TEST_CASE("a role holds from when it is given until it is taken") {
    TestApp app;
    const auto unit = app.unit("H10.41.05");
    const auto write = [&](auto work) {
        REQUIRE(app.database().write([&](db::Tx& tx) -> Result<bool> {
            work(tx);
            return true;
        }));
    };
    write([&](db::Tx& tx) {
        account::give(tx, app.id_of("lan"), account::Role::clerk, unit, app.clock.now(), app.clock.now() + day_ms, 0);
        account::give(tx, app.id_of("lan"), account::Role::clerk, unit, app.clock.now(), app.clock.now() + day_ms, 0);
    });
    CHECK(app.actor("lan").grants.size() == 1);
    SUBCASE("it runs out") {
        app.clock.advance(day_ms);
        CHECK(app.actor("lan").grants.empty());
    }
    SUBCASE("it is taken") {
        write([&](db::Tx& tx) { CHECK(account::take(tx, app.id_of("lan"), account::Role::clerk, unit, app.clock.now() + 1)); });
        app.clock.advance(1);
        CHECK(app.actor("lan").grants.empty());
        write([&](db::Tx& tx) { CHECK_FALSE(account::take(tx, app.id_of("lan"), account::Role::clerk, unit, app.clock.now())); });
    }
}
