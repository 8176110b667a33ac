#pragma once

#include "account/account.hpp"
#include "unit/unit.hpp"

#include <vector>

/// What became of a unit that is no more (đơn vị tiếp tục). A dossier keeps its receiving unit for good; who continues it is read from the
/// tree, so that no document is rewritten when units merge (R93).
namespace motcua::reception {

/// The unit that took over from `unit`: itself while it goes on; else its successors' last one; where none is named, that of the unit it
/// lay in, up to the province.
Id continuing(const unit::Tree& units, Id unit);
/// Whether the tree names who took over, from the unit itself and not only from what it lay in.
bool has_successor(const unit::Tree& units, Id unit);
/// `units` with all units that one of them continues: whose dossiers lie on these desks.
std::vector<Id> with_continued(const unit::Tree& tree, std::vector<Id> units);
/// The unit of that identifier on the day, or, when it was no more, the last one that had it: a code that was allotted stays good.
const unit::Unit* bearer_of(const unit::Tree& units, std::string_view identifier, Day day);

/// Holds `role` in the unit or in the one that continues it.
bool holds(const account::Actor& actor, account::Role role, Id unit, const unit::Tree& units);

} // namespace motcua::reception
