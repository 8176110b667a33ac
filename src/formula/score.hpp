#pragma once

#include "formula/scheme.hpp"

#include <map>
#include <string>
#include <vector>

namespace motcua::formula {

/// The facts of one unit and period, by name. What is not there nobody has said.
using Facts = std::map<std::string, Number, std::less<>>;

struct ShareScore {
    const Share* share = nullptr;
    std::optional<Number> numerator, denominator;
    std::optional<Number> value; ///< nothing while the denominator is zero or something is unknown
};

struct ItemScore {
    /// `unknown`: a fact that somebody has to declare is missing. Only what is counted has points.
    enum class Standing { counted, not_applicable, unknown } standing = Standing::unknown;
    const Item* item = nullptr;
    Number points;
    std::vector<ShareScore> shares;
    std::vector<std::string> missing;  ///< facts that nobody declared
    std::vector<std::string> presumed; ///< facts that nobody declared and the formula does without
    bool full_for_none = false;        ///< full points because there was nothing to count

    bool counts() const { return standing == Standing::counted; }
};

struct GroupScore {
    const Group* group = nullptr;
    Number points;
    Number possible; ///< the most that the items that count could give
    std::vector<ItemScore> items;
};

struct Score {
    const Scheme* scheme = nullptr;
    Number points;
    Number possible;
    std::vector<GroupScore> groups;

    const ItemScore* item(std::string_view code) const;
    /// The band of points by possible points; nothing while nothing is possible.
    const Band* band() const;
};

ItemScore score(const Item& item, const Facts& facts);
/// A group gives no more than its maximum.
Score score(const Scheme& scheme, const Facts& facts);

} // namespace motcua::formula
