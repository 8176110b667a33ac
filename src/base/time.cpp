#include "base/time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace motcua {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Reads exactly `count` digits at the front of `text` and takes them away.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char letter) {
    if (text.empty() || text.front() != letter) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<Day> take_day(std::string_view& text) {
    const auto year = take_digits(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_digits(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_digits(text, 2);
    if (!day) return std::nullopt;
    return day_of(*year, *month, *day);
}

/// `:ss` and `.fff` are optional; the result is milliseconds of the minute.
std::optional<int> take_seconds(std::string_view& text) {
    if (!take(text, ':')) return 0;
    const auto seconds = take_digits(text, 2);
    if (!seconds || *seconds > 59) return std::nullopt;
    int fraction = 0;
    if (take(text, '.')) {
        const auto digits = take_digits(text, 3);
        if (!digits) return std::nullopt;
        fraction = *digits;
    }
    return *seconds * 1000 + fraction;
}

/// What is left of an instant after its seconds: the offset in milliseconds.
std::optional<std::int64_t> offset_of(std::string_view text) {
    if (text.empty()) return vietnam_offset_ms;
    if (text == "Z") return 0;
    const bool west = text.front() == '-';
    if (!west && text.front() != '+') return std::nullopt;
    text.remove_prefix(1);
    const auto hours = take_digits(text, 2);
    if (!hours || !take(text, ':')) return std::nullopt;
    const auto minutes = take_digits(text, 2);
    if (!minutes || !text.empty() || *hours > 14 || *minutes > 59) return std::nullopt;
    const std::int64_t offset = (*hours * 60LL + *minutes) * 60'000;
    return west ? -offset : offset;
}

} // namespace

int weekday(Day day) {
    return static_cast<int>((day.number % 7 + 7 + 3) % 7) + 1; // 1970-01-01 was a Thursday
}

YearMonthDay civil(Day day) {
    const year_month_day date{sys_days{days{day.number}}};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::optional<Day> day_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || day < 1) return std::nullopt;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return Day{static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}

Day local_day(Instant at) {
    return {static_cast<std::int32_t>(floor_div(at.ms + vietnam_offset_ms, day_ms))};
}

int local_minute(Instant at) {
    return static_cast<int>((at.ms + vietnam_offset_ms - local_day(at).number * day_ms) / 60'000);
}

Instant local_instant(Day day, int minute) {
    return {day.number * day_ms + minute * 60'000LL - vietnam_offset_ms};
}

std::string iso(Day day) {
    const auto date = civil(day);
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string iso(Instant at) {
    const auto minute = local_minute(at);
    const auto second = (at.ms + vietnam_offset_ms - local_day(at).number * day_ms) / 1000 % 60;
    return fmt::format("{}T{:02}:{:02}:{:02}+07:00", iso(local_day(at)), minute / 60, minute % 60, second);
}

std::string yymmdd(Day day) {
    const auto date = civil(day);
    return fmt::format("{:02}{:02}{:02}", date.year % 100, date.month, date.day);
}

std::string vi_day(Day day) {
    const auto date = civil(day);
    return fmt::format("{:02}/{:02}/{:04}", date.day, date.month, date.year);
}

std::string vi_clock(Instant at) {
    const auto minute = local_minute(at);
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::optional<Day> parse_day(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !text.empty()) return std::nullopt;
    return day;
}

std::optional<Instant> parse_instant(std::string_view text) {
    const auto day = take_day(text);
    if (!day || !take(text, 'T')) return std::nullopt;
    const auto hour = take_digits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_digits(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    const auto seconds_ms = take_seconds(text);
    if (!seconds_ms) return std::nullopt;
    const auto offset = offset_of(text);
    if (!offset) return std::nullopt;
    return Instant{day->number * day_ms + (*hour * 60 + *minute) * 60'000LL + *seconds_ms - *offset};
}

} // namespace motcua
