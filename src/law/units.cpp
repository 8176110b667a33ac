#include "law/units.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace motcua::law {

namespace {

constexpr int deepest = 5;

bool is_identifier(std::string_view text) {
    const auto parts = split(text, '.');
    return parts.size() <= 4 && parts[0].size() == 3 && parts[0][0] >= 'A' && parts[0][0] <= 'Z' && all_digits(parts[0].substr(1)) &&
           std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) { return part.size() == 2 && all_digits(part); });
}

UnitRow read_unit(Reader reader) {
    UnitRow row;
    row.source = &reader.source();
    row.pointer = reader.pointer();
    auto& unit = row.unit;
    unit.code = reader.text("code");
    row.parent_code = reader.text_if_any("parent_code");
    unit.identifier = reader.text("identifier");
    if (!unit.identifier.empty() && !is_identifier(unit.identifier))
        reader.complain("identifier", "law.problem.identifier", {unit.identifier});
    unit.type = reader.word<unit::Type>("type");
    unit.name = reader.text("name");
    unit.full_name = reader.text("full_name");
    unit.name_en = reader.text_if_any("name_en");
    const auto from = reader.day_if_any("valid_from");
    row.open_start = !from;
    unit.valid_from = from.value_or(Day{});
    unit.valid_to = reader.day_if_any("valid_to");
    if (from && unit.valid_to && *unit.valid_to < *from) reader.complain("valid_to", "law.problem.ends_before", {iso(*unit.valid_to)});
    if (row.open_start && row.parent_code.empty()) reader.complain("", "law.problem.missing", {"valid_from"});
    unit.successor_code = reader.text_if_any("successor_code");
    row.note = reader.text_if_any("note");
    row.certainty = reader.text_if_any("certainty");
    reader.done();
    return row;
}

bool meet(const UnitRow& left, const UnitRow& right) {
    const bool left_ends_first = left.unit.valid_to && !right.open_start && *left.unit.valid_to < right.unit.valid_from;
    const bool right_ends_first = right.unit.valid_to && !left.open_start && *right.unit.valid_to < left.unit.valid_from;
    return !left_ends_first && !right_ends_first;
}

void complain(const UnitRow& row, std::string code, std::vector<std::string> arguments) {
    if (row.source != nullptr) row.source->complain(row.pointer, std::move(code), std::move(arguments));
}

/// Finds parents from the province down, so that an open beginning is known before it is asked for.
class Placing {
  public:
    explicit Placing(std::vector<UnitRow> rows) : rows_(std::move(rows)), parents_(rows_.size(), PlacedUnits::none) {
        for (std::size_t i = 0; i < rows_.size(); ++i) by_code_[rows_[i].unit.code].push_back(i);
    }

    PlacedUnits placed() {
        for (int depth = 1; depth <= deepest; ++depth)
            for (std::size_t i = 0; i < rows_.size(); ++i)
                if (!done(i)) place(i, depth);
        for (std::size_t i = 0; i < rows_.size(); ++i) check(i);
        return sorted();
    }

  private:
    bool done(std::size_t row) const { return rows_[row].unit.depth > 0; }

    void place(std::size_t row, int depth) {
        if (rows_[row].parent_code.empty()) {
            rows_[row].unit.depth = 1;
            return;
        }
        const auto parent = first_parent(row, depth);
        if (parent == PlacedUnits::none) return;
        parents_[row] = parent;
        rows_[row].unit.depth = depth;
        if (rows_[row].open_start) rows_[row].unit.valid_from = rows_[parent].unit.valid_from;
    }

    std::size_t first_parent(std::size_t row, int depth) const {
        auto first = PlacedUnits::none;
        for (const auto candidate : of_code(rows_[row].parent_code)) {
            if (candidate == row || !done(candidate) || rows_[candidate].unit.depth != depth - 1 || !meet(rows_[candidate], rows_[row]))
                continue;
            if (first == PlacedUnits::none || rows_[candidate].unit.valid_from < rows_[first].unit.valid_from) first = candidate;
        }
        return first;
    }

    std::vector<std::size_t> of_code(const std::string& code) const {
        const auto found = by_code_.find(code);
        return found == by_code_.end() ? std::vector<std::size_t>{} : found->second;
    }

    void check(std::size_t place) {
        const auto& row = rows_[place];
        if (row.source == nullptr) return;
        if (!row.parent_code.empty() && parents_[place] == PlacedUnits::none)
            complain(row, "law.problem.dead_parent", {row.unit.code, row.parent_code});
        else if (!row.parent_code.empty())
            check_parent_validity(row);
        check_successor(row);
        check_twins(place);
    }

    /// Every day of the unit must be a day of some row of its parent's code.
    void check_parent_validity(const UnitRow& row) {
        Day day = row.unit.valid_from;
        for (bool further = true; further;) {
            further = false;
            for (const auto parent : of_code(row.parent_code)) {
                const auto& above = rows_[parent].unit;
                if (!above.valid_on(day)) continue;
                if (!above.valid_to || (row.unit.valid_to && *above.valid_to >= *row.unit.valid_to)) return;
                day = *above.valid_to + 1;
                further = true;
            }
        }
        complain(row, "law.problem.parent_gap", {row.unit.code, row.parent_code, iso(day)});
    }

    void check_successor(const UnitRow& row) {
        if (row.unit.successor_code.empty()) return;
        const auto after = of_code(row.unit.successor_code);
        const bool alive = row.unit.valid_to && std::any_of(after.begin(), after.end(), [&](std::size_t next) {
                               return rows_[next].unit.valid_on(*row.unit.valid_to + 1);
                           });
        if (!alive) complain(row, "law.problem.dead_successor", {row.unit.code, row.unit.successor_code});
    }

    void check_twins(std::size_t place) {
        const auto& row = rows_[place];
        for (std::size_t other = 0; other < place; ++other) {
            if (!meet(rows_[other], row)) continue;
            if (rows_[other].unit.code == row.unit.code)
                complain(row, "law.problem.twice", {"code", row.unit.code});
            else if (rows_[other].unit.identifier == row.unit.identifier)
                complain(row, "law.problem.twice", {"identifier", row.unit.identifier});
        }
    }

    PlacedUnits sorted() {
        std::vector<std::size_t> order(rows_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return rows_[a].unit.depth < rows_[b].unit.depth; });
        std::vector<std::size_t> new_place(rows_.size());
        for (std::size_t i = 0; i < order.size(); ++i) new_place[order[i]] = i;
        PlacedUnits placed;
        for (const auto old_place : order) {
            const auto parent = parents_[old_place];
            placed.parents.push_back(parent == PlacedUnits::none ? parent : new_place[parent]);
            placed.rows.push_back(std::move(rows_[old_place]));
        }
        return placed;
    }

    std::vector<UnitRow> rows_;
    std::vector<std::size_t> parents_;
    std::map<std::string, std::vector<std::size_t>> by_code_;
};

} // namespace

std::vector<UnitRow> read_units(Source& source) {
    std::vector<UnitRow> rows;
    for (auto& reader : rows_of(source)) rows.push_back(read_unit(std::move(reader)));
    return rows;
}

PlacedUnits placed(std::vector<UnitRow> rows) {
    for (auto& row : rows) row.unit.depth = 0;
    return Placing(std::move(rows)).placed();
}

} // namespace motcua::law
