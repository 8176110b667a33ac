#include "deadline/deadline.hpp"

#include <algorithm>
#include <numeric>

namespace motcua::deadline {

namespace {

using calendar::Limit;
using calendar::LimitUnit;

constexpr int minutes_an_hour = 60;

Result<void> must_be_covered(const Counting& by, Day day) {
    if (!by.calendar.covers(day)) return refuse(Kind::conflict, "deadline.calendar_ends", {vi_day(day)});
    return {};
}

/// The same date `months` later, or the last day that the shorter month has.
Day months_later(Day day, int months) {
    const auto date = civil(day);
    const auto month = date.month - 1 + months;
    for (int last = date.day; last > 0; --last)
        if (const auto end = day_of(date.year + month / 12, month % 12 + 1, last)) return *end;
    return day;
}

Instant same_day_end(const Counting& by, Instant at) {
    const auto day = local_day(at);
    const auto cutoff = std::min(by.rules.same_day_cutoff, by.calendar.sessions(day).back().closes);
    const bool today = by.calendar.is_working(day) && local_minute(at) < cutoff;
    return by.calendar.closing(today ? day : by.calendar.next_working(day));
}

Instant end_of(const Counting& by, Limit limit, Instant at) {
    const auto& calendar = by.calendar;
    if (limit.unit == LimitUnit::same_day) return same_day_end(by, at);
    if (limit.unit == LimitUnit::working_hour) return calendar.add_working_minutes(at, limit.value * minutes_an_hour);
    const auto start = local_day(counts_from(by, at));
    if (limit.unit == LimitUnit::working_day) return calendar.closing(calendar.working_day(start, limit.value));
    const auto last = limit.unit == LimitUnit::month ? months_later(start, limit.value) : start + limit.value;
    return calendar.closing(calendar.working_day_from(last));
}

bool is_of_the_calendar(LimitUnit unit) {
    return unit == LimitUnit::calendar_day || unit == LimitUnit::month;
}

} // namespace

int longest(LimitUnit unit) {
    switch (unit) {
    case LimitUnit::working_day:
        return 400;
    case LimitUnit::working_hour:
        return 200;
    case LimitUnit::calendar_day:
        return 730;
    case LimitUnit::month:
        return 60;
    case LimitUnit::same_day:
        break;
    }
    return 0;
}

Result<void> must_be_countable(Limit limit) {
    if (limit.unit == LimitUnit::same_day) return {};
    if (limit.value <= 0) return refuse(Kind::invalid, "deadline.limit_zero");
    if (limit.value > longest(limit.unit)) return refuse(Kind::invalid, "deadline.limit_too_long", {std::to_string(longest(limit.unit))});
    return {};
}

Instant counts_from(const Counting& by, Instant at) {
    const auto day = local_day(at);
    const auto minute = local_minute(at);
    const auto& sessions = by.calendar.sessions(day);
    if (!by.calendar.is_working(day) || minute >= sessions.back().closes - by.rules.last_hour_minutes)
        return by.calendar.opening(by.calendar.next_working(day));
    return minute < sessions.front().opens ? by.calendar.opening(day) : at;
}

Result<Instant> due(const Counting& by, Limit limit, Instant at) {
    TRY(must_be_countable(limit));
    TRY(must_be_covered(by, local_day(at)));
    const auto end = end_of(by, limit, at);
    TRY(must_be_covered(by, local_day(end)));
    return end;
}

Result<Instant> acknowledge_by(const Counting& by, Instant at) {
    return due(by, {by.rules.acknowledge_working_hours, LimitUnit::working_hour}, at);
}

Result<Instant> due_after_pause(const Counting& by, Limit limit, Resumption how, Instant due_before, Instant paused_at, Instant now) {
    TRY(must_come_after(paused_at, now));
    if (how == Resumption::anew) return due(by, limit, now);
    TRY(must_be_covered(by, local_day(now)));
    auto end = by.calendar.add_working_minutes(now, by.calendar.working_minutes_between(paused_at, due_before));
    if (is_of_the_calendar(limit.unit)) {
        const auto last = local_day(due_before) + (local_day(now) - local_day(paused_at));
        end = by.calendar.closing(by.calendar.working_day_from(last));
    }
    TRY(must_be_covered(by, local_day(end)));
    return end;
}

Result<std::vector<Instant>> step_ends(const Counting& by, Limit limit, Instant accepted_at, Instant due_now, std::span<const int> shares) {
    if (std::ranges::any_of(shares, [](int share) { return share < 0; }) || std::accumulate(shares.begin(), shares.end(), 0) > 100)
        return refuse(Kind::invalid, "deadline.steps_exceed_limit");
    const auto first_due = TRY(due(by, limit, accepted_at));
    const auto minutes = by.calendar.working_minutes_between(accepted_at, first_due);
    std::vector<Instant> ends;
    int done = 0;
    for (const int share : shares) {
        done += share;
        // Counted back from the end, so that a pause moves every step that is still to come.
        const auto left = static_cast<int>(static_cast<std::int64_t>(minutes) * (100 - done) / 100);
        ends.push_back(by.calendar.add_working_minutes(due_now, -left));
    }
    return ends;
}

Result<Day> supplement_wait_ends(const Counting& by, Instant at) {
    const auto last = by.calendar.working_day(local_day(at), by.rules.supplement_wait_days);
    TRY(must_be_covered(by, last));
    return last;
}

Result<Instant> apology_until(const Counting& by, Instant due_at) {
    const auto last = by.calendar.working_day(local_day(due_at), -by.rules.apology_days_before);
    TRY(must_be_covered(by, last));
    return by.calendar.closing(last);
}

Standing standing(const Counting& by, std::optional<Instant> due_at, Instant now) {
    if (!due_at) return Standing::none;
    if (*due_at < now) return Standing::overdue;
    return days_left(by, *due_at, now) <= by.rules.near_due_days ? Standing::near_due : Standing::in_time;
}

int days_left(const Counting& by, Instant due_at, Instant now) {
    return by.calendar.working_days_between(local_day(now), local_day(due_at));
}

Result<void> must_come_after(Instant before, Instant now) {
    if (now < before) return refuse(Kind::conflict, "deadline.clock_set_back");
    return {};
}

} // namespace motcua::deadline
