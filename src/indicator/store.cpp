#include "indicator/board.hpp"
#include "indicator/columns.hpp"
#include "indicator/recount.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace motcua::indicator {

namespace {

#define ADDED(table)                                                                                                                       \
    "submitted = " table ".submitted + excluded.submitted, direct = " table ".direct + excluded.direct, online = " table                   \
    ".online + excluded.online, post = " table ".post + excluded.post, assisted = " table                                                  \
    ".assisted + excluded.assisted, qualified_online = " table ".qualified_online + excluded.qualified_online, refused = " table           \
    ".refused + excluded.refused, withdrawn = " table ".withdrawn + excluded.withdrawn, stopped = " table                                  \
    ".stopped + excluded.stopped, resolved = " table ".resolved + excluded.resolved, resolved_on_time = " table                            \
    ".resolved_on_time + excluded.resolved_on_time, returned = " table ".returned + excluded.returned, on_paper = " table                  \
    ".on_paper + excluded.on_paper, on_paper_digitised = " table ".on_paper_digitised + excluded.on_paper_digitised, with_scans = " table  \
    ".with_scans + excluded.with_scans"

const db::Query<void(Id)> next_stamp{
    "insert into count_stamp (unit_id, stamp) values ($1, 1) on conflict (unit_id) do update set stamp = count_stamp.stamp + 1"};
const db::Query<void(Id, Day, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count)>
    add_to_day{"insert into count_day (unit_id, day, " COUNTED
               ", stamp) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
               "(select stamp from count_stamp where unit_id = $1)) "
               "on conflict (unit_id, day) do update set stamp = excluded.stamp, " ADDED("count_day")};
const db::Query<void(Id, std::string_view, Day, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count, Count,
                     Count, Count)>
    add_to_procedure_day{"insert into count_procedure_day (unit_id, procedure, day, " COUNTED
                         ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) "
                         "on conflict (unit_id, procedure, day) do update set " ADDED("count_procedure_day")};

const db::Query<Row()> all_days{"select unit_id, '', day, " COUNTED " from count_day"};
const db::Query<Row()> all_procedure_days{"select unit_id, procedure, day, " COUNTED " from count_procedure_day"};

void add_day(db::Tx& tx, Id unit, Day day, const Delta& d) {
    tx.run(next_stamp, unit); // first: it holds others off until this one's days can be seen
    tx.run(add_to_day, unit, day, d.submitted, d.direct, d.online, d.post, d.assisted, d.qualified_online, d.refused, d.withdrawn,
           d.stopped, d.resolved, d.resolved_on_time, d.returned, d.on_paper, d.on_paper_digitised, d.with_scans);
}

void add_procedure_day(db::Tx& tx, Id unit, Day day, std::string_view procedure, const Delta& d) {
    tx.run(add_to_procedure_day, unit, procedure, day, d.submitted, d.direct, d.online, d.post, d.assisted, d.qualified_online, d.refused,
           d.withdrawn, d.stopped, d.resolved, d.resolved_on_time, d.returned, d.on_paper, d.on_paper_digitised, d.with_scans);
}

constexpr std::string_view sums =
    "cast(sum(submitted) as bigint), cast(sum(direct) as bigint), cast(sum(online) as bigint), cast(sum(post) as bigint), "
    "cast(sum(assisted) as bigint), cast(sum(qualified_online) as bigint), cast(sum(refused) as bigint), cast(sum(withdrawn) as bigint), "
    "cast(sum(stopped) as bigint), cast(sum(resolved) as bigint), cast(sum(resolved_on_time) as bigint), cast(sum(returned) as bigint), "
    "cast(sum(on_paper) as bigint), cast(sum(on_paper_digitised) as bigint), cast(sum(with_scans) as bigint)";

