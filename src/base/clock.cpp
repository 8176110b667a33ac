#include "base/clock.hpp"

#include <chrono>

namespace motcua {

Instant Clock::now() const {
    const auto frozen = frozen_.load();
    if (frozen != running) return {frozen};
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

void Clock::advance(std::int64_t milliseconds) {
    if (frozen_.load() != running) frozen_ += milliseconds;
}

} // namespace motcua
