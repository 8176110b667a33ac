#include "calendar/calendar.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace motcua;
using calendar::Calendar;
using calendar::DayKind;
using calendar::Limit;
using calendar::LimitUnit;

namespace {

Day day(std::string_view text) {
    return *parse_day(text);
}
Instant at(std::string_view text) {
    return *parse_instant(text);
}

Calendar of_2022_to_2027() {
    return Calendar(1, {},
                    {{day("2022-09-01"), DayKind::holiday, "Quốc khánh"},
                     {day("2022-09-02"), DayKind::holiday, "Quốc khánh"},
                     {day("2024-04-29"), DayKind::swap_off, "Hoán đổi"},
                     {day("2024-04-30"), DayKind::holiday, "Ngày Chiến thắng"},
                     {day("2024-05-01"), DayKind::holiday, "Quốc tế Lao động"},
                     {day("2024-05-04"), DayKind::swap_work, "Làm bù"},
                     {day("2026-08-22"), DayKind::swap_work, "Làm bù"},
                     {day("2026-08-31"), DayKind::swap_off, "Hoán đổi"},
                     {day("2026-09-01"), DayKind::holiday, "Quốc khánh"},
                     {day("2026-09-02"), DayKind::holiday, "Quốc khánh"}},
                    day("2022-01-01"), day("2027-12-31"));
}

struct Vector {
    LimitUnit unit;
    std::string_view accepted;
    int limit;
    std::string_view due;
};

constexpr std::array vectors{
    Vector{LimitUnit::working_day, "2022-07-11T08:00", 3, "2022-07-14T17:00"},
    Vector{LimitUnit::working_day, "2022-07-11T16:10", 3, "2022-07-15T17:00"},
    Vector{LimitUnit::working_day, "2022-08-30T10:00", 3, "2022-09-06T17:00"},
    Vector{LimitUnit::working_day, "2024-04-26T09:00", 3, "2024-05-04T17:00"},
    Vector{LimitUnit::working_day, "2026-08-21T09:00", 10, "2026-09-08T17:00"},
    Vector{LimitUnit::working_hour, "2022-07-11T08:00", 8, "2022-07-12T08:00"},
    Vector{LimitUnit::working_hour, "2022-07-08T16:00", 2, "2022-07-11T08:00"},
    Vector{LimitUnit::working_hour, "2022-07-11T11:00", 1, "2022-07-11T14:00"},
    Vector{LimitUnit::same_day, "2022-07-11T14:59", 0, "2022-07-11T17:00"},
    Vector{LimitUnit::same_day, "2022-07-08T15:30", 0, "2022-07-11T17:00"},
    Vector{LimitUnit::calendar_day, "2022-07-11T08:00", 20, "2022-08-01T17:00"},
    // The edges of the same rules.
    Vector{LimitUnit::working_day, "2022-07-11T15:59", 1, "2022-07-12T17:00"},
    Vector{LimitUnit::working_day, "2022-07-11T16:00", 1, "2022-07-13T17:00"},
    Vector{LimitUnit::working_day, "2022-07-09T09:00", 1, "2022-07-12T17:00"},
    Vector{LimitUnit::working_day, "2022-07-11T05:00", 1, "2022-07-12T17:00"},
    Vector{LimitUnit::working_hour, "2022-07-11T07:00", 8, "2022-07-11T17:00"},
    Vector{LimitUnit::working_hour, "2022-07-09T09:00", 1, "2022-07-11T08:00"},
    Vector{LimitUnit::working_hour, "2022-07-11T12:00", 4, "2022-07-12T07:30"},
    Vector{LimitUnit::same_day, "2022-07-11T15:00", 0, "2022-07-12T17:00"},
    Vector{LimitUnit::same_day, "2022-07-10T09:00", 0, "2022-07-11T17:00"},
    Vector{LimitUnit::calendar_day, "2022-07-08T16:30", 1, "2022-07-12T17:00"},
    Vector{LimitUnit::month, "2022-07-11T08:00", 1, "2022-08-11T17:00"},
    Vector{LimitUnit::month, "2023-01-31T08:00", 1, "2023-02-28T17:00"},
    Vector{LimitUnit::month, "2022-08-02T08:00", 1, "2022-09-05T17:00"},
    Vector{LimitUnit::month, "2022-11-30T08:00", 3, "2023-02-28T17:00"},
};

} // namespace

