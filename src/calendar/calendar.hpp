#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
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
    int value = 0; ///< of no meaning with same_day
    LimitUnit unit = LimitUnit::working_day;
    bool operator==(const Limit&) const = default;
};

/// Other hours for a time, such as summer hours (giờ mùa hè). Both days belong to it.
struct HoursPeriod {
    Day from, to;
    std::vector<Session> sessions;
};

/// The working calendar (lịch làm việc) of one version: which days are worked and in which hours. It counts; what the law makes of the
/// count is in src/deadline. Immutable, thread-safe, every answer from tables: no walking over days.
/// Outside the days it covers only weekends are off and the usual sessions hold; a deadline there is refused by src/deadline.
class Calendar {
  public:
    struct Hours {
        std::vector<Session> sessions{{7 * 60, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
        std::vector<HoursPeriod> periods; ///< where two hold on a day, the later one does
    };

    /// No special days: weekends only, and no day is covered.
    Calendar() : Calendar(0, Hours{}, {}, Day{0}, Day{-1}) {}
    /// Sessions must be in order, must not overlap and hold at least one minute; at most 254 periods. Days and periods outside the
    /// coverage are left out.
    Calendar(int version, Hours hours, std::vector<SpecialDay> days, Day covers_from, Day covers_to);

    int version() const { return version_; }
    bool covers(Day day) const { return covers_from_ <= day && day <= covers_to_; }
    bool is_working(Day day) const { return ordinal(day) != ordinal(day - 1); }
    const std::vector<SpecialDay>& special_days() const { return days_; }
    /// The hours of a day if it is worked.
    const std::vector<Session>& sessions(Day day) const;
    Instant opening(Day day) const { return local_instant(day, sessions(day).front().opens); }
    Instant closing(Day day) const { return local_instant(day, sessions(day).back().closes); }

    /// The first working day after `day`.
    Day next_working(Day day) const { return working_day(day, 1); }
    /// `day` itself when it is worked, else the first working day after it.
    Day working_day_from(Day day) const { return next_working(day - 1); }
    /// The nth working day after `day`; 0 is the last one not after it, -1 the one before that.
    Day working_day(Day day, int nth) const;
    /// Number of working days in (from, to]; negative when `to` is earlier.
    int working_days_between(Day from, Day to) const { return ordinal(to) - ordinal(from); }
    bool is_open(Instant at) const;
    /// `at` plus working minutes, inside the sessions only; a full last day ends at its closing, not at the next opening.
    Instant add_working_minutes(Instant at, int minutes) const;
    /// Working minutes in [from, to); negative when `to` is earlier.
    int working_minutes_between(Instant from, Instant to) const;

  private:
    /// What was worked up to and including one covered day, counted from the first Monday of 1970.
    struct Tally {
        std::int32_t days = 0;
        std::int64_t minutes = 0;
    };
    struct SessionsOfDay {
        std::vector<Session> sessions;
        std::int64_t minutes = 0;
    };

    void add_hours(std::vector<Session> sessions);
    void tabulate();
    std::size_t place(Day day) const { return static_cast<std::size_t>(day - covers_from_); }
    std::int32_t ordinal(Day day) const;
    std::int64_t minutes_until(Day day) const;
    std::int64_t position(Instant at) const;
    Day day_with_minutes(std::int64_t minutes) const;

    int version_ = 0;
    std::vector<SpecialDay> days_;
    std::vector<HoursPeriod> periods_;
    Day covers_from_{0}, covers_to_{-1};
    std::vector<SessionsOfDay> hours_;     ///< the usual ones first
    std::vector<std::uint8_t> hours_of_;   ///< which of them each covered day has
    std::vector<Tally> tallies_;           ///< of each covered day
    std::vector<std::int32_t> by_ordinal_; ///< day number of each covered working day, in order
    Tally before_;                         ///< of the day before covers_from_
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
