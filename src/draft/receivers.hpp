#pragma once

#include "procedure/procedure.hpp"
#include "unit/unit.hpp"

#include <string_view>
#include <vector>

namespace motcua::draft {

/// The level of government a unit belongs to; an office has that of the unit it serves.
procedure::Level level_of(const unit::Unit& unit, const unit::Tree& units);

/// Whether a dossier of this procedure may be sent there: in force on the day, of a level that resolves it, with an identifier that
/// dossier codes begin with.
bool may_receive(const unit::Tree& units, const procedure::Procedure& procedure, Id unit, Day day);

/// The units that may receive, below what they lie in (districts for communes), in the order of the tree.
struct ReceiverGroup {
    const unit::Unit* above = nullptr; ///< nothing for the province itself
    std::vector<const unit::Unit*> units;
};
std::vector<ReceiverGroup> receivers_of(const unit::Tree& units, const procedure::Procedure& procedure, Day day);

/// The receiving unit that an address ends with, by the names of communes and what is above them; 0 when none does.
Id receiver_near(const std::vector<ReceiverGroup>& groups, const unit::Tree& units, std::string_view address);

} // namespace motcua::draft