/// The statement names each unit, because every one is a key range of its own; the pieces are constants, the values parameters.
void ask(db::Tx& tx, std::string_view start, std::string_view end, std::span<const Id> units, Day from, Day to,
         const std::function<void(const db::Columns&)>& visit) {
    for (std::size_t first = 0; first < units.size(); first += units_in_a_statement) {
        const auto some = units.subspan(first, std::min(units_in_a_statement, units.size() - first));
        std::vector<db::Value> values{std::int64_t(from.number), std::int64_t(to.number)};
        std::string sql = fmt::format("{} where day between $1 and $2 and unit_id in (", start);
        for (const Id unit : some) {
            values.emplace_back(unit);
            sql += fmt::format("{}${}", values.size() > 3 ? ", " : "", values.size());
        }
        sql += ") ";
        sql += end;
        tx.execute_text(sql, values, [&](const db::Columns& columns) {
            visit(columns);
            return true;
        });
    }
}

Delta delta_at(const db::Columns& columns, int first) {
    Delta delta;
    for (std::size_t place = 0; place < counters.size(); ++place) delta.*counters[place] = columns.integer(first + static_cast<int>(place));
    return delta;
}

void note(std::vector<Difference>& differences, std::size_t limit, const Place& place, const Delta& expected, const Delta& counted) {
    if (differences.size() < limit && expected != counted) differences.push_back({place, expected, counted});
}

/// Takes what was counted out of `expected`; what stays was never counted.
void compare_rows(db::Tx& tx, const db::Query<Row()>& query, std::map<Place, Delta> expected, std::size_t limit,
                  std::vector<Difference>& differences) {
    tx.each(query, [&](const Row& row) {
        const Place place{row.unit, row.procedure, row.day};
        const auto found = expected.find(place);
        note(differences, limit, place, found == expected.end() ? Delta() : found->second, row.delta());
        if (found != expected.end()) expected.erase(found);
    });
    for (const auto& [place, delta] : expected) note(differences, limit, place, delta, {});
}

} // namespace

void count(db::Tx& tx, Id unit, Day day, std::string_view procedure, const Delta& delta) {
    if (delta.empty()) return;
    add_day(tx, unit, day, delta);
    add_procedure_day(tx, unit, day, procedure, delta);
}

std::vector<ProcedureSum> by_procedure(db::Tx& tx, std::span<const Id> units, Day from, Day to) {
    std::map<std::string, Delta> procedures;
    ask(tx, fmt::format("select procedure, {} from count_procedure_day", sums), "group by procedure", units, from, to,
        [&](const db::Columns& columns) { procedures[std::string(columns.text(0))] += delta_at(columns, 1); });
    std::vector<ProcedureSum> found;
    for (auto& [procedure, sum] : procedures) found.push_back({procedure, sum});
    return found;
}

void Tally::add(Id unit, Day day, std::string_view procedure, const Delta& delta) {
    if (!delta.empty()) places_[{unit, std::string(procedure), day}] += delta;
}

std::map<Place, Delta> Tally::days() const {
    std::map<Place, Delta> days;
    for (const auto& [place, delta] : places_) days[{place.unit, "", place.day}] += delta;
    return days;
}

std::vector<Difference> compare(db::Tx& tx, const Tally& expected, std::size_t limit) {
    std::vector<Difference> differences;
    compare_rows(tx, all_days, expected.days(), limit, differences);
    compare_rows(tx, all_procedure_days, expected.places(), limit, differences);
    std::sort(differences.begin(), differences.end(), [](const Difference& a, const Difference& b) { return a.place < b.place; });
    return differences;
}

void rewrite(db::Tx& tx, const Tally& expected) {
    for (const auto& [place, right, wrong] : compare(tx, expected, std::numeric_limits<std::size_t>::max())) {
        if (place.procedure.empty())
            add_day(tx, place.unit, place.day, right - wrong);
        else
            add_procedure_day(tx, place.unit, place.day, place.procedure, right - wrong);
    }
}

} // namespace motcua::indicator
