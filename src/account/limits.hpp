#pragma once

#include <cstddef>
#include <cstdint>

namespace motcua::account {

inline constexpr std::size_t longest_name = 200; ///< letters of a person's name

/// Bounds of sessions, one-time codes and tries, in milliseconds and counts. Settings, so that a province can tighten them;
/// the values here are the ones of docs/operating/.
struct Limits {
    std::int64_t staff_idle_ms = 15 * 60'000;   ///< a staff session ends after this long without a request
    std::int64_t citizen_idle_ms = 30 * 60'000; ///< a citizen's likewise
    std::int64_t session_ms = 12 * 3'600'000LL; ///< and every session after this long
    std::int64_t touch_ms = 60'000;             ///< last_seen is written at most this often

    std::int64_t code_ms = 5 * 60'000;       ///< a one-time code is good for this long
    int code_tries = 5;                      ///< and for this many guesses
    std::int64_t confirmed_ms = 15 * 60'000; ///< to choose a password after the code was right

    std::int64_t window_ms = 15 * 60'000; ///< tries are counted in windows of this length
    int tries = 10;                       ///< wrong passwords for one account, and from one address
    int codes = 3;                        ///< messages with a code to one phone or e-mail
};

} // namespace motcua::account
