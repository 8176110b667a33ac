#pragma once

#include "base/id.hpp"
#include "base/locale.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "unit/unit.hpp"

#include <boost/json/object.hpp>

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace motcua::campaign {

/// A share as what it is: a numerator over a denominator. Compared and rounded in whole numbers, never in floating point.
struct Rate {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0; ///< 0: nothing to speak of yet ("chưa có hồ sơ")

    bool exists() const { return denominator > 0; }
    /// Rounded half up to hundredths of a percent. 0 when it does not exist.
    int basis_points() const;
    /// Rounded half up to tenths of a percent, as pages show it.
    int per_mille() const;
    bool operator==(const Rate&) const = default;
};
/// Exact, by cross-multiplication. A rate that does not exist is below every other.
std::strong_ordering compare(const Rate& left, const Rate& right);
bool reaches(const Rate& rate, int target);

/// A campaign for online dossiers (chiến dịch): a unit, days, a target in basis points of received dossiers.
struct Campaign {
    std::string id; ///< in the URL: small letters, digits, hyphens
    std::string name;
    std::string name_en;
    std::string plan; ///< 170/KH-UBND
    Id unit = 0;
    Day from;
    Day to; ///< last day
    int target = 8000;
    std::map<Id, int> unit_targets; ///< of units that have one of their own; it holds for their subtree

    const std::string& name_in(Locale locale) const { return locale == Locale::en && !name_en.empty() ? name_en : name; }
    int days() const { return to - from + 1; }
    bool begun(Day today) const { return from <= today; }
    bool over(Day today) const { return to < today; }
    /// Days after today; 0 once it is over, all of them before it begins.
    int days_left(Day today) const;
    /// 1 on the first day; at most days().
    int day_number(Day today) const;
    /// The nearest target on the way up from `unit`, else the campaign's.
    int target_of(Id unit, const unit::Tree& units) const;
};

/// A campaign as data/campaigns/*.json writes it; units stand there by statistics code, valid on its first day. Field errors
/// `campaign.data_missing`, `campaign.data_wrong`, `campaign.unknown_unit`.
Result<Campaign> from_json(const boost::json::object& data, const unit::Tree& units);

} // namespace motcua::campaign