TEST_CASE("every worked example of the counting rules holds") {
    const auto calendar = of_2022_to_2027();
    for (const auto& vector : vectors) {
        CAPTURE(vector.accepted);
        CAPTURE(vector.limit);
        CHECK(iso(calendar.due({vector.limit, vector.unit}, at(vector.accepted))) == iso(at(vector.due)));
    }
}

TEST_CASE("counting by ordinals agrees with walking day by day, inside and outside the coverage") {
    const auto calendar = of_2022_to_2027();
    for (Day start = day("2021-12-01"); start < day("2028-03-01"); start = start + 1) {
        const bool weekend = weekday(start) > 5;
        if (!calendar.covers(start)) CHECK(calendar.is_working(start) != weekend);
        Day next = start + 1;
        while (!calendar.is_working(next)) next = next + 1;
        CHECK(calendar.next_working(start) == next);
        CHECK(calendar.working_days_between(start, next) == 1);
        CHECK(calendar.working_days_between(start, start) == 0);
    }
}

TEST_CASE("ten working days are the tenth working day that a walk finds") {
    const auto calendar = of_2022_to_2027();
    for (Day start = day("2021-12-01"); start < day("2028-03-01"); start = start + 3) {
        if (!calendar.is_working(start)) continue;
        Day end = start;
        for (int left = 10; left > 0; left -= calendar.is_working(end) ? 1 : 0) end = end + 1;
        CHECK(calendar.due({10, LimitUnit::working_day}, local_instant(start, 9 * 60)) == local_instant(end, 17 * 60));
        CHECK(calendar.working_days_between(start, end) == 10);
        CHECK(calendar.working_days_between(end, start) == -10);
    }
}

TEST_CASE("working minutes added are the working minutes between") {
    const auto calendar = of_2022_to_2027();
    for (const int minutes : {1, 59, 270, 271, 479, 480, 481, 960, 2399, 2400, 5000})
        for (const auto* from : {"2022-08-31T07:00", "2022-08-31T11:29", "2022-08-31T12:00", "2022-09-01T10:00", "2022-09-03T23:59"}) {
            const auto end = calendar.add_working_minutes(at(from), minutes);
            CHECK(calendar.working_minutes_between(at(from), end) == minutes);
            CHECK(calendar.working_minutes_between(end, at(from)) == -minutes);
        }
    CHECK(calendar.add_working_minutes(at("2022-09-01T10:00"), 0) == at("2022-09-01T10:00"));
}

TEST_CASE("a later arrival is never due earlier") {
    const auto calendar = of_2022_to_2027();
    for (const auto unit : {LimitUnit::working_day, LimitUnit::working_hour, LimitUnit::calendar_day, LimitUnit::same_day}) {
        Instant before{0};
        for (Instant come = at("2022-08-20T00:00"); come < at("2022-09-20T00:00"); come = come + 7 * 60'000) {
            const auto due = calendar.due({3, unit}, come);
            CHECK(due >= before);
            CHECK(due > come);
            before = due;
        }
    }
}

TEST_CASE("offices are open in their sessions and the clock counts from the next opening") {
    const auto calendar = of_2022_to_2027();
    CHECK(calendar.is_open(at("2022-07-11T07:00")));
    CHECK(calendar.is_open(at("2022-07-11T11:29")));
    CHECK_FALSE(calendar.is_open(at("2022-07-11T11:30")));
    CHECK_FALSE(calendar.is_open(at("2022-07-11T17:00")));
    CHECK_FALSE(calendar.is_open(at("2022-09-01T09:00")));
    CHECK(calendar.is_open(at("2024-05-04T09:00")));
    CHECK(calendar.counts_from(at("2022-07-11T12:00")) == at("2022-07-11T12:00"));
    CHECK(calendar.counts_from(at("2022-07-11T06:00")) == at("2022-07-11T07:00"));
    CHECK(calendar.counts_from(at("2022-08-31T16:00")) == at("2022-09-05T07:00"));
}

TEST_CASE("a calendar without days knows weekends, and far days break nothing") {
    const Calendar plain;
    CHECK(plain.is_working(day("2022-09-01")));
    CHECK_FALSE(plain.is_working(day("2022-09-03")));
    CHECK(plain.due({3, LimitUnit::working_day}, at("1969-12-25T09:00")) == at("1969-12-30T17:00"));
    CHECK(plain.due({1, LimitUnit::month}, at("9999-12-31T08:00")) > at("9999-12-30T08:00"));
}
