#pragma once

#include "base/time.hpp"

#include <atomic>

namespace motcua {

/// What time it is, for everybody. Runs with the system, or stands where it is set (MOTCUA_NOW, tests). Thread-safe.
class Clock {
  public:
    Clock() = default;
    explicit Clock(Instant frozen) : frozen_(frozen.ms) {}

    Instant now() const;
    Day today() const { return local_day(now()); }

    /// Freezes the clock at `at`.
    void set(Instant at) { frozen_ = at.ms; }
    /// Moves a frozen clock forward. No effect on a running one.
    void advance(std::int64_t milliseconds);

  private:
    static constexpr std::int64_t running = INT64_MIN;
    std::atomic<std::int64_t> frozen_ = running;
};

} // namespace motcua
