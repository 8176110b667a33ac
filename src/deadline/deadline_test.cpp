#include "deadline/cases_test.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <numeric>

using namespace motcua;
using namespace motcua::deadline;
using calendar::Calendar;
using calendar::Limit;
using calendar::LimitUnit;
using deadline::test::at;
using deadline::test::Chance;
using deadline::test::day;

namespace {

constexpr std::array all_units{LimitUnit::working_day, LimitUnit::working_hour, LimitUnit::calendar_day, LimitUnit::month,
                               LimitUnit::same_day};

struct Vector {
    LimitUnit unit;
    std::string accepted;
    int limit;
    std::string due;
};

std::vector<Vector> worked_examples() {
    std::vector<Vector> vectors;
    std::ifstream file("tests/data/worktime_vectors.tsv");
    std::string line;
    std::getline(file, line); // the heads
    while (std::getline(file, line)) {
        const auto cells = split(line, '\t');
        REQUIRE(cells.size() == 4);
        const auto moment = [](std::string_view cell) { return std::string(cell.substr(0, 10)) + "T" + std::string(cell.substr(11)); };
        const int limit = cells[2].empty() ? 0 : std::stoi(std::string(cells[2]));
        vectors.push_back({*from_word<LimitUnit>(cells[0]), moment(cells[1]), limit, moment(cells[3])});
    }
    return vectors;
}

/// The edges of the same rules.
const std::vector<Vector> edges{
    {LimitUnit::working_day, "2022-07-11T15:59", 1, "2022-07-12T17:00"},
    {LimitUnit::working_day, "2022-07-11T16:00", 1, "2022-07-13T17:00"},
    {LimitUnit::working_day, "2022-07-09T09:00", 1, "2022-07-12T17:00"},
    {LimitUnit::working_day, "2022-07-11T05:00", 1, "2022-07-12T17:00"},
    {LimitUnit::working_hour, "2022-07-11T07:00", 8, "2022-07-11T17:00"},
    {LimitUnit::working_hour, "2022-07-09T09:00", 1, "2022-07-11T08:00"},
    {LimitUnit::working_hour, "2022-07-11T12:00", 4, "2022-07-12T07:30"},
    {LimitUnit::same_day, "2022-07-11T15:00", 0, "2022-07-12T17:00"},
    {LimitUnit::same_day, "2022-07-10T09:00", 0, "2022-07-11T17:00"},
    {LimitUnit::calendar_day, "2022-07-08T16:30", 1, "2022-07-12T17:00"},
    {LimitUnit::month, "2022-07-11T08:00", 1, "2022-08-11T17:00"},
    {LimitUnit::month, "2023-01-31T08:00", 1, "2023-02-28T17:00"},
    {LimitUnit::month, "2022-08-02T08:00", 1, "2022-09-05T17:00"},
    {LimitUnit::month, "2022-11-30T08:00", 3, "2023-02-28T17:00"},
};

std::string code_of(const Result<Instant>& refused) {
    return refused ? "promised " + iso(*refused) : refused.error().code;
}

/// Runs `check(by, chance)` in many random worlds.
template <class Check>
void in_many_worlds(std::uint64_t salt, int worlds, int times, Check&& check) {
    Chance chance(deadline::test::seed() + salt);
    for (int number = 0; number < worlds; ++number) {
        const auto world = chance.world();
        const auto calendar = world.calendar();
        for (int one = 0; one < times; ++one) check(Counting{world.rules, calendar}, world, chance);
    }
}

} // namespace

TEST_CASE("every worked example of the counting rules holds") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const auto vectors = worked_examples();
    CHECK(vectors.size() == 11);
    for (const auto& examples : {vectors, edges})
        for (const auto& vector : examples) {
            CAPTURE(vector.accepted);
            CAPTURE(vector.limit);
            const auto due = deadline::due({rules, calendar}, {vector.limit, vector.unit}, at(vector.accepted));
            REQUIRE(due);
            CHECK(iso(*due) == iso(at(vector.due)));
        }
}

TEST_CASE("a later arrival is never due earlier, and a longer limit never sooner") {
    in_many_worlds(1, 20, 500, [](const Counting& by, const deadline::test::World& world, Chance& chance) {
        for (const auto unit : all_units) {
            const auto limit = chance.limit(unit);
            const auto came = chance.moment(world, 150);
            const auto due = deadline::due(by, limit, came);
            REQUIRE(due);
            CHECK(*due > came);
            CHECK(*deadline::due(by, limit, came + chance.between(0, 5 * day_ms)) >= *due);
            if (unit != LimitUnit::same_day) CHECK(*deadline::due(by, {limit.value + 1, unit}, came) > *due - 1);
        }
    });
}

