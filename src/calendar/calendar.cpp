#include "calendar/calendar.hpp"

#include <algorithm>

namespace motcua::calendar {

namespace {

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

// 1970-01-05 was a Monday; days before it count down.
constexpr std::int32_t first_monday = 4;

/// Weekdays (Monday to Friday) from the first Monday up to and including `day`, as if there were no special days.
std::int32_t weekdays_until(Day day) {
    const auto since = day.number - first_monday;
    const auto weeks = static_cast<std::int32_t>(floor_div(since, 7));
    return weeks * 5 + std::min(since - weeks * 7 + 1, 5);
}

/// The inverse: the day of the nth weekday.
Day weekday_with_ordinal(std::int32_t ordinal) {
    const auto weeks = static_cast<std::int32_t>(floor_div(ordinal - 1, 5));
    return {first_monday + weeks * 7 + (ordinal - 1 - weeks * 5)};
}

bool works(DayKind kind) {
    return kind == DayKind::swap_work;
}

std::int64_t minutes_in(const std::vector<Session>& sessions) {
    std::int64_t minutes = 0;
    for (const auto& session : sessions) minutes += session.closes - session.opens;
    return minutes;
}

int minutes_open_before(const std::vector<Session>& sessions, int minute) {
    int minutes = 0;
    for (const auto& session : sessions) minutes += std::clamp(minute, session.opens, session.closes) - session.opens;
    return minutes;
}

} // namespace

Calendar::Calendar(int version, Hours hours, std::vector<SpecialDay> days, Day covers_from, Day covers_to)
    : version_(version), days_(std::move(days)), periods_(std::move(hours.periods)), covers_from_(covers_from), covers_to_(covers_to) {
    std::erase_if(days_, [&](const SpecialDay& special) { return !covers(special.day); });
    std::stable_sort(days_.begin(), days_.end(), [](const SpecialDay& a, const SpecialDay& b) { return a.day < b.day; });
    add_hours(std::move(hours.sessions));
    for (const auto& period : periods_) add_hours(period.sessions);
    tabulate();
}

void Calendar::add_hours(std::vector<Session> sessions) {
    const auto minutes = minutes_in(sessions);
    hours_.push_back({std::move(sessions), minutes});
}

void Calendar::tabulate() {
    before_.days = weekdays_until(covers_from_ - 1);
    before_.minutes = before_.days * hours_.front().minutes;
    auto special = days_.begin();
    auto tally = before_;
    for (Day day = covers_from_; day <= covers_to_; day = day + 1) {
        std::uint8_t hours = 0;
        for (std::size_t i = 0; i < periods_.size(); ++i)
            if (periods_[i].from <= day && day <= periods_[i].to) hours = static_cast<std::uint8_t>(i + 1);
        hours_of_.push_back(hours);
        bool working = weekday(day) <= 5;
        for (; special != days_.end() && special->day == day; ++special) working = works(special->kind);
        if (working) {
            ++tally.days;
            tally.minutes += hours_[hours].minutes;
            by_ordinal_.push_back(day.number);
        }
        tallies_.push_back(tally);
    }
    shift_after_ = tallies_.empty() ? 0 : tally.days - weekdays_until(covers_to_);
}

const std::vector<Session>& Calendar::sessions(Day day) const {
    return hours_[covers(day) ? hours_of_[place(day)] : 0].sessions;
}

std::int32_t Calendar::ordinal(Day day) const {
    if (tallies_.empty() || day < covers_from_) return weekdays_until(day);
    if (day > covers_to_) return weekdays_until(day) + shift_after_;
    return tallies_[place(day)].days;
}

std::int64_t Calendar::minutes_until(Day day) const {
    if (tallies_.empty() || day < covers_from_) return weekdays_until(day) * hours_.front().minutes;
    if (day > covers_to_) return tallies_.back().minutes + (weekdays_until(day) - weekdays_until(covers_to_)) * hours_.front().minutes;
    return tallies_[place(day)].minutes;
}

Day Calendar::working_day(Day day, int nth) const {
    const auto wanted = ordinal(day) + nth;
    if (tallies_.empty() || wanted <= before_.days) return weekday_with_ordinal(wanted);
    const auto place = static_cast<std::size_t>(wanted - before_.days - 1);
    if (place < by_ordinal_.size()) return {by_ordinal_[place]};
    return weekday_with_ordinal(wanted - shift_after_);
}

/// The first day by whose end so many minutes were worked.
Day Calendar::day_with_minutes(std::int64_t minutes) const {
    const auto usual = hours_.front().minutes;
    const auto days_for = [&](std::int64_t wanted) { return static_cast<std::int32_t>(floor_div(wanted - 1, usual)) + 1; };
    if (tallies_.empty() || minutes <= before_.minutes) return weekday_with_ordinal(days_for(minutes));
    if (minutes > tallies_.back().minutes)
        return weekday_with_ordinal(weekdays_until(covers_to_) + days_for(minutes - tallies_.back().minutes));
    const auto found = std::lower_bound(tallies_.begin(), tallies_.end(), minutes,
                                        [](const Tally& tally, std::int64_t wanted) { return tally.minutes < wanted; });
    return covers_from_ + static_cast<int>(found - tallies_.begin());
}

bool Calendar::is_open(Instant at) const {
    const auto day = local_day(at);
    const auto minute = local_minute(at);
    const auto& open = sessions(day);
    return is_working(day) && std::any_of(open.begin(), open.end(),
                                          [&](const Session& session) { return session.opens <= minute && minute < session.closes; });
}

/// Minutes worked before `at`.
std::int64_t Calendar::position(Instant at) const {
    const auto day = local_day(at);
    return minutes_until(day - 1) + (is_working(day) ? minutes_open_before(sessions(day), local_minute(at)) : 0);
}

Instant Calendar::add_working_minutes(Instant at, int minutes) const {
    if (minutes == 0) return at;
    const auto target = position(at) + minutes;
    const auto day = day_with_minutes(target);
    auto left = static_cast<int>(target - minutes_until(day - 1));
    for (const auto& session : sessions(day)) {
        const auto length = session.closes - session.opens;
        if (left <= length) return local_instant(day, session.opens + left);
        left -= length;
    }
    return closing(day);
}

int Calendar::working_minutes_between(Instant from, Instant to) const {
    return static_cast<int>(position(to) - position(from));
}

} // namespace motcua::calendar
