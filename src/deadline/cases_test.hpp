#pragma once

#include "deadline/deadline.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

/// Calendars, rule sets and arrivals for the tests of deadlines: the shipped ones, and random ones from a seed that is printed.
namespace motcua::deadline::test {

/// The calendar of data/calendars/, read anew by the test.
calendar::Calendar shipped_calendar();

/// MOTCUA_TEST_SEED when it is set, else a new one; said in the output, so that a failure can be repeated.
std::uint64_t seed();

/// What a random calendar is made of, kept so that a naive implementation can be fed with the same.
struct World {
    Day from, to;
    calendar::Calendar::Hours hours;
    std::vector<calendar::SpecialDay> days;
    RuleSet rules;

    calendar::Calendar calendar() const { return {1, hours, days, from, to}; }
};

class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
    }

    World world();
    Instant moment(const World& world, int days);
    calendar::Limit limit(calendar::LimitUnit unit);

  private:
    std::vector<calendar::Session> sessions();
    std::mt19937_64 engine_;
};

Day day(std::string_view text);
Instant at(std::string_view text);

} // namespace motcua::deadline::test
