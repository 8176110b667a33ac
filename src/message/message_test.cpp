#include "message/message.hpp"

#include "base/text.hpp"
#include "jobs/jobs.hpp"
#include "message/routes.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using message::Recipient;

namespace {

const Instant now = *parse_instant("2022-07-11T09:30");
const std::vector<std::string> words{"H10.35.12-220711-0001", "Đăng ký khai sinh", "17:00 ngày 12/07/2022"};
constexpr const char* kinds[] = {"dossier_submitted",        "dossier_accepted",   "dossier_refused",  "dossier_supplement_requested",
                                 "dossier_supplemented",     "dossier_apology",    "dossier_resolved", "dossier_fee_requested",
                                 "dossier_returned",         "dossier_withdrawn",  "dossier_stopped",  "dossier_dispatched",
                                 "dossier_parcel_returned",  "dossier_lapse_soon", "dossier_lapsed",   "account_code",
                                 "account_password_changed", "dossier_transferred"};

void tell(db::Database& database, const Recipient& recipient, std::string_view kind, std::string_view link = "/dossiers/1",
          std::string_view key = {}, Instant at = now) {
    (void)database.write([&](db::Tx& tx) -> Result<void> {
        message::tell(tx, recipient, kind, words, link, at, key);
        return {};
    });
}

std::int64_t unread(db::Database& database, Id account) {
    return database.read([&](db::Tx& tx) { return message::unread(tx, account); });
}

std::int64_t queued(db::Database& database) {
    return database.read([](db::Tx& tx) { return jobs::counts(tx).waiting; });
}

} // namespace

TEST_CASE("a message is in the inbox with a job for each way out, and nothing is written when the action fails") {
    test::each_database([](db::Database& database) {
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            message::tell(tx, {7, "0912345678", "lan@example.vn"}, "dossier_accepted", words, "/dossiers/1", now);
            return refuse(Kind::conflict, "dossier.moved_meanwhile");
        });
        CHECK(unread(database, 7) == 0);
        CHECK(queued(database) == 0);
        tell(database, {7, "0912345678", "lan@example.vn"}, "dossier_accepted");
        CHECK(unread(database, 7) == 1);
        CHECK(queued(database) == 2);
        tell(database, {8, "", ""}, "dossier_accepted");
        CHECK(unread(database, 8) == 1);
        CHECK(queued(database) == 2);
        tell(database, {0, "0912345678", ""}, "account_code");
        CHECK(queued(database) == 3);
        CHECK(message::inbox(database, 0, 0, 10).messages.empty());
    });
}

TEST_CASE("the same message is told once, to each person") {
    test::each_database([](db::Database& database) {
        for (int time = 0; time < 3; ++time)
            tell(database, {7, "0912345678", "lan@example.vn"}, "dossier_accepted", "/dossiers/1", "accepted/1");
        CHECK(unread(database, 7) == 1);
        CHECK(queued(database) == 2);
        tell(database, {8, "0987654321", ""}, "dossier_accepted", "/dossiers/1", "accepted/1");
        CHECK(unread(database, 8) == 1);
        CHECK(queued(database) == 3);
        for (int time = 0; time < 2; ++time)
            tell(database, {0, "0911111111", ""}, "dossier_accepted", "/dossiers/1", "accepted/1/0911111111");
        CHECK(queued(database) == 4);
        tell(database, {7, "", ""}, "dossier_accepted");
        tell(database, {7, "", ""}, "dossier_accepted");
        CHECK(unread(database, 7) == 3);
    });
}

TEST_CASE("a message leads to a page of our own and nowhere else") {
    const auto database = test::fresh_sqlite();
    for (const auto* link : {"https://evil.example", "//evil.example", "javascript:alert(1)", "dossiers/1"})
        CHECK_THROWS_AS(tell(*database, {7, "", ""}, "dossier_accepted", link), std::logic_error);
    CHECK(unread(*database, 7) == 0);
}

TEST_CASE("the inbox shows the newest first, page by page, each message once") {
    test::each_database([](db::Database& database) {
        for (int number = 0; number < 25; ++number) tell(database, {7, "", ""}, "dossier_accepted", "/dossiers/" + std::to_string(number));
        tell(database, {8, "", ""}, "dossier_refused");
        std::vector<std::string> links;
        Id after = 0;
        int pages = 0;
        do {
            const auto page = message::inbox(database, 7, after, 10);
            for (const auto& one : page.messages) links.push_back(one.link);
            after = page.next;
            ++pages;
        } while (after != 0);
        CHECK(pages == 3);
        REQUIRE(links.size() == 25);
        for (int number = 0; number < 25; ++number)
            CHECK(links[static_cast<std::size_t>(number)] == "/dossiers/" + std::to_string(24 - number));
    });
}

TEST_CASE("the words of a message follow the language of whoever reads it") {
    const auto database = test::fresh_sqlite();
    tell(*database, {7, "", ""}, "dossier_accepted");
    const auto found = message::inbox(*database, 7, 0, 10).messages.at(0);
    CHECK(found.title(Locale::vi) == "Hồ sơ H10.35.12-220711-0001 đã được tiếp nhận");
    CHECK(found.text(Locale::vi).find("(Đăng ký khai sinh) đã được tiếp nhận. Hẹn trả kết quả: 17:00 ngày 12/07/2022.") !=
          std::string::npos);
    CHECK(found.title(Locale::en) == "Dossier H10.35.12-220711-0001 has been accepted");
    CHECK(found.created_at == now);
    CHECK_FALSE(found.read_at);
}

