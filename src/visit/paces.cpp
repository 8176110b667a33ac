#include "visit/paces.hpp"

#include <algorithm>
#include <cmath>

namespace motcua::visit {

namespace {

constexpr double minute_ms = 60'000.0;
constexpr std::int64_t sweep_ms = 1'000;

std::string key_of(Pace pace, std::string_view caller) {
    return std::string(1, static_cast<char>('0' + static_cast<int>(pace))) + std::string(caller);
}

} // namespace

double Paces::filled(Pace pace, const Bucket& bucket, Instant now) const {
    const auto& rate = settings_.rates.at(pace);
    const auto passed = static_cast<double>(std::max<std::int64_t>(0, now - bucket.filled_at));
    return std::min<double>(rate.burst, bucket.tokens + passed * rate.per_minute / minute_ms);
}

void Paces::forget_full(Instant now) {
    if (now - swept_at_ < sweep_ms && swept_at_.ms != 0) return; // a flood of strangers must not make every call a walk
    swept_at_ = now;
    std::erase_if(buckets_, [&](const auto& entry) {
        const auto pace = static_cast<Pace>(entry.first[0] - '0');
        return filled(pace, entry.second, now) >= settings_.rates.at(pace).burst;
    });
}

Paces::Bucket& Paces::bucket_of(Pace pace, std::string_view caller, Instant now) {
    auto key = key_of(pace, caller);
    if (const auto found = buckets_.find(key); found != buckets_.end()) return found->second;
    if (buckets_.size() >= settings_.callers) forget_full(now);
    if (buckets_.size() >= settings_.callers) key = key_of(pace, "strangers");
    const Bucket full{static_cast<double>(settings_.rates.at(pace).burst), now};
    return buckets_.try_emplace(std::move(key), full).first->second;
}

int Paces::wait_seconds(Pace pace, std::string_view caller, Instant now) {
    const auto rate = settings_.rates.find(pace);
    if (rate == settings_.rates.end() || rate->second.burst == 0) return 0;
    const std::lock_guard lock(mutex_);
    auto& bucket = bucket_of(pace, caller, now);
    bucket.tokens = filled(pace, bucket, now);
    bucket.filled_at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return static_cast<int>(std::ceil((1 - bucket.tokens) * minute_ms / std::max(1, rate->second.per_minute) / 1000));
}

std::size_t Paces::remembered() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

} // namespace motcua::visit