TEST_CASE("nothing is ever due on a day off, and days end at closing time") {
    in_many_worlds(2, 20, 500, [](const Counting& by, const deadline::test::World& world, Chance& chance) {
        for (const auto unit : all_units) {
            const auto due = *deadline::due(by, chance.limit(unit), chance.moment(world, 150));
            CHECK(by.calendar.is_working(local_day(due)));
            if (unit == LimitUnit::working_hour)
                CHECK(by.calendar.is_open(due - 60'000));
            else
                CHECK(due == by.calendar.closing(local_day(due)));
        }
    });
}

TEST_CASE("limits add up: a and then b is a and b together") {
    in_many_worlds(3, 20, 500, [](const Counting& by, const deadline::test::World& world, Chance& chance) {
        const auto came = chance.moment(world, 150);
        const int a = static_cast<int>(chance.between(1, 3000)), b = static_cast<int>(chance.between(1, 3000));
        const auto together = by.calendar.add_working_minutes(came, a + b);
        CHECK(by.calendar.add_working_minutes(by.calendar.add_working_minutes(came, a), b) == together);
        CHECK(by.calendar.working_minutes_between(came, together) == a + b);
        const int m = static_cast<int>(chance.between(1, 20)), n = static_cast<int>(chance.between(1, 20));
        const auto first = *deadline::due(by, {m, LimitUnit::working_day}, came);
        const auto both = *deadline::due(by, {m + n, LimitUnit::working_day}, came);
        CHECK(local_day(both) == by.calendar.working_day(local_day(first), n));
    });
}

TEST_CASE("a pause takes nothing from the time that was left, and gives nothing") {
    in_many_worlds(4, 20, 500, [](const Counting& by, const deadline::test::World& world, Chance& chance) {
        const auto came = chance.moment(world, 120);
        const Limit limit{static_cast<int>(chance.between(1, 20)), LimitUnit::working_day};
        const auto due = *deadline::due(by, limit, came);
        const auto paused = came + chance.between(0, due - came - 1);
        const auto resumed = paused + chance.between(0, 30 * day_ms);
        const auto after = *due_after_pause(by, limit, Resumption::remaining, due, paused, resumed);
        CHECK(by.calendar.working_minutes_between(resumed, after) == by.calendar.working_minutes_between(paused, due));
        if (by.calendar.working_minutes_between(paused, due) > 0)
            CHECK(*due_after_pause(by, limit, Resumption::remaining, due, paused, paused) == due);
        const auto between = paused + (resumed - paused) / 2;
        const auto halfway = *due_after_pause(by, limit, Resumption::remaining, due, paused, between);
        if (by.calendar.working_minutes_between(paused, due) > 0)
            CHECK(*due_after_pause(by, limit, Resumption::remaining, halfway, between, resumed) == after);
        CHECK(*due_after_pause(by, limit, Resumption::anew, due, paused, resumed) == *deadline::due(by, limit, resumed));
    });
}

TEST_CASE("calendar days stand still with the calendar, and end on a working day") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const Counting by{rules, calendar};
    const Limit limit{20, LimitUnit::calendar_day};
    const auto due = *deadline::due(by, limit, at("2022-07-11T08:00"));
    CHECK(iso(*due_after_pause(by, limit, Resumption::remaining, due, at("2022-07-15T10:00"), at("2022-07-18T15:00"))) ==
          iso(at("2022-08-04T17:00")));
    CHECK(iso(*due_after_pause(by, limit, Resumption::remaining, due, at("2022-07-15T10:00"), at("2022-07-20T15:00"))) ==
          iso(at("2022-08-08T17:00"))); // the 6th is a Saturday
}

TEST_CASE("what was late before a pause is as late after it") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const Counting by{rules, calendar};
    const auto after =
        due_after_pause(by, {3}, Resumption::remaining, at("2022-07-14T17:00"), at("2022-07-15T09:00"), at("2022-07-20T09:00"));
    REQUIRE(after);
    CHECK(*after < at("2022-07-20T09:00"));
    CHECK(calendar.working_minutes_between(*after, at("2022-07-20T09:00")) == 120);
}

TEST_CASE("the steps of a workflow end one after the other and never after the dossier") {
    in_many_worlds(5, 20, 300, [](const Counting& by, const deadline::test::World& world, Chance& chance) {
        for (const auto unit : all_units) {
            const auto limit = chance.limit(unit);
            const auto came = chance.moment(world, 150);
            const auto due = *deadline::due(by, limit, came);
            std::vector<int> shares;
            for (int left = 100; left > 0; left -= shares.back()) shares.push_back(static_cast<int>(chance.between(1, left)));
            const auto ends = *step_ends(by, limit, came, due, shares);
            CHECK(std::is_sorted(ends.begin(), ends.end()));
            CHECK(ends.back() == due);
            shares.pop_back();
            if (!shares.empty()) CHECK(step_ends(by, limit, came, due, shares)->back() <= due);
        }
    });
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const std::array usual{10, 60, 30};
    const auto ends = step_ends({rules, calendar}, {3}, at("2022-07-11T07:00"), at("2022-07-14T17:00"), usual);
    CHECK(iso(ends->at(0)) == iso(at("2022-07-11T10:12")));
    CHECK(iso(ends->at(2)) == iso(at("2022-07-14T17:00")));
}

