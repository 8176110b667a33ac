#include "unit/unit.hpp"

#include <algorithm>
#include <tuple>

namespace motcua::unit {

namespace {

bool overlap(const Unit& left, const Unit& right) {
    return (!left.valid_to || right.valid_from <= *left.valid_to) && (!right.valid_to || left.valid_from <= *right.valid_to);
}

auto place_in_list(const Unit& unit) {
    return std::tie(unit.depth, unit.type, unit.name, unit.valid_from, unit.code);
}

} // namespace

Tree::Tree(std::vector<Unit> units) : units_(std::move(units)) {
    std::sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) { return place_in_list(a) < place_in_list(b); });
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_code;
    for (std::size_t i = 0; i < units_.size(); ++i) {
        by_id_.emplace(units_[i].id, i);
        by_code[units_[i].code].push_back(i);
        by_identifier_[units_[i].identifier].push_back(i);
    }
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const auto* parent = find(units_[i].parent);
        if (parent == nullptr) continue;
        for (const auto other : by_code[parent->code]) {
            if (other != by_id_.at(parent->id) && !overlap(units_[other], units_[i])) continue;
            children_[units_[other].id].push_back(i);
            above_[units_[i].id].push_back(units_[other].id);
        }
    }
}

const Unit* Tree::find(Id id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

const Unit* Tree::with_identifier(std::string_view identifier, Day day) const {
    const auto found = by_identifier_.find(std::string(identifier));
    if (found == by_identifier_.end()) return nullptr;
    for (const auto place : found->second)
        if (units_[place].valid_on(day)) return &units_[place];
    return nullptr;
}

const Unit* Tree::with_code(std::string_view code, Day day) const {
    const auto found =
        std::find_if(units_.begin(), units_.end(), [&](const Unit& unit) { return unit.code == code && unit.valid_on(day); });
    return found == units_.end() ? nullptr : &*found;
}

std::vector<const Unit*> Tree::children(Id parent, Day day) const {
    std::vector<const Unit*> found;
    const auto* above = find(parent);
    if (above == nullptr || !above->valid_on(day)) return found;
    if (const auto below = children_.find(parent); below != children_.end())
        for (const auto place : below->second)
            if (units_[place].valid_on(day)) found.push_back(&units_[place]);
    return found;
}

std::vector<const Unit*> Tree::roots(Day day) const {
    std::vector<const Unit*> found;
    for (const auto& unit : units_)
        if (unit.parent == 0 && unit.valid_on(day)) found.push_back(&unit);
    return found;
}

bool Tree::within(Id unit, Id ancestor) const {
    if (unit == ancestor) return find(unit) != nullptr;
    const auto above = above_.find(unit);
    if (above == above_.end()) return false;
    return std::any_of(above->second.begin(), above->second.end(), [&](Id parent) { return within(parent, ancestor); });
}

std::vector<const Unit*> Tree::path(Id unit) const {
    std::vector<const Unit*> way;
    for (const auto* at = find(unit); at != nullptr; at = find(at->parent)) way.push_back(at);
    std::reverse(way.begin(), way.end());
    return way;
}

std::vector<Id> Tree::subtree(Id unit) const {
    std::vector<Id> all;
    if (find(unit) != nullptr) all.push_back(unit);
    for (std::size_t next = 0; next < all.size(); ++next) {
        const auto below = children_.find(all[next]);
        if (below == children_.end()) continue;
        for (const auto place : below->second)
            if (std::find(all.begin(), all.end(), units_[place].id) == all.end()) all.push_back(units_[place].id);
    }
    return all;
}

} // namespace motcua::unit
