#include "account/actions.hpp"
#include "dossier/actions.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "law/actions.hpp"
#include "law/holding.hpp"
#include "reception/regrant.hpp"
#include "support/test_app.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace motcua;
using test::TestApp;

namespace {

constexpr std::string_view marital = "1.004873";

void load_law(TestApp& app) {
    app.services().shelf.put(app.database().read([](db::Tx& tx) { return law::load(tx); }));
}

/// As if nobody had heard of the merger yet.
void only_the_tree_of_2022(TestApp& app) {
    (void)app.database().write([](db::Tx& tx) -> Result<void> {
        law::hold_units_of(tx, *day_of(2022, 7, 1));
        return {};
    });
    load_law(app);
}

void import_the_tree_of_2025(TestApp& app) {
    const auto report = law::import_file(law::DataKind::units, "data/units/binh-phuoc.json", false, app.database(), app.clock.now());
    REQUIRE(report);
    REQUIRE(report->refused.empty());
    load_law(app);
}

reception::Regranting regrant(TestApp& app, bool dry_run = false) {
    const auto law = app.services().shelf.get();
    return *app.database().write(
        [&](db::Tx& tx) -> Result<reception::Regranting> { return reception::regrant(tx, law->units, app.clock.now(), dry_run); });
}

std::string taken_in(TestApp& app, std::string_view unit) {
    const auto done = app.as("binh").post("/desk/intake", {{"procedure", std::string(marital)},
                                                           {"unit", std::string(unit)},
                                                           {"owner.name", "Điểu Bé"},
                                                           {"channel", "direct"},
                                                           {"delivery", "counter"},
                                                           {"key", std::string(unit)}});
    REQUIRE(done.status == 303);
    const auto start = done.location.find("/H") + 1;
    return done.location.substr(start, done.location.find('?') - start);
}

dossier::Folder folder_of(TestApp& app, const std::string& code) {
    auto& services = app.services();
    const auto system = account::Actor::system();
    return *dossier::open({services.database, *services.shelf.get(), system, app.clock.now(), services.number_key}, code);
}

http::Pairs with_version(TestApp& app, const std::string& code, http::Pairs fields = {}) {
    fields.emplace_back("version", fmt::format("{}", folder_of(app, code).dossier.version));
    return fields;
}

} // namespace

TEST_CASE(
    "after the merger a dossier of 2022 lies on the desk of the commune that continues, beside one of 2026, each under its own rules") {
    TestApp app("2022-07-11T09:00");
    only_the_tree_of_2022(app);
    const auto old_code = taken_in(app, "H10.41.05");
    const auto before = folder_of(app, old_code).dossier;

    app.clock.set(*parse_instant("2026-07-13T09:00"));
    import_the_tree_of_2025(app);
    const auto foreseen = regrant(app, true).given.size();
    CHECK(foreseen == regrant(app).given.size());
    CHECK(regrant(app).given.empty()); // a second time there is nothing to do
    const auto desk = app.as("binh").get("/desk");
    CHECK(desk.has("Xã Phú Trung"));
    CHECK(desk.has(old_code));

    const auto new_code = taken_in(app, "H19.41");
    const auto then = folder_of(app, old_code).dossier, now = folder_of(app, new_code).dossier;
    CHECK(then.rule_set == "2018");
    CHECK(now.rule_set == "2026");
    CHECK(then.due_at == before.due_at);
    CHECK(then.unit == before.unit); // its receiving unit, for good
    const auto both = app.as("binh").get("/desk?unit=H19.41");
    CHECK(both.has(old_code));
    CHECK(both.has(new_code));
    CHECK(app.as("binh").get("/dossiers/" + old_code).has("Xã Phước Tân"));

    const auto officer = fmt::format("{}", app.id_of("hoa"));
    for (const auto& code : {old_code, new_code}) {
        REQUIRE(app.as("binh").post("/dossiers/" + code + "/assignment", with_version(app, code, {{"officer", officer}})).status == 303);
        REQUIRE(app.as("hoa").post("/dossiers/" + code + "/step", with_version(app, code, {{"step.opinion", "Đủ điều kiện"}})).status ==
                303);
    }
    CHECK(app.as("thu").get("/dossiers/" + old_code).status == 403); // another commune's
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

TEST_CASE("roles go to the unit that continues, with their history; those without a named successor wait for a person") {
    TestApp app("2022-07-11T09:00");
    const auto district = app.unit("H10.41");
    (void)app.database().write([&](db::Tx& tx) -> Result<void> {
        account::give(tx, app.id_of("thu"), account::Role::approver, district, app.clock.now(), std::nullopt, -1);
        return {};
    });
    app.clock.set(*parse_instant("2026-07-13T09:00"));
    const auto told = regrant(app);
    REQUIRE(told.left.size() == 1);
    CHECK(told.left.front().unit == district);
    const auto binh = app.actor("binh");
    REQUIRE(binh.grants.size() == 1);
    CHECK(binh.grants.front().unit == app.unit("H19.41"));
    const auto held = app.database().read([&](db::Tx& tx) { return account::held(tx, app.id_of("binh")); });
    REQUIRE(held.size() == 2);
    CHECK(held.back().valid_to.has_value()); // ended, not forgotten
    CHECK(app.actor("khoa").grants.front().unit == app.unit("H19"));
}
