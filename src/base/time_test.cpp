#include "base/time.hpp"

#include <doctest/doctest.h>

using namespace motcua;

TEST_CASE("days and moments are those of Vietnam") {
    const auto day = *parse_day("2022-07-11");
    CHECK(weekday(day) == 1);
    CHECK(iso(local_instant(day, 17 * 60)) == "2022-07-11T17:00:00+07:00");
    CHECK(local_day(*parse_instant("2022-07-10T17:30:00Z")) == day);
    CHECK(yymmdd(day) == "220711");
    CHECK(vi_day(day) == "11/07/2022");
}

TEST_CASE("every day of two centuries survives being written and read") {
    for (Day day = *day_of(1900, 1, 1); day < *day_of(2100, 1, 1); day = day + 1) {
        REQUIRE(parse_day(iso(day)) == day);
        REQUIRE(weekday(day + 1) == weekday(day) % 7 + 1);
    }
}

TEST_CASE("what is not a day or a moment is not read as one") {
    for (const auto* text : {"2022-02-29", "2022-13-01", "2022-7-1", "2022-07-11 ", "", "20220711"}) CHECK_FALSE(parse_day(text));
    for (const auto* text : {"2022-07-11", "2022-07-11T24:00", "2022-07-11T10:60", "2022-07-11T10:00+7"}) CHECK_FALSE(parse_instant(text));
    CHECK(parse_instant("2022-07-11T16:10") == parse_instant("2022-07-11T09:10:00.000Z"));
}
