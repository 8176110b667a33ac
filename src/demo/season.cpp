#include "demo/season.hpp"

#include <algorithm>
#include <cmath>

namespace motcua::demo {

namespace {

constexpr int campaign_days = 92;
constexpr int days_to_come = 30;
constexpr int long_holiday = 4; // days off in a row, special ones among them: Tết, not a weekend

bool is_special_day_off(const calendar::Calendar& calendar, Day day) {
    return std::ranges::any_of(calendar.special_days(), [&](const calendar::SpecialDay& special) {
        return special.day == day && special.kind != calendar::DayKind::swap_work;
    });
}

int days_off_around(const calendar::Calendar& calendar, Day day) {
    int count = 1;
    for (Day before = day - 1; count < long_holiday && !calendar.is_working(before); before = before - 1) ++count;
    for (Day after = day + 1; count < long_holiday && !calendar.is_working(after); after = after + 1) ++count;
    return count;
}

Instant at_minute(Day day, std::int64_t minute, Dice& dice) {
    return local_instant(day, static_cast<int>(minute)) + dice.roll(60'000);
}

/// When people send from home: by day, more in the evening, hardly at night.
std::int64_t minute_at_home(Dice& dice) {
    const auto part = dice.roll(100);
    if (part < 55) return dice.between(7 * 60, 17 * 60);
    if (part < 88) return dice.between(18 * 60, 22 * 60);
    return dice.between(5 * 60, 23 * 60 + 59);
}

std::int64_t minute_at_counter(const calendar::Calendar& calendar, Day day, Dice& dice) {
    const auto& session = dice.one_of(calendar.sessions(day));
    return dice.between(session.opens, session.closes - 10);
}

} // namespace

int Span::online_share(std::uint64_t seed, std::uint64_t desk, Day day) const {
    Dice dice(seed, 0x73686172, desk, static_cast<std::uint64_t>(from.number));
    const auto begins = static_cast<double>(dice.between(begins_least, begins_most));
    const auto ends = static_cast<double>(dice.between(ends_least, ends_most));
    const double progress = std::clamp(static_cast<double>(day - from) / (days - 1), 0.0, 1.0);
    const double grown = progress * progress * (3 - 2 * progress);
    return static_cast<int>(begins + (ends - begins) * grown);
}

Day running_from(Day today) {
    return running_to(today) - (campaign_days - 1);
}

Day running_to(Day today) {
    return today + days_to_come;
}

std::vector<Span> spans(Day today) {
    const Day first = *day_of(2022, 7, 1), last = *day_of(2022, 9, 30);
    // What is published of 2022 speaks of a low start; the running campaign stands on what was learnt.
    const Span of_2022{first, std::min(last, today), campaign_days, 110, 250, 450, 850};
    const Span running{std::max(running_from(today), last + 1), today, campaign_days, 420, 680, 760, 970};
    std::vector<Span> spans;
    for (const auto& span : {of_2022, running})
        if (span.from <= span.to) spans.push_back(span);
    return spans;
}

double day_weight(const calendar::Calendar& calendar, Day day) {
    if (calendar.is_working(day)) return weekday(day) == 1 ? 1.15 : 1.0;
    if (is_special_day_off(calendar, day) || days_off_around(calendar, day) >= long_holiday) return 0.02;
    return weekday(day) == 6 ? 0.14 : 0.09;
}

std::optional<Instant> arrival(const calendar::Calendar& calendar, procedure::Channel channel, Day day, Instant until, Dice& dice) {
    const bool at_home = channel == procedure::Channel::online;
    if (!at_home && !calendar.is_working(day)) return std::nullopt;
    for (int tries = 0; tries < 20; ++tries) {
        const auto at = at_minute(day, at_home ? minute_at_home(dice) : minute_at_counter(calendar, day, dice), dice);
        if (at < until) return at;
    }
    return std::nullopt;
}

std::int64_t Sharing::next(double weight) {
    seen_ += weight;
    const auto due = std::min(total_, static_cast<std::int64_t>(std::llround(static_cast<double>(total_) * seen_ / weights_)));
    const auto share = due - given_;
    given_ = due;
    return share;
}

} // namespace motcua::demo
