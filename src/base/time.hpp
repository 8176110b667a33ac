#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace motcua {

/// Vietnam is UTC+7 all year; it has had no daylight saving time since 1975.
inline constexpr std::int64_t vietnam_offset_ms = 7 * 3'600'000LL;
inline constexpr std::int64_t day_ms = 86'400'000LL;

/// A calendar day in Vietnam, counted in days since 1970-01-01.
struct Day {
    std::int32_t number = 0;

    auto operator<=>(const Day&) const = default;
    Day operator+(int days) const { return {number + days}; }
    Day operator-(int days) const { return {number - days}; }
    int operator-(Day other) const { return number - other.number; }
};

struct YearMonthDay {
    int year = 1970;
    int month = 1;
    int day = 1;
};

/// A moment, in milliseconds of UTC since 1970.
struct Instant {
    std::int64_t ms = 0;

    auto operator<=>(const Instant&) const = default;
    Instant operator+(std::int64_t milliseconds) const { return {ms + milliseconds}; }
    Instant operator-(std::int64_t milliseconds) const { return {ms - milliseconds}; }
    std::int64_t operator-(Instant other) const { return ms - other.ms; }
};

/// 1 = Monday … 7 = Sunday.
int weekday(Day day);
YearMonthDay civil(Day day);
/// Nothing when there is no such day (31 April).
std::optional<Day> day_of(int year, int month, int day);

/// The day in Vietnam, the minute of that day (0…1439), and back.
Day local_day(Instant at);
int local_minute(Instant at);
Instant local_instant(Day day, int minute);

/// `2022-07-11`
std::string iso(Day day);
/// `2022-07-11T17:00:00+07:00`
std::string iso(Instant at);
/// `20220711` style pieces of a dossier code: `220711`
std::string yymmdd(Day day);
/// `11/07/2022`, and `17:00 ngày 11/07/2022` is composed by locales from vi_day and vi_clock.
std::string vi_day(Day day);
std::string vi_clock(Instant at);

/// `2022-07-11`; strict, the day must exist.
std::optional<Day> parse_day(std::string_view text);
/// `2022-07-11T16:10[:00[.000]]` with optional `Z` or `±hh:mm`; without an offset it is Vietnamese time.
std::optional<Instant> parse_instant(std::string_view text);

} // namespace motcua
