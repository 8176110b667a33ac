#include "dossier/actions.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using test::TestApp;

namespace {

std::string feed_path(TestApp& app, std::string_view who) {
    const auto page = app.as(who).get("/me/calendar");
    REQUIRE(page.status == 200);
    const auto start = page.body.find("/due-dates/");
    REQUIRE(start != std::string::npos);
    return page.body.substr(start, page.body.find('"', start) - start);
}

std::string sent_by_lan(TestApp& app) {
    const auto& services = app.services();
    const auto lan = app.actor("lan");
    dossier::Submission submission;
    submission.facts.procedure = "1.004873";
    submission.facts.unit = app.unit("H10.41.05");
    submission.facts.owner.name = "Nguyễn Thị Lan";
    submission.facts.account = lan.account;
    submission.facts.channel = procedure::Channel::direct;
    const auto binh = app.actor("binh");
    submission.accept_at_once = true;
    const auto law = services.shelf.get();
    const auto done = dossier::submit({services.database, *law, binh, app.clock.now(), services.number_key}, submission);
    REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().code));
    return done->dossier.code;
}

} // namespace

TEST_CASE("everybody sees when the desks are open, today's hours first, and which days are off and why") {
    TestApp app;
    auto open = app.visitor().get("/calendar");
    CHECK(open.has("Bây giờ đang mở cửa"));
    CHECK(open.has("07:00 – 11:30, 13:30 – 17:00"));
    CHECK(open.has("Quốc khánh"));
    app.clock.set(*parse_instant("2022-07-10T09:00"));
    const auto closed = app.visitor().get("/calendar/H10.41.05");
    CHECK(closed.has("Bây giờ không làm việc"));
    CHECK(closed.has("Xã Phước Tân"));
    CHECK(app.visitor().get("/calendar/H99").status == 404);
}

TEST_CASE("a citizen's promised days come as a calendar to whoever holds the link, and to nobody else") {
    TestApp app;
    const auto path = feed_path(app, "lan");
    CHECK_FALSE(app.visitor().get(path).has("VEVENT"));
    const auto code = sent_by_lan(app);
    const auto feed = app.visitor().get(path);
    CHECK(feed.status == 200);
    CHECK(feed.has("BEGIN:VCALENDAR"));
    CHECK(feed.has("UID:" + code));
    CHECK(feed.has("DTSTART:20220714T100000Z")); // three working days from Monday: Thursday, five in the afternoon
    CHECK_FALSE(feed.has("Lan"));

    CHECK(app.visitor().get(path.substr(0, path.size() - 1)).status == 404);
    CHECK(feed_path(app, "minh") != path);
    CHECK(app.as("binh").get("/me/calendar").status == 403);
}