TEST_CASE("opening a message marks it as read once and leads on; a stranger finds none") {
    test::each_database([](db::Database& database) {
        tell(database, {7, "", ""}, "dossier_accepted", "/dossiers/1");
        tell(database, {7, "", ""}, "account_password_changed", "");
        const auto messages = message::inbox(database, 7, 0, 10).messages;
        const auto id = messages.at(1).id;
        CHECK(message::open(database, 8, id, now).error() == Error{Kind::not_found, "message.not_found"});
        CHECK(message::open(database, 7, 12345, now).error().kind == Kind::not_found);
        CHECK(unread(database, 7) == 2);
        CHECK(message::open(database, 7, id, now + 1000) == "/dossiers/1");
        CHECK(message::open(database, 7, id, now + 2000) == "/dossiers/1");
        CHECK(message::inbox(database, 7, 0, 10).messages.at(1).read_at == now + 1000);
        CHECK(unread(database, 7) == 1);
        tell(database, {7, "", ""}, "dossier_resolved", "/dossiers/1", "", now + 5000);
        CHECK(message::mark_all_read(database, 7, now + 3000));
        CHECK(unread(database, 7) == 1); // what came since the page was shown stays new
    });
}

TEST_CASE("every kind of message has its words in both languages, and its SMS fits one part") {
    for (const auto locale : {Locale::vi, Locale::en})
        for (const std::string kind : kinds) {
            CAPTURE(kind);
            for (const auto* part : {".title", ".text", ".sms"}) CHECK(has_sentence(locale, "message." + kind + part));
            // The longest code a unit can have, and the longest date: nothing of the sentence may be cut.
            const std::vector<std::string> longest{"H10.35.12.123-220711-12345", "x", "17:00 ngày 12/07/2022"};
            const auto sms = sentence(locale, "message." + kind + ".sms", longest);
            CHECK(sms.find("{") == std::string::npos);
            CHECK(message::sms_text(sms).size() <= 160);
            CHECK_FALSE(message::sms_text(sms).ends_with("..."));
            CHECK(message::sms_text(sms).find('?') == std::string::npos);
        }
}

TEST_CASE("an SMS is written in plain letters and never longer than one part") {
    CHECK(message::sms_text("Đường Nguyễn Ưỡn – “Ễ” ữ ợ…") == "Duong Nguyen Uon - \"E\" u o...");
    CHECK(message::sms_text("dòng một\ndòng hai") == "dong mot dong hai");
    CHECK(message::sms_text("{a} [b] ~ 漢") == "-a- -b- - ?");
    CHECK(message::sms_text(std::string(160, 'a')) == std::string(160, 'a'));
    CHECK(message::sms_text(std::string(161, 'a')) == std::string(157, 'a') + "...");
    const auto once = message::sms_text("Hồ sơ của ông/bà đã xong. " + std::string(200, 'x'));
    CHECK(message::sms_text(once) == once);
}

namespace {

/// The inbox's routes as a signed-in person meets them.
struct Door {
    test::FreshDatabase database = test::fresh_sqlite();
    Clock clock{now};
    law::Shelf shelf{std::make_shared<law::Law>()};
    visit::Services services{.database = *database, .clock = clock, .shelf = shelf};
    visit::Routes routes = message::web_routes();

    http::Response ask(std::size_t row, http::PathValues values = {}, http::Pairs query = {}) {
        http::Request request{.method = routes[row].method, .path = "/me/messages", .query = std::move(query)};
        visit::Visit visit(request, std::move(values), services, {.account = 7, .name = "Lan", .citizen = true}, Locale::vi, "token");
        return routes[row].handler(visit);
    }
};

} // namespace

TEST_CASE("the page of messages marks what is new, and a button opens each") {
    Door door;
    for (const auto& route : door.routes) CHECK_FALSE(route.access.allows({}));
    CHECK(door.ask(0).body.find("Ông/bà chưa có tin nhắn nào") != std::string::npos);
    tell(*door.database, {7, "", ""}, "dossier_accepted", "/dossiers/1");
    const auto id = message::inbox(*door.database, 7, 0, 1).messages.at(0).id;
    const auto page = door.ask(0);
    CHECK(page.status == 200);
    CHECK(page.body.find("1 tin chưa đọc") != std::string::npos);
    CHECK(page.body.find("Chưa đọc") != std::string::npos);
    CHECK(page.body.find("action=\"/me/messages/" + std::to_string(id) + "/reading\"") != std::string::npos);
    const auto opened = door.ask(1, {{"message", std::to_string(id)}});
    CHECK(opened.status == 303);
    CHECK(opened.header("location") == "/dossiers/1");
    CHECK(door.ask(0).body.find("Chưa đọc") == std::string::npos);
    for (const auto* wrong : {"0", "-1", "x", "99999999999999999999", "1"}) CHECK(door.ask(1, {{"message", wrong}}).status == 404);
    CHECK(door.ask(2).header("location") == "/me/messages");
}

TEST_CASE("older messages are a link away") {
    Door door;
    for (int number = 0; number < 21; ++number) tell(*door.database, {7, "", ""}, "dossier_accepted", "/dossiers/1");
    const auto after = std::to_string(message::inbox(*door.database, 7, 0, 20).next);
    CHECK(door.ask(0).body.find("/me/messages?after=" + after) != std::string::npos);
    const auto second = door.ask(0, {}, {{"after", after}}).body;
    CHECK(second.find("Về tin mới nhất") != std::string::npos);
    CHECK(second.find("Tin cũ hơn") == std::string::npos);
    CHECK(door.ask(0, {}, {{"after", "nonsense"}}).status == 200);
}
