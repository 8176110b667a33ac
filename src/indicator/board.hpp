#pragma once

#include "indicator/indicator.hpp"

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

/// Reading the counters. Every range of days counts both ends; units without a counted day are absent.
namespace motcua::indicator {

struct DaySum {
    Day day;
    Delta sum;
};

/// One unit by itself, not its subtree: its counted days in order.
struct UnitDays {
    Id unit = 0;
    std::shared_ptr<const std::vector<DaySum>> days;
};

/// The days of all units that somebody asked for, kept in memory: a province's board reads tens of thousands of counters, and between two
/// looks few of them change. Exact all the same: each look reads the units' stamps and, in the same snapshot, the days that changed since
/// the last one. A restored database wants a new process. Thread-safe.
class Recollection {
  public:
    /// Forgets everything when it holds more than `most_days` days (about 100 bytes each).
    explicit Recollection(std::size_t most_days = 2'000'000) : most_days_(most_days) {}

    std::vector<UnitDays> days(db::Tx& tx, std::span<const Id> units);

  private:
    struct Memory {
        std::int64_t stamp = -1;
        std::shared_ptr<const std::vector<DaySum>> days = std::make_shared<std::vector<DaySum>>();
    };

    Memory remembered(Id unit) const;
    void remember(Id unit, const Memory& memory, std::size_t days_before);

    const std::size_t most_days_;
    mutable std::mutex mutex_;
    std::unordered_map<Id, Memory> units_;
    std::size_t held_days_ = 0;
};

struct UnitSum {
    Id unit = 0;
    Delta sum;
};
std::vector<UnitSum> by_unit(std::span<const UnitDays> units, Day from, Day to);

/// All of the units together, in order of days; days without a count are absent.
std::vector<DaySum> by_day(std::span<const UnitDays> units, Day from, Day to);

struct UnitDay {
    Id unit = 0;
    Day day;
    std::int64_t received = 0;
    std::int64_t online = 0;
};
/// For the small lines beside each unit.
std::vector<UnitDay> by_unit_and_day(std::span<const UnitDays> units, Day from, Day to);

struct ProcedureSum {
    std::string procedure;
    Delta sum;
};
/// All of `units` together, by procedure; reads units × procedures × days from the database, so ask it for a commune.
std::vector<ProcedureSum> by_procedure(db::Tx& tx, std::span<const Id> units, Day from, Day to);

} // namespace motcua::indicator
