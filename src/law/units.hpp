#pragma once

#include "law/source.hpp"
#include "unit/unit.hpp"

#include <string>
#include <vector>

namespace motcua::law {

/// A unit as a data file or the database has it, on its way to the tree.
struct UnitRow {
    unit::Unit unit;         ///< parent and depth come from placed()
    std::string parent_code; ///< empty: a province
    bool open_start = false; ///< the beginning was not researched: it counts from its parent's
    std::string note;
    std::string certainty;
    Source* source = nullptr; ///< where complaints go; nothing for rows that are only referred to
    std::string pointer;
};

/// All rows of a file, sound or not; complaints are in the source.
std::vector<UnitRow> read_units(Source& source);

/// Finds the parent row of each (the first of its code that meets it in time), its depth and, where open, its beginning.
/// Complains about what is no tree: dead parents and successors, gaps in a parent's validity, two rows of one code or identifier
/// on the same day. `parents` has the place of each row's parent, or npos.
struct PlacedUnits {
    std::vector<UnitRow> rows; ///< parents before children
    std::vector<std::size_t> parents;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};
PlacedUnits placed(std::vector<UnitRow> rows);

} // namespace motcua::law
