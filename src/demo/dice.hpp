#pragma once

#include <cstddef>
#include <cstdint>

namespace motcua::demo {

/// Chance that repeats: the same seed throws the same numbers, on every machine. (SplitMix64)
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    /// Dice of their own for one thing among many, so that adding a thing does not change the others.
    Dice(std::uint64_t seed, std::uint64_t one, std::uint64_t two = 0, std::uint64_t three = 0) : state_(seed) {
        for (const auto part : {one, two, three}) state_ = next() ^ part;
    }

    std::uint64_t next() {
        std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }
    /// 0 … sides - 1.
    std::int64_t roll(std::int64_t sides) { return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(sides)); }
    /// Both ends count.
    std::int64_t between(std::int64_t least, std::int64_t most) { return least + roll(most - least + 1); }
    bool chance(int per_mille) { return roll(1000) < per_mille; }
    /// 0 ≤ share < 1.
    double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    template <class List>
    const auto& one_of(const List& list) {
        return list[static_cast<std::size_t>(roll(static_cast<std::int64_t>(list.size())))];
    }

  private:
    std::uint64_t state_;
};

} // namespace motcua::demo
