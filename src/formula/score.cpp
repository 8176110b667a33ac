#include "formula/score.hpp"

#include <algorithm>
#include <set>

namespace motcua::formula {

namespace {

Naming naming_of(const Facts& facts) {
    return [&facts](std::string_view name) -> std::optional<Number> {
        const auto found = facts.find(name);
        return found == facts.end() ? std::nullopt : std::optional(found->second);
    };
}

ShareScore score_of(const Share& share, const Facts& facts) {
    const auto naming = naming_of(facts);
    ShareScore result{&share, share.numerator.value(naming), share.denominator.value(naming), {}};
    if (result.numerator && result.denominator && *result.denominator != 0) result.value = *result.numerator / *result.denominator;
    return result;
}

std::vector<std::string> not_said(const Item& item, const Facts& facts) {
    std::set<std::string> names;
    for (const auto& share : item.shares) {
        names.merge(share.numerator.names());
        names.merge(share.denominator.names());
    }
    names.merge(item.points.names());
    for (const auto& share : item.shares) names.erase(share.name);
    std::erase_if(names, [&](const std::string& name) { return facts.contains(name); });
    return {names.begin(), names.end()};
}

bool is_zero(const ShareScore& share) {
    return share.denominator && *share.denominator == 0;
}

/// What the zero denominators make of the item; nothing when there are none, or they count as nothing.
std::optional<WhenZero> zero_rule(const ItemScore& result) {
    for (const auto rule : {WhenZero::not_applicable, WhenZero::full})
        for (const auto& share : result.shares)
            if (is_zero(share) && share.share->when_zero == rule) return rule;
    return std::nullopt;
}

std::optional<Number> points_of(const ItemScore& result, const Facts& facts) {
    const auto naming = [&](std::string_view name) -> std::optional<Number> {
        for (const auto& share : result.shares)
            if (share.share->name == name) return is_zero(share) ? std::optional<Number>(0) : share.value;
        return naming_of(facts)(name);
    };
    return result.item->points.value(naming);
}

} // namespace

bool is_counted(std::string_view fact) {
    return std::ranges::find(counted_facts, fact) != counted_facts.end();
}

const Item* Scheme::item(std::string_view code) const {
    for (const auto& group : groups)
        for (const auto& item : group.items)
            if (item.code == code) return &item;
    return nullptr;
}

const Declared* Scheme::declared_fact(std::string_view name) const {
    const auto found = std::ranges::find(declared, name, &Declared::name);
    return found == declared.end() ? nullptr : &*found;
}

ItemScore score(const Item& item, const Facts& facts) {
    ItemScore result;
    result.item = &item;
    for (const auto& share : item.shares) result.shares.push_back(score_of(share, facts));
    auto unsaid = not_said(item, facts);
    if (const auto rule = zero_rule(result)) {
        result.full_for_none = rule == WhenZero::full;
        result.standing = result.full_for_none ? ItemScore::Standing::counted : ItemScore::Standing::not_applicable;
        if (result.full_for_none) result.points = item.maximum;
        return result;
    }
    const auto points = points_of(result, facts);
    (points ? result.presumed : result.missing) = std::move(unsaid);
    if (!points) return result;
    result.standing = ItemScore::Standing::counted;
    result.points = std::clamp<Number>(*points, Number(0), item.maximum);
    return result;
}

Score score(const Scheme& scheme, const Facts& facts) {
    Score result;
    result.scheme = &scheme;
    for (const auto& group : scheme.groups) {
        GroupScore sum{&group, {}, {}, {}};
        for (const auto& item : group.items) {
            const auto& one = sum.items.emplace_back(score(item, facts));
            if (!one.counts()) continue;
            sum.points += one.points;
            sum.possible += item.maximum;
        }
        sum.points = std::min(sum.points, group.maximum);
        sum.possible = std::min(sum.possible, group.maximum);
        result.points += sum.points;
        result.possible += sum.possible;
        result.groups.push_back(std::move(sum));
    }
    return result;
}

const ItemScore* Score::item(std::string_view code) const {
    for (const auto& group : groups)
        for (const auto& item : group.items)
            if (item.item->code == code) return &item;
    return nullptr;
}

const Band* Score::band() const {
    if (possible == 0) return nullptr;
    const auto share = Number(points * 100 / possible);
    for (const auto& band : scheme->bands)
        if (share >= band.from) return &band;
    return nullptr;
}

} // namespace motcua::formula
