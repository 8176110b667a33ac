#include "indicator/board.hpp"
#include "indicator/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace motcua::indicator {

namespace {

const db::Query<Row(Id, std::int64_t)> changed_days{"select unit_id, '', day, " COUNTED
                                                    " from count_day where unit_id = $1 and stamp > $2 order by day"};

/// Units that nothing was ever counted in have no stamp.
std::unordered_map<Id, std::int64_t> stamps_of(db::Tx& tx, std::span<const Id> units) {
    std::unordered_map<Id, std::int64_t> stamps;
    for (std::size_t first = 0; first < units.size(); first += units_in_a_statement) {
        std::vector<db::Value> values;
        std::string sql = "select unit_id, stamp from count_stamp where unit_id in (";
        for (const Id unit : units.subspan(first, std::min(units_in_a_statement, units.size() - first))) {
            values.emplace_back(unit);
            sql += fmt::format("{}${}", values.size() > 1 ? ", " : "", values.size());
        }
        tx.execute_text(sql + ")", values, [&](const db::Columns& columns) {
            stamps[columns.integer(0)] = columns.integer(1);
            return true;
        });
    }
    return stamps;
}

bool before(const DaySum& one, Day day) {
    return one.day < day;
}

/// The days as they were, with those that changed in their places.
std::shared_ptr<const std::vector<DaySum>> renewed(const std::vector<DaySum>& old, const std::vector<Row>& changed) {
    auto days = std::make_shared<std::vector<DaySum>>(old);
    for (const auto& row : changed) {
        const auto place = std::lower_bound(days->begin(), days->end(), row.day, before);
        if (place != days->end() && place->day == row.day)
            place->sum = row.delta();
        else
            days->insert(place, {row.day, row.delta()});
    }
    return days;
}

std::span<const DaySum> between(const std::vector<DaySum>& days, Day from, Day to) {
    const auto first = std::lower_bound(days.begin(), days.end(), from, before);
    const auto last = std::lower_bound(first, days.end(), to + 1, before);
    return {first, last};
}

} // namespace

Recollection::Memory Recollection::remembered(Id unit) const {
    const std::lock_guard lock(mutex_);
    const auto found = units_.find(unit);
    return found == units_.end() ? Memory() : found->second;
}

void Recollection::remember(Id unit, const Memory& memory, std::size_t days_before) {
    const std::lock_guard lock(mutex_);
    if (held_days_ > most_days_) {
        units_.clear();
        held_days_ = 0;
    }
    held_days_ += memory.days->size() - std::min(days_before, memory.days->size());
    units_[unit] = memory;
}

std::vector<UnitDays> Recollection::days(db::Tx& tx, std::span<const Id> units) {
    const auto stamps = stamps_of(tx, units);
    std::vector<UnitDays> found;
    for (const Id unit : units) {
        const auto stamp = stamps.find(unit);
        if (stamp == stamps.end()) continue;
        auto memory = remembered(unit);
        // A smaller stamp than the remembered one is that of an older snapshot: it gets what it sees, read afresh.
        if (stamp->second < memory.stamp) memory = {};
        if (stamp->second != memory.stamp) {
            const auto days_before = memory.days->size();
            memory = {stamp->second, renewed(*memory.days, tx.all(changed_days, unit, memory.stamp))};
            remember(unit, memory, days_before);
        }
        found.push_back({unit, memory.days});
    }
    return found;
}

std::vector<UnitSum> by_unit(std::span<const UnitDays> units, Day from, Day to) {
    std::vector<UnitSum> found;
    for (const auto& [unit, days] : units) {
        const auto some = between(*days, from, to);
        if (some.empty()) continue;
        UnitSum& sum = found.emplace_back(UnitSum{unit, {}});
        for (const auto& day : some) sum.sum += day.sum;
    }
    return found;
}

std::vector<DaySum> by_day(std::span<const UnitDays> units, Day from, Day to) {
    std::map<Day, Delta> days;
    for (const auto& unit : units)
        for (const auto& [day, sum] : between(*unit.days, from, to)) days[day] += sum;
    std::vector<DaySum> found;
    for (const auto& [day, sum] : days) found.push_back({day, sum});
    return found;
}

std::vector<UnitDay> by_unit_and_day(std::span<const UnitDays> units, Day from, Day to) {
    std::vector<UnitDay> found;
    for (const auto& [unit, days] : units)
        for (const auto& [day, sum] : between(*days, from, to)) found.push_back({unit, day, sum.received(), sum.online});
    return found;
}

} // namespace motcua::indicator
