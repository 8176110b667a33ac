#include "dossier/changes.hpp"

#include "law/actions.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::dossier;

namespace {

Instant at(std::string_view text) {
    return *parse_instant(text);
}

/// The law of the program, loaded once.
const law::Law& shipped() {
    static const auto law = [] {
        const auto fresh = test::fresh_sqlite();
        law::seed(*fresh, at("2022-07-11T08:00"));
        return fresh->read([](db::Tx& tx) { return law::load(tx); });
    }();
    return *law;
}

/// One dossier, and what is done to it at given moments by the office itself.
struct Case {
    Dossier dossier;
    account::Actor actor = account::Actor::system();

    Frame now(std::string_view text) const { return {shipped(), actor, at(text)}; }

    /// 1.004873: three working days.
    explicit Case(std::string_view submitted, std::string_view procedure = "1.004873") {
        const auto day = local_day(at(submitted));
        const auto* unit = shipped().units.with_identifier(day < *day_of(2025, 7, 1) ? "H10.35.01" : "H19.31", day);
        REQUIRE(unit);
        auto begun = begin(now(submitted), {.procedure = std::string(procedure), .unit = unit->id, .channel = procedure::Channel::direct});
        REQUIRE(begun);
        dossier = *std::move(begun);
    }
};

SupplementRequest request(std::string_view until, bool again = false) {
    return {{{"Giấy chứng sinh", "Ảnh mờ"}}, "", *parse_day(until), again};
}

std::string code_of(const Result<Effect>& done) {
    if (done) return "done";
    return done.error().fields.empty() ? done.error().code : done.error().fields.front().code;
}

} // namespace

TEST_CASE("a dossier keeps the rule set, the procedure version and the calendar of its acceptance") {
    Case one("2025-06-30T16:30", "1.001612");
    CHECK(one.dossier.rule_set == "2018");
    CHECK(one.dossier.procedure_version == 1);
    REQUIRE(accept(one.dossier, one.now("2025-07-01T09:00")));
    CHECK(one.dossier.rule_set == "2025");
    CHECK(one.dossier.rule_set_version == 1);
    CHECK(one.dossier.procedure_version == 2);
    CHECK(one.dossier.calendar_version == 1);
    CHECK(counting_of(shipped(), one.dossier)->rules.key == "2025");
}

TEST_CASE("a dossier from before rule sets were kept finds the one of its day") {
    Case one("2022-07-11T08:00");
    one.dossier.rule_set.clear();
    CHECK(counting_of(shipped(), one.dossier)->rules.key == "2018");
    one.dossier.submitted_at = at("2017-01-05T08:00");
    CHECK(counting_of(shipped(), one.dossier).error().code == "deadline.no_rule_set");
}

TEST_CASE("one request to supplement is usual; one more must be confirmed, is marked and makes the dossier late for the index") {
    Case one("2022-07-11T08:00");
    REQUIRE(request_supplement(one.dossier, one.now("2022-07-11T09:00"), request("2022-07-20")));
    REQUIRE(supplement(one.dossier, one.now("2022-07-12T09:00"), "đây ạ", 1));
    REQUIRE(accept(one.dossier, one.now("2022-07-12T10:00")));
    CHECK_FALSE(is_late_by_requests(shipped(), one.dossier));
    CHECK(code_of(request_supplement(one.dossier, one.now("2022-07-12T11:00"), request("2022-07-20"))) == "dossier.supplement_again");
    const auto again = request_supplement(one.dossier, one.now("2022-07-12T11:00"), request("2022-07-20", true));
    REQUIRE(again);
    CHECK(again->details.at("late_for_index").as_bool());
    CHECK(one.dossier.supplement_requests == 2);
    CHECK(is_late_by_requests(shipped(), one.dossier));
    REQUIRE(supplement(one.dossier, one.now("2022-07-12T14:00"), "đây ạ", 1));
    one.dossier.step.clear();
    const auto result = resolve(one.dossier, one.now("2022-07-12T15:00"), {1, ""});
    REQUIRE(result);
    CHECK(*one.dossier.resolved_at < *one.dossier.due_at);
    CHECK(result->delta.resolved == 1);
    CHECK(result->delta.resolved_on_time == 0);
}

