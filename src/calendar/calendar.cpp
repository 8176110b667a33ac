#include "calendar/calendar.hpp"

#include <algorithm>

namespace motcua::calendar {

namespace {

constexpr std::int32_t floor_div(std::int32_t value, std::int32_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

// 1970-01-05 was a Monday; days before it count down.
constexpr std::int32_t first_monday = 4;

/// Weekdays (Monday to Friday) from the first Monday up to and including `day`, as if there were no special days.
std::int32_t weekdays_until(Day day) {
    const auto since = day.number - first_monday;
    const auto weeks = floor_div(since, 7);
    return weeks * 5 + std::min(since - weeks * 7 + 1, 5);
}

/// The inverse: the day of the nth weekday.
Day weekday_with_ordinal(std::int32_t ordinal) {
    const auto weeks = floor_div(ordinal - 1, 5);
    return {first_monday + weeks * 7 + (ordinal - 1 - weeks * 5)};
}

bool works(DayKind kind) {
    return kind == DayKind::swap_work;
}

/// The same date `months` later, or the last day that the shorter month has.
Day months_later(Day day, int months) {
    const auto date = civil(day);
    const auto month = date.month - 1 + months;
    for (int last = date.day; last > 0; --last)
        if (const auto end = day_of(date.year + month / 12, month % 12 + 1, last)) return *end;
    return day;
}

} // namespace

Calendar::Calendar(int version, Rules rules, std::vector<SpecialDay> days, Day covers_from, Day covers_to)
    : version_(version), rules_(std::move(rules)), days_(std::move(days)), covers_from_(covers_from), covers_to_(covers_to) {
    std::erase_if(days_, [&](const SpecialDay& special) { return !covers(special.day); });
    std::stable_sort(days_.begin(), days_.end(), [](const SpecialDay& a, const SpecialDay& b) { return a.day < b.day; });
    for (const auto& session : rules_.sessions) minutes_a_day_ += session.closes - session.opens;

    ordinal_before_ = weekdays_until(covers_from_ - 1);
    auto special = days_.begin();
    auto count = ordinal_before_;
    for (Day day = covers_from_; day <= covers_to_; day = day + 1) {
        bool working = weekday(day) <= 5;
        for (; special != days_.end() && special->day == day; ++special) working = works(special->kind);
        if (working) {
            ++count;
            by_ordinal_.push_back(day.number);
        }
        ordinals_.push_back(count);
    }
    shift_after_ = ordinals_.empty() ? 0 : count - weekdays_until(covers_to_);
}

std::int32_t Calendar::ordinal(Day day) const {
    if (ordinals_.empty() || day < covers_from_) return weekdays_until(day);
    if (day > covers_to_) return weekdays_until(day) + shift_after_;
    return ordinals_[static_cast<std::size_t>(day - covers_from_)];
}

Day Calendar::day_with_ordinal(std::int32_t ordinal) const {
    if (ordinals_.empty() || ordinal <= ordinal_before_) return weekday_with_ordinal(ordinal);
    const auto place = static_cast<std::size_t>(ordinal - ordinal_before_ - 1);
    if (place < by_ordinal_.size()) return {by_ordinal_[place]};
    return weekday_with_ordinal(ordinal - shift_after_);
}

bool Calendar::is_working(Day day) const {
    return ordinal(day) != ordinal(day - 1);
}

Day Calendar::next_working(Day day) const {
    return day_with_ordinal(ordinal(day) + 1);
}

Day Calendar::working_day_from(Day day) const {
    return next_working(day - 1);
}

int Calendar::working_days_between(Day from, Day to) const {
    return ordinal(to) - ordinal(from);
}

bool Calendar::is_open(Instant at) const {
    const auto minute = local_minute(at);
    return is_working(local_day(at)) && std::any_of(rules_.sessions.begin(), rules_.sessions.end(), [&](const Session& session) {
               return session.opens <= minute && minute < session.closes;
           });
}

Instant Calendar::closing(Day day) const {
    return local_instant(day, rules_.sessions.back().closes);
}

Instant Calendar::counts_from(Instant at) const {
    const auto day = local_day(at);
    const auto minute = local_minute(at);
    const auto opens = rules_.sessions.front().opens;
    if (!is_working(day) || minute >= rules_.sessions.back().closes - rules_.last_hour_minutes)
        return local_instant(next_working(day), opens);
    return minute < opens ? local_instant(day, opens) : at;
}

Instant Calendar::due(Limit limit, Instant at) const {
    const auto start = local_day(counts_from(at));
    switch (limit.unit) {
    case LimitUnit::working_day:
        return closing(day_with_ordinal(ordinal(start) + limit.value));
    case LimitUnit::working_hour:
        return add_working_minutes(at, limit.value * 60);
    case LimitUnit::calendar_day:
        return closing(working_day_from(start + limit.value));
    case LimitUnit::month:
        return closing(working_day_from(months_later(start, limit.value)));
    case LimitUnit::same_day:
        break;
    }
    const auto day = local_day(at);
    return closing(is_working(day) && local_minute(at) < rules_.same_day_cutoff ? day : next_working(day));
}

int Calendar::minutes_open_before(int minute) const {
    int minutes = 0;
    for (const auto& session : rules_.sessions) minutes += std::clamp(minute, session.opens, session.closes) - session.opens;
    return minutes;
}

Instant Calendar::add_working_minutes(Instant at, int minutes) const {
    if (minutes == 0) return at;
    const auto day = local_day(at);
    const auto before = is_working(day) ? minutes_open_before(local_minute(at)) : 0;
    // Counted from the opening of the first working day at or after `at`; a full last day ends at its closing, not at the next opening.
    const auto target = before + minutes;
    const auto whole_days = floor_div(target - 1, minutes_a_day_);
    const auto end_day = day_with_ordinal(ordinal(day - 1) + 1 + whole_days);
    auto left = target - whole_days * minutes_a_day_;
    for (const auto& session : rules_.sessions) {
        const auto length = session.closes - session.opens;
        if (left <= length) return local_instant(end_day, session.opens + left);
        left -= length;
    }
    return closing(end_day);
}

int Calendar::working_minutes_between(Instant from, Instant to) const {
    if (to < from) return -working_minutes_between(to, from);
    const auto first = local_day(from);
    const auto last = local_day(to);
    const auto before = is_working(first) ? minutes_open_before(local_minute(from)) : 0;
    const auto until = is_working(last) ? minutes_open_before(local_minute(to)) : 0;
    return (ordinal(last - 1) - ordinal(first - 1)) * minutes_a_day_ + until - before;
}

} // namespace motcua::calendar
