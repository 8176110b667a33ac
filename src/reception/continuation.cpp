#include "reception/continuation.hpp"

#include <algorithm>
#include <unordered_set>

namespace motcua::reception {

namespace {

constexpr int longest_chain = 16; // against a tree that names itself

const unit::Unit* successor_of(const unit::Tree& units, const unit::Unit& unit) {
    if (!unit.valid_to || unit.successor_code.empty()) return nullptr;
    return units.with_code(unit.successor_code, *unit.valid_to + 1);
}

/// What the unit lay in on its last day: its parent may have been raised to another rank meanwhile.
const unit::Unit* above(const unit::Tree& units, const unit::Unit& unit) {
    const auto* parent = units.find(unit.parent);
    return parent && unit.valid_to ? units.with_code(parent->code, *unit.valid_to) : parent;
}

} // namespace

Id continuing(const unit::Tree& units, Id unit) {
    const auto* at = units.find(unit);
    for (int step = 0; at && at->valid_to && step < longest_chain; ++step) {
        const auto* next = successor_of(units, *at);
        if (!next) next = above(units, *at);
        if (!next) break;
        at = next;
    }
    return at ? at->id : unit;
}

bool has_successor(const unit::Tree& units, Id unit) {
    const auto* found = units.find(unit);
    return found && successor_of(units, *found) != nullptr;
}

std::vector<Id> with_continued(const unit::Tree& tree, std::vector<Id> units) {
    const std::unordered_set<Id> these(units.begin(), units.end());
    for (const auto& unit : tree.all())
        if (unit.valid_to && !these.contains(unit.id) && these.contains(continuing(tree, unit.id))) units.push_back(unit.id);
    return units;
}

const unit::Unit* bearer_of(const unit::Tree& units, std::string_view identifier, Day day) {
    if (const auto* on_the_day = units.with_identifier(identifier, day)) return on_the_day;
    const unit::Unit* last = nullptr;
    for (const auto& unit : units.all())
        if (unit.identifier == identifier && unit.valid_from <= day && (!last || last->valid_from < unit.valid_from)) last = &unit;
    return last;
}

bool holds(const account::Actor& actor, account::Role role, Id unit, const unit::Tree& units) {
    if (actor.has(role, unit, units)) return true;
    const auto heir = actor.has(role) ? continuing(units, unit) : unit;
    return heir != unit && actor.has(role, heir, units);
}

} // namespace motcua::reception
