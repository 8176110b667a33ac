#pragma once

#include "base/result.hpp"
#include "calendar/calendar.hpp"
#include "deadline/rule_set.hpp"

#include <optional>
#include <span>
#include <vector>

/// The one place where deadlines are computed (thời hạn giải quyết). Pure functions of a rule set and a calendar: no clock, no database.
/// docs/deadlines.md explains every rule with its source. All refuse (Kind::conflict) with
/// `deadline.calendar_ends` when a day is needed that the calendar does not cover: what nobody decided cannot be promised;
/// `deadline.clock_set_back` when time runs backwards; Kind::invalid with `deadline.limit_zero`, `deadline.limit_too_long`,
/// `deadline.steps_exceed_limit` when a limit is none.
namespace motcua::deadline {

/// By which law and which calendar something is counted.
struct Counting {
    const RuleSet& rules;
    const calendar::Calendar& calendar;
};

/// No limit is longer than this many of its unit, some two years and for months five; 0 for same_day. What is longer was mistyped.
int longest(calendar::LimitUnit unit);
Result<void> must_be_countable(calendar::Limit limit);

/// The moment from which the clock counts for something that came at `at` (ngày 0): `at` itself; the opening when it came before
/// opening on a working day; the opening of the next working day when it came in the last hour, after closing or on a day off.
Instant counts_from(const Counting& by, Instant at);

/// When a limit that starts at `at` ends (hẹn trả kết quả):
/// - working_day: the day of acceptance is day 0; closing time of the nth working day after it;
/// - working_hour: hours inside the sessions only, to the minute;
/// - calendar_day, month: closing time of the day it falls on, moved to the next working day when that is a day off
///   (Bộ luật Dân sự, Điều 148); a month ends on the same date, or on the last day of a shorter month;
/// - same_day: closing time of the day of arrival, of the next working day from the cut-off on.
/// Day 0 of all but working_hour and same_day is the day of counts_from(at).
Result<Instant> due(const Counting& by, calendar::Limit limit, Instant at);

/// By when the office must have said accepted, refused or incomplete.
Result<Instant> acknowledge_by(const Counting& by, Instant at);

/// The due time after the clock stood still from `paused_at` to `now`. Limits in working days or hours keep their unused working
/// minutes; those in calendar days or months move by the days of the pause, off a day off. Late stays late by as much.
Result<Instant> due_after_pause(const Counting& by, calendar::Limit limit, Resumption how, Instant due, Instant paused_at, Instant now);

/// By when each inner step must be done so that the dossier is in time: `shares` are percents of the limit, in order, at most 100
/// together. `due` is the dossier's due time now, pauses included; nothing ends after it.
Result<std::vector<Instant>> step_ends(const Counting& by, calendar::Limit limit, Instant accepted_at, Instant due,
                                       std::span<const int> shares);

/// The last day that an applicant who is asked at `at` may be given to supplement.
Result<Day> supplement_wait_ends(const Counting& by, Instant at);

/// The last moment at which an apology for missing `due` is in time.
Result<Instant> apology_until(const Counting& by, Instant due);

/// How a promise stands at a moment.
enum class Standing { none, in_time, near_due, overdue };
Standing standing(const Counting& by, std::optional<Instant> due, Instant now);
/// Working days from the day of `now` to that of `due`; negative once it has passed.
int days_left(const Counting& by, Instant due, Instant now);

/// Time only goes forward: `now` must not lie before what happened `before`.
Result<void> must_come_after(Instant before, Instant now);

} // namespace motcua::deadline

template <>
struct motcua::Words<motcua::deadline::Standing> {
    static constexpr std::array words{std::string_view("none"), std::string_view("in_time"), std::string_view("near_due"),
                                      std::string_view("overdue")};
};
