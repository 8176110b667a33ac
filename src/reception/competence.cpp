#include "reception/competence.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::reception {

using procedure::Level;
using unit::Type;

Level level_of(const unit::Unit& unit, const unit::Tree& units) {
    if (unit.parent == 0) return Level::province;
    switch (unit.type) {
    case Type::ward:
    case Type::township:
    case Type::commune:
        return Level::commune;
    case Type::office: {
        const auto* served = units.find(unit.parent);
        return served ? level_of(*served, units) : Level::province;
    }
    default:
        return Level::district;
    }
}

bool may_resolve(const unit::Tree& units, const procedure::Procedure& procedure, Id id, Day day) {
    const auto* unit = units.find(id);
    if (!unit || !unit->valid_on(day) || unit->identifier.empty()) return false;
    return std::find(procedure.levels.begin(), procedure.levels.end(), level_of(*unit, units)) != procedure.levels.end();
}

bool may_be_handed_to(const unit::Tree& units, const procedure::Procedure& procedure, Id id, Day day) {
    if (may_resolve(units, procedure, id, day)) return true;
    const auto* unit = units.find(id);
    if (!unit || !unit->valid_on(day) || unit->identifier.empty()) return false;
    return std::none_of(units.all().begin(), units.all().end(),
                        [&](const unit::Unit& other) { return may_resolve(units, procedure, other.id, day); });
}

std::vector<ResolverGroup> resolvers_of(const unit::Tree& units, const procedure::Procedure& procedure, Day day) {
    std::vector<ResolverGroup> groups;
    const auto visit = [&](const auto& self, const std::vector<const unit::Unit*>& level, const unit::Unit* above) -> void {
        ResolverGroup group{above, {}};
        for (const auto* unit : level)
            if (may_resolve(units, procedure, unit->id, day)) group.units.push_back(unit);
        if (!group.units.empty()) groups.push_back(std::move(group));
        for (const auto* unit : level) self(self, units.children(unit->id, day), unit);
    };
    visit(visit, units.roots(day), nullptr);
    return groups;
}

Id resolver_near(const std::vector<ResolverGroup>& groups, const unit::Tree& units, std::string_view address) {
    const auto folded = fold(address);
    if (folded.empty()) return 0;
    for (const auto& group : groups)
        for (const auto* unit : group.units) {
            std::string name;
            for (const auto* step : units.path(unit->id))
                name = name.empty() ? fold(step->full_name) : fmt::format("{} {}", fold(step->full_name), name);
            if (folded.ends_with(name)) return unit->id;
        }
    return 0;
}

} // namespace motcua::reception
