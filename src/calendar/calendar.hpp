#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace motcua::calendar {

/// Kinds of special days (ngày nghỉ lễ, nghỉ bù, hoán đổi nghỉ, hoán đổi làm).
enum class DayKind { holiday, compensation, swap_off, swap_work };

struct SpecialDay {
    Day day;
    DayKind kind = DayKind::holiday;
    std::string name;
};

/// Minutes of the local day, `closes` not included.
struct Session {
    int opens = 0;
    int closes = 0;
    bool operator==(const Session&) const = default;
};

/// In what a limit is counted (đơn vị của thời hạn).
enum class LimitUnit { working_day, working_hour, calendar_day, month, same_day };

struct Limit {
    int value = 0; ///< 0 with same_day
    LimitUnit unit = LimitUnit::working_day;
    bool operator==(const Limit&) const = default;
};

/// The working calendar (lịch làm việc) of one version: days off of the years it covers, the sessions of a day, the cut-offs.
/// Immutable, thread-safe. Outside the years it covers only weekends are off. Settings with their source are in data/calendars/.
class Calendar {
  public:
    struct Rules {
        std::vector<Session> sessions{{7 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
        int last_hour_minutes = 60;    ///< arrivals in the last hour count from the next working day
        int same_day_cutoff = 15 * 60; ///< from here a same-day procedure is due the next working day
    };

    /// No special days: weekends only.
    Calendar() : Calendar(0, Rules{}, {}, Day{0}, Day{-1}) {}
    /// Sessions must be in order, must not overlap and hold at least one minute; days outside the coverage are left out.
    Calendar(int version, Rules rules, std::vector<SpecialDay> days, Day covers_from, Day covers_to);

    int version() const { return version_; }
    const Rules& rules() const { return rules_; }
    bool covers(Day day) const { return covers_from_ <= day && day <= covers_to_; }
    bool is_working(Day day) const;
    const std::vector<SpecialDay>& special_days() const { return days_; }
    /// The first working day after `day`.
    Day next_working(Day day) const;
    /// Number of working days in (from, to]; negative when `to` is earlier.
    int working_days_between(Day from, Day to) const;
    bool is_open(Instant at) const;
    /// The moment from which the clock counts for something that came at `at` (ngày 0): `at` itself; the opening when it came before
    /// opening on a working day; the opening of the next working day when it came in the last hour, after closing or on a day off.
    Instant counts_from(Instant at) const;
    /// When a limit that starts at `at` ends (hẹn trả kết quả):
    /// - working_day: the day of acceptance is day 0; closing time of the nth working day after it;
    /// - working_hour: hours inside the sessions only, to the minute;
    /// - calendar_day, month: closing time of the day it falls on, moved to the next working day when that is a day off
    ///   (Bộ luật Dân sự, Điều 148); a month ends on the same date, or on the last day of a shorter month;
    /// - same_day: closing time of the day of arrival, of the next working day from the cut-off on.
    /// Day 0 of all but working_hour and same_day is the day of counts_from(at).
    Instant due(Limit limit, Instant at) const;
    /// `at` plus working minutes, inside the sessions only.
    Instant add_working_minutes(Instant at, int minutes) const;
    /// Working minutes in [from, to).
    int working_minutes_between(Instant from, Instant to) const;

  private:
    std::int32_t ordinal(Day day) const;
    Day day_with_ordinal(std::int32_t ordinal) const;
    Day working_day_from(Day day) const;
    int minutes_open_before(int minute) const;
    Instant closing(Day day) const;

    int version_ = 0;
    Rules rules_;
    std::vector<SpecialDay> days_;
    Day covers_from_{0}, covers_to_{-1};
    int minutes_a_day_ = 0;
    std::vector<std::int32_t> ordinals_;   ///< working days up to and including each day, from covers_from_
    std::vector<std::int32_t> by_ordinal_; ///< day number of each working day covered, in order
    std::int32_t ordinal_before_ = 0;      ///< of the day before covers_from_
    std::int32_t shift_after_ = 0;         ///< what special days take from the plain weekday count, after covers_to_
};

} // namespace motcua::calendar

template <>
struct motcua::Words<motcua::calendar::DayKind> {
    static constexpr std::array words{std::string_view("holiday"), std::string_view("compensation"), std::string_view("swap_off"),
                                      std::string_view("swap_work")};
};
template <>
struct motcua::Words<motcua::calendar::LimitUnit> {
    static constexpr std::array words{std::string_view("working_day"), std::string_view("working_hour"), std::string_view("calendar_day"),
                                      std::string_view("month"), std::string_view("same_day")};
};
