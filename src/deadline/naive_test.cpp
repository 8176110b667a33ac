#include "deadline/cases_test.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

/// The counting rules a second time, written without looking at the first: a tape with one letter for every minute, and a finger that
/// walks over it minute by minute. Slow, plain, and of one mind with src/deadline in every random case.
namespace {

using namespace motcua;
using namespace motcua::deadline;
using calendar::Limit;
using calendar::LimitUnit;

constexpr int cases = 100'000;
constexpr int worlds = 25;
constexpr int minutes_a_day = 1440;

struct Tape {
    Day from;
    std::string open;      ///< 'o': the office works in this minute
    std::string accepts;   ///< 'a': what comes in this minute counts from this day
    std::string closings;  ///< 'c': a worked day closes now
    std::string midnights; ///< 'm': a day begins

    explicit Tape(const deadline::test::World& world) : from(world.from) {
        for (Day day = world.from; day <= world.to; day = day + 1) write(world, day);
    }

    void write(const deadline::test::World& world, Day day) {
        bool worked = weekday(day) != 6 && weekday(day) != 7;
        for (const auto& special : world.days)
            if (special.day == day) worked = special.kind == calendar::DayKind::swap_work;
        auto sessions = world.hours.sessions;
        for (const auto& period : world.hours.periods)
            if (period.from <= day && day <= period.to) sessions = period.sessions;
        const int closes = sessions.back().closes;
        for (int minute = 0; minute < minutes_a_day; ++minute) {
            bool working = false;
            for (std::size_t i = 0; worked && i < sessions.size(); ++i)
                working = working || (minute >= sessions[i].opens && minute < sessions[i].closes);
            open += working ? 'o' : '.';
            accepts += worked && minute < closes - world.rules.last_hour_minutes ? 'a' : '.';
            closings += worked && minute == closes ? 'c' : '.';
            midnights += minute == 0 ? 'm' : '.';
        }
    }

