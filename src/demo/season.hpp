#pragma once

#include "calendar/calendar.hpp"
#include "demo/dice.hpp"
#include "procedure/procedure.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace motcua::demo {

/// A campaign's days as far as they have come, and how online dossiers grow in them.
struct Span {
    Day from;
    Day to;        ///< last day with dossiers, not after today
    int days = 92; ///< of the whole campaign
    /// The online share in per mille on the first and on the last day of the whole campaign, each drawn by desk from a range.
    int begins_least, begins_most, ends_least, ends_most;

    /// The share of one desk on one day, in per mille. Grows slowly, then quickly, then slowly.
    int online_share(std::uint64_t seed, std::uint64_t desk, Day day) const;
};

/// The days of the campaign of 2022 and of the running one, as far as `today`; those that hold no day are left out.
std::vector<Span> spans(Day today);
/// Of the running campaign: it ends 30 days from today.
Day running_from(Day today);
Day running_to(Day today);

/// How much comes in on a day, against 1 on a working day: little on weekends, next to nothing in the days of Tết.
double day_weight(const calendar::Calendar& calendar, Day day);

/// A moment of the day at which somebody comes or sends, before `until`; nothing when there is none (a counter that is closed).
std::optional<Instant> arrival(const calendar::Calendar& calendar, procedure::Channel channel, Day day, Instant until, Dice& dice);

/// Splits `total` over cells by weight, exactly: the sum of all shares is `total`, and each is at most one off its part.
class Sharing {
  public:
    Sharing(std::int64_t total, double weights) : total_(total), weights_(weights) {}
    std::int64_t next(double weight);

  private:
    std::int64_t total_, given_ = 0;
    double weights_, seen_ = 0;
};

} // namespace motcua::demo
