#pragma once

#include "base/time.hpp"
#include "visit/visit.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace motcua::visit {

/// How often who may call what. A bucket of tokens for each pace and caller fills up with time; every call takes one.
/// Holds at most `callers` buckets: full ones are forgotten first, and while there is no room strangers share one.
/// Per process, in memory: a bound on load and guessing, not a record. Thread-safe.
class Paces {
  public:
    /// `burst` at once, then `per_minute`; 0 switches a pace off.
    struct Rate {
        int burst = 0;
        int per_minute = 0;
    };
    struct Settings {
        std::map<Pace, Rate> rates{{Pace::ordinary, {.burst = 600, .per_minute = 1'200}},
                                   {Pace::sign_in, {.burst = 40, .per_minute = 20}},
                                   {Pace::code, {.burst = 10, .per_minute = 4}},
                                   {Pace::lookup, {.burst = 60, .per_minute = 30}},
                                   {Pace::upload, {.burst = 60, .per_minute = 60}}};
        std::size_t callers = 100'000;
    };

    explicit Paces(Settings settings) : settings_(std::move(settings)) {}

    /// 0 when the call may go on, else after how many seconds the next one may.
    int wait_seconds(Pace pace, std::string_view caller, Instant now);
    std::size_t remembered() const;

  private:
    struct Bucket {
        double tokens = 0;
        Instant filled_at;
    };

    Bucket& bucket_of(Pace pace, std::string_view caller, Instant now);
    void forget_full(Instant now);
    double filled(Pace pace, const Bucket& bucket, Instant now) const;

    Settings settings_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    Instant swept_at_;
};

} // namespace motcua::visit
