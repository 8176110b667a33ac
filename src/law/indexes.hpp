#pragma once

#include "formula/scheme.hpp"
#include "law/source.hpp"

#include <vector>

namespace motcua::law {

/// One version of an index as a file of data/index/ has it. Complaints are in the source: a formula that cannot be read, a name that is
/// neither a counted nor a declared fact nor a share of its item, a division that may be by zero, a target over 100 %, points that do not
/// add up to 100, a period that ends before it begins. What is unsound is left out.
formula::Scheme read_scheme(Source& source);

/// Complains, at the file of the later one, about versions of one index that hold on the same day.
struct SourcedScheme {
    Source* source = nullptr;
    formula::Scheme scheme;
};
void check_index_periods(std::vector<SourcedScheme> schemes);

/// Those of the program (data/index/), oldest first. Read once.
const std::vector<formula::Scheme>& index_schemes();

} // namespace motcua::law
