#include "calendar/calendar.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using calendar::Calendar;
using calendar::DayKind;

namespace {

Day day(std::string_view text) {
    return *parse_day(text);
}
Instant at(std::string_view text) {
    return *parse_instant(text);
}

Calendar of_2022_to_2027() {
    return Calendar(1, Calendar::Hours{},
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

} // namespace

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

TEST_CASE("the nth working day is the one that a walk finds, forward and back") {
    const auto calendar = of_2022_to_2027();
    for (Day start = day("2021-12-01"); start < day("2028-03-01"); start = start + 3) {
        if (!calendar.is_working(start)) continue;
        Day end = start;
        for (int left = 10; left > 0; left -= calendar.is_working(end) ? 1 : 0) end = end + 1;
        CHECK(calendar.working_day(start, 10) == end);
        CHECK(calendar.working_day(end, -10) == start);
        CHECK(calendar.working_days_between(start, end) == 10);
        CHECK(calendar.working_days_between(end, start) == -10);
    }
}

TEST_CASE("summer hours hold from day to day, and minutes run through them") {
    Calendar::Hours hours;
    hours.periods = {{day("2022-05-01"), day("2022-08-31"), {{6 * 60 + 30, 11 * 60}, {13 * 60, 16 * 60 + 30}}},
                     {day("2022-06-10"), day("2022-06-10"), {{7 * 60, 11 * 60}}}};
    const Calendar calendar(1, hours, {}, day("2022-01-01"), day("2022-12-31"));
    CHECK(calendar.closing(day("2022-04-29")) == at("2022-04-29T17:00"));
    CHECK(calendar.opening(day("2022-05-02")) == at("2022-05-02T06:30"));
    CHECK(calendar.is_open(at("2022-08-31T06:30")));
    CHECK_FALSE(calendar.is_open(at("2022-09-01T06:30")));
    CHECK(calendar.closing(day("2022-06-10")) == at("2022-06-10T11:00"));
    CHECK(calendar.add_working_minutes(at("2022-04-29T16:00"), 90) == at("2022-05-02T07:00"));
    CHECK(calendar.working_minutes_between(at("2022-06-09T16:00"), at("2022-06-13T07:00")) == 30 + 240 + 30);
    CHECK(calendar.add_working_minutes(at("2022-06-13T07:00"), -300) == at("2022-06-09T16:00"));
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

TEST_CASE("offices are open in their sessions and closed on days off") {
    const auto calendar = of_2022_to_2027();
    CHECK(calendar.is_open(at("2022-07-11T07:00")));
    CHECK(calendar.is_open(at("2022-07-11T11:29")));
    CHECK_FALSE(calendar.is_open(at("2022-07-11T11:30")));
    CHECK_FALSE(calendar.is_open(at("2022-07-11T17:00")));
    CHECK_FALSE(calendar.is_open(at("2022-09-01T09:00")));
    CHECK(calendar.is_open(at("2024-05-04T09:00")));
}

TEST_CASE("a calendar without days knows weekends, and far days break nothing") {
    const Calendar plain;
    CHECK(plain.is_working(day("2022-09-01")));
    CHECK_FALSE(plain.is_working(day("2022-09-03")));
    CHECK_FALSE(plain.covers(day("2022-09-01")));
    CHECK(plain.working_day(day("1969-12-25"), 3) == day("1969-12-30"));
    CHECK(plain.add_working_minutes(at("9999-12-30T08:00"), 1) == at("9999-12-30T08:01"));
}