TEST_CASE("a supplement may not be waited for longer than the rule set allows") {
    Case one("2025-08-15T08:00");
    CHECK(code_of(request_supplement(one.dossier, one.now("2025-08-15T10:00"), request("2025-09-10"))) == "dossier.until_too_far");
    CHECK(code_of(request_supplement(one.dossier, one.now("2025-08-15T10:00"), request("2025-08-15"))) == "dossier.until_must_come");
    CHECK(code_of(request_supplement(one.dossier, one.now("2025-08-15T10:00"), request("2025-09-09"))) == "done");
}

TEST_CASE("an apology comes a working day before the date at the latest, once, and leaves the first date") {
    Case one("2022-07-11T08:00");
    REQUIRE(accept(one.dossier, one.now("2022-07-11T08:30")));
    const auto due = one.dossier.due_at;
    CHECK(iso(*due) == iso(at("2022-07-14T17:00")));
    const auto apology = [&](std::string_view now, std::string_view day, int before = 0) {
        return code_of(apologise(one.dossier, one.now(now), *parse_day(day), "Chờ xác minh", before));
    };
    CHECK(apology("2022-07-13T17:01", "2022-07-18") == "dossier.apology_too_late");
    CHECK(apology("2022-07-13T10:00", "2022-07-14") == "dossier.new_day_must_be_later");
    CHECK(apology("2022-07-13T10:00", "2022-07-16") == "dossier.new_day_off");
    CHECK(apology("2022-07-13T10:00", "2022-07-18", 1) == "dossier.apologised_once");
    CHECK(apology("2022-07-13T17:00", "2022-07-18") == "done");
    CHECK(one.dossier.due_at == due);
    one.dossier.due_at = std::nullopt;
    CHECK(apology("2022-07-13T10:00", "2022-07-18") == "dossier.nothing_promised");
}

TEST_CASE("a pause for the citizen takes nothing from the limit") {
    Case one("2022-07-11T08:00");
    REQUIRE(accept(one.dossier, one.now("2022-07-11T08:30")));
    REQUIRE(request_supplement(one.dossier, one.now("2022-07-12T10:00"), request("2022-07-20")));
    CHECK_FALSE(one.dossier.urgent_at);
    REQUIRE(supplement(one.dossier, one.now("2022-07-14T10:00"), "đây ạ", 1));
    CHECK(iso(*one.dossier.due_at) == iso(at("2022-07-18T17:00")));
}

TEST_CASE("nothing is recorded with a clock that was set back") {
    Case one("2022-07-11T08:00");
    CHECK(code_of(accept(one.dossier, one.now("2022-07-11T07:59"))) == "deadline.clock_set_back");
    REQUIRE(accept(one.dossier, one.now("2022-07-11T08:30")));
    REQUIRE(request_supplement(one.dossier, one.now("2022-07-12T10:00"), request("2022-07-20")));
    CHECK(code_of(supplement(one.dossier, one.now("2022-07-12T09:59"), "đây ạ", 1)) == "deadline.clock_set_back");
    CHECK(code_of(withdraw(one.dossier, one.now("2022-07-11T08:00"), "")) == "deadline.clock_set_back");
}

TEST_CASE("nothing is promised beyond the calendar or before the first rule set") {
    Case one("2027-12-28T08:00", "1.004873");
    CHECK(code_of(accept(one.dossier, one.now("2027-12-30T09:00"))) == "deadline.calendar_ends");
    Case early("2022-07-11T08:00");
    const auto before = begin(early.now("2021-12-30T08:00"), {.procedure = "1.004873", .unit = early.dossier.unit});
    CHECK_FALSE(before);
}

TEST_CASE("every legal ground of the shipped rule sets speaks of an action") {
    for (const auto& [key, rules] : shipped().rule_sets)
        for (const auto& [action, ground] : rules.grounds) {
            CAPTURE(action);
            CHECK(from_word<Action>(action).has_value());
        }
}
