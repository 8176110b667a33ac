#pragma once

#include "deadline/rule_set.hpp"
#include "law/source.hpp"

#include <vector>

namespace motcua::law {

/// A rule set as a file has it (data/rules/), before it is given a version. Complaints are in the source: a rule that is missing or
/// without its source, a value out of its range, a paper or a text that is none, a period that ends before it begins.
deadline::RuleSet read_rule_set(Source& source);

/// Complains, at the file of the later one, about rule sets that hold on the same day and about days between them that have none.
struct SourcedRuleSet {
    Source* source = nullptr;
    deadline::RuleSet rules;
};
void check_periods(std::vector<SourcedRuleSet> sets);

} // namespace motcua::law