TEST_CASE("an office has eight working hours to acknowledge") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    CHECK(iso(*acknowledge_by({rules, calendar}, at("2022-07-08T16:30"))) == iso(at("2022-07-11T16:30")));
    CHECK(iso(*acknowledge_by({rules, calendar}, at("2022-07-09T20:00"))) == iso(at("2022-07-11T17:00")));
}

TEST_CASE("an apology is in time until the closing of the working day before") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    CHECK(iso(*apology_until({rules, calendar}, at("2022-07-14T17:00"))) == iso(at("2022-07-13T17:00")));
    CHECK(iso(*apology_until({rules, calendar}, at("2022-07-18T17:00"))) == iso(at("2022-07-15T17:00")));
    CHECK(iso(*apology_until({rules, calendar}, at("2022-09-05T17:00"))) == iso(at("2022-08-31T17:00")));
}

TEST_CASE("an applicant may be given fifteen working days to supplement") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    CHECK(iso(*supplement_wait_ends({rules, calendar}, at("2025-08-15T10:00"))) == "2025-09-09");
}

TEST_CASE("a promise is in time, near due, or overdue") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const Counting by{rules, calendar};
    const auto due = at("2022-07-18T17:00"); // a Monday
    CHECK(standing(by, std::nullopt, due) == Standing::none);
    CHECK(standing(by, due, at("2022-07-14T23:00")) == Standing::in_time);
    CHECK(standing(by, due, at("2022-07-15T07:00")) == Standing::near_due);
    CHECK(standing(by, due, due) == Standing::near_due);
    CHECK(standing(by, due, due + 1) == Standing::overdue);
    CHECK(days_left(by, due, at("2022-07-14T23:00")) == 2);
}

TEST_CASE("a limit of zero, below it or beyond all reason is refused by its rule") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const Counting by{rules, calendar};
    for (const auto unit : all_units) {
        if (unit == LimitUnit::same_day) continue;
        CHECK(code_of(due(by, {0, unit}, at("2022-07-11T08:00"))) == "deadline.limit_zero");
        CHECK(code_of(due(by, {-3, unit}, at("2022-07-11T08:00"))) == "deadline.limit_zero");
        CHECK(code_of(due(by, {longest(unit) + 1, unit}, at("2022-07-11T08:00"))) == "deadline.limit_too_long");
        CHECK(code_of(due(by, {2'000'000'000, unit}, at("2022-07-11T08:00"))) == "deadline.limit_too_long");
    }
    CHECK(due(by, {0, LimitUnit::same_day}, at("2022-07-11T08:00")).has_value());
}

TEST_CASE("no date is promised on days that the calendar does not know") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const Counting by{rules, calendar};
    CHECK(code_of(due(by, {3}, at("2021-12-31T08:00"))) == "deadline.calendar_ends");
    CHECK(code_of(due(by, {3}, at("2027-12-30T08:00"))) == "deadline.calendar_ends");
    CHECK(code_of(due(by, {3, LimitUnit::same_day}, at("2027-12-31T15:30"))) == "deadline.calendar_ends");
    CHECK(code_of(acknowledge_by(by, at("2027-12-31T15:30"))) == "deadline.calendar_ends");
    CHECK(code_of(due_after_pause(by, {3}, Resumption::remaining, at("2027-12-20T17:00"), at("2027-12-15T08:00"),
                                  at("2027-12-31T08:00"))) == "deadline.calendar_ends");
    CHECK(code_of(apology_until(by, at("2022-01-01T17:00"))) == "deadline.calendar_ends");
    CHECK(supplement_wait_ends(by, at("2027-12-20T08:00")).error().code == "deadline.calendar_ends");
    CHECK(code_of(due({rules, Calendar()}, {3}, at("2022-07-11T08:00"))) == "deadline.calendar_ends");
}

TEST_CASE("a clock that was set back is refused") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    CHECK(code_of(due_after_pause({rules, calendar}, {3}, Resumption::remaining, at("2022-07-14T17:00"), at("2022-07-12T09:00"),
                                  at("2022-07-12T08:59"))) == "deadline.clock_set_back");
    CHECK(must_come_after(at("2022-07-12T09:00"), at("2022-07-12T09:00")).has_value());
}

TEST_CASE("steps that sum to more than the limit are refused") {
    const RuleSet rules;
    const auto calendar = deadline::test::shipped_calendar();
    const std::array too_long{60, 50}, below_zero{50, -10};
    for (const auto& shares : {too_long, below_zero}) {
        const auto ends = step_ends({rules, calendar}, {3}, at("2022-07-11T07:00"), at("2022-07-14T17:00"), shares);
        REQUIRE_FALSE(ends);
        CHECK(ends.error().code == "deadline.steps_exceed_limit");
    }
}
