#pragma once

#include "indicator/indicator.hpp"

#include <span>
#include <string>
#include <vector>

/// Reading the counters. Every range of days counts both ends; units without a counted day are absent. Each question is one statement
/// that walks key ranges of the counter tables, so its cost grows with units × days and never with dossiers.
namespace motcua::indicator {

struct UnitSum {
    Id unit = 0;
    Delta sum;
};
/// Each of `units` by itself, not its subtree.
std::vector<UnitSum> by_unit(db::Tx& tx, std::span<const Id> units, Day from, Day to);

struct DaySum {
    Day day;
    Delta sum;
};
/// All of `units` together, in order of days; days without a count are absent.
std::vector<DaySum> by_day(db::Tx& tx, std::span<const Id> units, Day from, Day to);

struct UnitDay {
    Id unit = 0;
    Day day;
    std::int64_t received = 0;
    std::int64_t online = 0;
};
/// For the small lines beside each unit; in no order.
std::vector<UnitDay> by_unit_and_day(db::Tx& tx, std::span<const Id> units, Day from, Day to);

struct ProcedureSum {
    std::string procedure;
    Delta sum;
};
/// All of `units` together, by procedure; reads units × procedures × days, so ask it for a commune or a district.
std::vector<ProcedureSum> by_procedure(db::Tx& tx, std::span<const Id> units, Day from, Day to);

} // namespace motcua::indicator
