#include "base/id.hpp"

#include <sodium.h>

#include <algorithm>
#include <atomic>

namespace motcua {

namespace {

constexpr std::int64_t epoch_2020_ms = 1'577'836'800'000;
constexpr int count_bits = 21;

} // namespace

Id new_id(Instant now) {
    static std::atomic<Id> last = 0;
    const Id fresh = (std::max<std::int64_t>(now.ms - epoch_2020_ms, 1) << count_bits) | randombytes_uniform(1u << (count_bits - 1));
    Id before = last.load();
    Id next = 0;
    do {
        next = std::max(fresh, before + 1);
    } while (!last.compare_exchange_weak(before, next));
    return next;
}

Id id_of_past(Instant at, std::uint32_t number) {
    return (std::max<std::int64_t>(at.ms - epoch_2020_ms, 1) << count_bits) | (number & ((1u << count_bits) - 1));
}

Instant made_at(Id id) {
    return {(id >> count_bits) + epoch_2020_ms};
}

} // namespace motcua