    std::size_t place(Instant at) const { return static_cast<std::size_t>((at - local_instant(from, 0)) / 60'000); }
    std::optional<Instant> moment(std::size_t place) const {
        if (place >= open.size()) return std::nullopt;
        return local_instant(from + static_cast<int>(place / minutes_a_day), static_cast<int>(place % minutes_a_day));
    }

    /// The first minute at or after `place` that has the letter; the end of the tape when there is none.
    static std::size_t next(const std::string& tape, std::size_t place, char letter) {
        const auto found = place >= tape.size() ? std::string::npos : tape.find(letter, place);
        return found == std::string::npos ? tape.size() : found;
    }

    /// After so many minutes that the office works, from `place` on.
    std::size_t worked(std::size_t place, int minutes) const {
        const char* letters = open.data();
        while (minutes > 0 && place < open.size()) {
            if (letters[place] == 'o') --minutes;
            ++place;
        }
        return minutes > 0 ? open.size() : place;
    }

    int worked_between(std::size_t from_place, std::size_t to_place) const {
        int minutes = 0;
        const char* letters = open.data();
        for (auto place = from_place; place < to_place; ++place)
            if (letters[place] == 'o') ++minutes;
        return minutes;
    }
};

/// The midnight with which the date `months` after the day of `place` begins; the last one of that month when it is shorter.
std::size_t months_on(const Tape& tape, std::size_t place, int months) {
    const auto date = civil(local_day(*tape.moment(place)));
    int year = date.year, month = date.month + months;
    while (month > 12) month -= 12, ++year;
    for (auto walk = Tape::next(tape.midnights, place, 'm'); walk < tape.open.size(); walk = Tape::next(tape.midnights, walk + 1, 'm')) {
        const auto here = civil(local_day(*tape.moment(walk)));
        const bool last = civil(local_day(*tape.moment(walk)) + 1).month != here.month;
        if (here.year == year && here.month == month && (here.day == date.day || last)) return walk;
    }
    return tape.open.size();
}

std::size_t naive_place(const Tape& tape, const RuleSet& rules, Limit limit, Instant at) {
    const auto now = tape.place(at);
    if (limit.unit == LimitUnit::working_hour) return tape.worked(now, limit.value * 60);
    if (limit.unit == LimitUnit::same_day) {
        const auto closing = Tape::next(tape.closings, now + 1, 'c');
        const bool today = closing / minutes_a_day == now / minutes_a_day;
        const bool early = static_cast<int>(now % minutes_a_day) < rules.same_day_cutoff;
        return today && !early ? Tape::next(tape.closings, closing + 1, 'c') : closing;
    }
    const auto start = Tape::next(tape.accepts, now, 'a');
    auto place = start - start % minutes_a_day + minutes_a_day; // the midnight after day 0
    if (limit.unit == LimitUnit::working_day) {
        auto closing = Tape::next(tape.closings, place, 'c');
        for (int left = limit.value - 1; left > 0; --left) closing = Tape::next(tape.closings, closing + 1, 'c');
        return closing;
    }
    if (start >= tape.open.size()) return start;
    if (limit.unit == LimitUnit::month) return Tape::next(tape.closings, months_on(tape, start, limit.value), 'c');
    for (int left = limit.value - 1; left > 0; --left) place = Tape::next(tape.midnights, place + 1, 'm');
    return Tape::next(tape.closings, place, 'c');
}

std::string told(std::optional<Instant> at) {
    return at ? iso(*at) : "the calendar ends";
}

std::string told(const Result<Instant>& due) {
    if (due) return iso(*due);
    return due.error().code == "deadline.calendar_ends" ? "the calendar ends" : due.error().code;
}

/// A random world with its tape, made once for all kinds of limits.
struct Place {
    deadline::test::World world;
    calendar::Calendar calendar;
    Tape tape;
};

const std::vector<Place>& places() {
    static const auto made = [] {
        deadline::test::Chance chance(deadline::test::seed());
        std::vector<Place> all;
        for (int number = 0; number < worlds; ++number) {
            const auto world = chance.world();
            all.push_back({world, world.calendar(), Tape(world)});
        }
        return all;
    }();
    return made;
}

void agree_on(LimitUnit unit) {
    deadline::test::Chance chance(deadline::test::seed() + 1 + static_cast<std::uint64_t>(unit));
    int wrong = 0, promised = 0;
    for (const auto& [world, calendar, tape] : places()) {
        for (int one = 0; one < cases / worlds && wrong < 5; ++one) {
            const auto limit = chance.limit(unit);
            const auto came = chance.moment(world, 400);
            const auto due = deadline::due({world.rules, calendar}, limit, came);
            const auto naive = tape.moment(naive_place(tape, world.rules, limit, came));
            promised += due ? 1 : 0;
            if (told(due) == told(naive)) continue;
            ++wrong;
            FAIL_CHECK(word_of(unit) << " " << limit.value << " from " << iso(came) << ": " << told(due) << ", naively " << told(naive));
        }
    }
    CHECK(promised > cases / 2);
}

} // namespace

TEST_CASE("a walk minute by minute agrees on 100,000 limits in working days") {
    agree_on(LimitUnit::working_day);
}
TEST_CASE("a walk minute by minute agrees on 100,000 limits in working hours") {
    agree_on(LimitUnit::working_hour);
}
TEST_CASE("a walk minute by minute agrees on 100,000 limits in calendar days") {
    agree_on(LimitUnit::calendar_day);
}
TEST_CASE("a walk minute by minute agrees on 100,000 limits in months") {
    agree_on(LimitUnit::month);
}
TEST_CASE("a walk minute by minute agrees on 100,000 limits within the day") {
    agree_on(LimitUnit::same_day);
}

TEST_CASE("a walk minute by minute agrees on 100,000 pauses") {
    deadline::test::Chance chance(deadline::test::seed() + 99);
    int wrong = 0;
    for (const auto& [world, calendar, tape] : places()) {
        const Counting by{world.rules, calendar};
        for (int one = 0; one < cases / worlds && wrong < 5; ++one) {
            const auto came = chance.moment(world, 300);
            const Limit limit{static_cast<int>(chance.between(1, 3)), LimitUnit::working_day};
            const auto due = deadline::due(by, limit, came);
            if (!due) continue;
            const auto paused = came + chance.between(0, *due - came - 1);
            const auto resumed = paused + chance.between(0, 6 * day_ms);
            const int left = tape.worked_between(tape.place(paused), tape.place(*due));
            if (left == 0) continue; // nothing was left: the next case
            const auto naive = tape.moment(tape.worked(tape.place(resumed), left));
            const auto after = due_after_pause(by, limit, Resumption::remaining, *due, paused, resumed);
            if (told(after) == told(naive)) continue;
            ++wrong;
            FAIL_CHECK("due " << iso(*due) << ", paused " << iso(paused) << " to " << iso(resumed) << ": " << told(after) << ", naively "
                              << told(naive));
        }
    }
    CHECK(wrong == 0);
}
