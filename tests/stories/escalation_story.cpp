#include "dossier/actions.hpp"
#include "escalation/actions.hpp"
#include "escalation/routes.hpp"
#include "message/message.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace motcua;
using test::Answer;
using test::TestApp;

namespace {

/// A dossier of three working days that Bình takes in at the counter on Monday 11 July 2022, accepted at once.
std::string taken_in(TestApp& app, const std::string& owner, const std::string& key) {
    const auto done = app.as("binh").post(
        "/desk/intake", {{"procedure", "1.004873"}, {"owner.name", owner}, {"channel", "direct"}, {"delivery", "counter"}, {"key", key}});
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H10");
    return done.location.substr(start, done.location.find('?') - start);
}

dossier::Dossier now_of(TestApp& app, const std::string& code) {
    auto& services = app.services();
    const auto system = account::Actor::system();
    return dossier::open({services.database, *services.shelf.get(), system, app.clock.now(), services.number_key}, code)->dossier;
}

void give_to_hoa(TestApp& app, const std::string& code) {
    const auto done = app.as("binh").post("/dossiers/" + code + "/assignment", {{"version", fmt::format("{}", now_of(app, code).version)},
                                                                                {"officer", fmt::format("{}", app.id_of("hoa"))}});
    REQUIRE(done.status == 303);
}

int remind(TestApp& app) {
    return escalation::remind(app.database(), *app.services().shelf.get(), app.unit("H10.41.05"), app.clock.now());
}

bool was_told(TestApp& app, std::string_view who, std::string_view what) {
    return app.as(who).get("/me/messages").has(what);
}

} // namespace

TEST_CASE("the morning page says what is late, what is due today and what each of them waits for") {
    TestApp app;
    const auto given = taken_in(app, "Điểu Bé", "k1");
    const auto lying = taken_in(app, "Thị Hoa", "k2");
    give_to_hoa(app, given);
    const auto due = *now_of(app, given).due_at;

    CHECK(app.as("tam").get("/today").has("Không có hồ sơ quá hạn."));
    CHECK_FALSE(app.as("tam").get("/today").has(given));

    app.clock.set(*parse_instant(iso(local_day(due) - 1) + "T08:00"));
    auto page = app.as("tam").get("/today");
    CHECK(page.has("Sắp đến hạn"));
    CHECK(page.has(given));
    CHECK(page.has("Đã tiếp nhận, chờ phân công"));

    app.clock.set(*parse_instant(iso(local_day(due)) + "T08:00"));
    CHECK(app.as("tam").get("/today").has("Không có hồ sơ quá hạn."));
    const auto late_by = app.services().shelf.get()->calendar().working_day(local_day(due), 2);
    app.clock.set(*parse_instant(iso(late_by) + "T08:00"));
    page = app.as("tam").get("/today");
    CHECK(page.has("trễ 2 ngày làm việc"));
    CHECK(page.has("/dossiers/" + lying));
    CHECK(page.has(std::string(test::person("hoa").full_name)));
    CHECK_FALSE(page.has("Điểu Bé")); // whose it is belongs to the case, not to the list of a meeting
}

TEST_CASE("a leader sees the numbers and the codes of the units below, and opens no case") {
    TestApp app;
    const auto code = taken_in(app, "Điểu Bé", "k1");
    app.clock.set(*parse_instant("2022-07-25T08:00"));
    const auto page = app.as("phuc").get("/today");
    CHECK(page.status == 200);
    CHECK(page.has(code));
    CHECK_FALSE(page.has("/dossiers/" + code));
    CHECK(app.as("lan").get("/today").status == 403);
    CHECK(app.as("dung").get("/today").status == 403);
    CHECK(app.visitor().get("/today").status == 303);
    CHECK_FALSE(app.as("thu").get("/today?unit=H10.41.05").has(code)); // another commune's clerk asks for it and sees her own
}

TEST_CASE("who holds a dossier is told once that it is near and once that it is late, its head once a day how much there is") {
    TestApp app;
    const auto given = taken_in(app, "Điểu Bé", "k1");
    const auto lying = taken_in(app, "Thị Hoa", "k2");
    give_to_hoa(app, given);
    const auto due = local_day(*now_of(app, given).due_at);
    CHECK(remind(app) == 0);
    CHECK_FALSE(was_told(app, "tam", "Việc hôm nay của"));

    app.clock.set(*parse_instant(iso(due) + "T06:30"));
    CHECK(remind(app) == 3); // Hòa holds one, nobody the other: Bình; and Tâm is the head
    CHECK(was_told(app, "hoa", "Hồ sơ " + given + " sắp đến hạn"));
    CHECK(was_told(app, "binh", "Hồ sơ " + lying + " sắp đến hạn"));
    CHECK_FALSE(was_told(app, "hoa", lying));
    CHECK(was_told(app, "tam", "0 hồ sơ quá hạn, 2 hồ sơ đến hạn hôm nay"));

    const auto messages = [&] { return message::inbox(app.database(), app.id_of("hoa"), 0, 50).messages.size(); };
    const auto before = messages();
    remind(app);
    CHECK(messages() == before);

    app.clock.set(*parse_instant(iso(app.services().shelf.get()->calendar().next_working(due)) + "T06:30"));
    remind(app);
    CHECK(was_told(app, "hoa", "Hồ sơ " + given + " đã quá hạn"));
    CHECK(messages() == before + 1);
    CHECK(was_told(app, "tam", "2 hồ sơ quá hạn"));
}

TEST_CASE("nobody is reminded on a day off, and the morning's run asks for the next one") {
    TestApp app;
    taken_in(app, "Điểu Bé", "k1");
    app.clock.set(*parse_instant("2022-07-24T06:30")); // a Sunday
    CHECK(remind(app) == 0);
    (void)app.database().write([&](db::Tx& tx) -> Result<void> {
        escalation::plan_reminders(tx, app.clock.now());
        escalation::plan_reminders(tx, app.clock.now());
        return {};
    });
    CHECK(app.queued("escalation.remind") == 1);
    app.clock.set(*parse_instant("2022-07-25T07:00"));
    app.run_jobs();
    CHECK(app.queued("escalation.remind") == 1);
    CHECK(was_told(app, "tam", "1 hồ sơ quá hạn"));
}
