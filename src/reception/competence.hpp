#pragma once

#include "procedure/procedure.hpp"
#include "unit/unit.hpp"

#include <string_view>
#include <vector>

/// Which unit is competent (cơ quan có thẩm quyền giải quyết). Where a dossier is received is another question: anywhere in the province,
/// where the rule set of the day says so (Nghị định 118/2025/NĐ-CP Điều 14).
namespace motcua::reception {

/// The level of government a unit belongs to; an office has that of the unit it serves.
procedure::Level level_of(const unit::Unit& unit, const unit::Tree& units);

/// Whether a unit resolves this procedure: in force on the day, of a level that resolves it, with an identifier that dossier codes
/// begin with.
bool may_resolve(const unit::Tree& units, const procedure::Procedure& procedure, Id unit, Day day);

/// Whether a dossier of this procedure may be handed on to a unit: to one that resolves it; when no unit of its levels is left on the day
/// (the districts after June 2025), to any unit with an identifier.
bool may_be_handed_to(const unit::Tree& units, const procedure::Procedure& procedure, Id unit, Day day);

/// The units that may resolve, below what they lie in (districts for communes), in the order of the tree.
struct ResolverGroup {
    const unit::Unit* above = nullptr; ///< nothing for the province itself
    std::vector<const unit::Unit*> units;
};
std::vector<ResolverGroup> resolvers_of(const unit::Tree& units, const procedure::Procedure& procedure, Day day);

/// The unit that an address ends with, by the names of communes and what is above them; 0 when none does.
Id resolver_near(const std::vector<ResolverGroup>& groups, const unit::Tree& units, std::string_view address);

} // namespace motcua::reception
