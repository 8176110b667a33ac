#pragma once

#include "law/source.hpp"

#include <string_view>

namespace motcua::law {

/// A rule is a value with where it comes from and how sure it is; `setting` says that a province may decide otherwise:
/// `{"value": …, "source": …, "certainty": …, "setting": true}`. `read` takes the value. Complains when the rule is missing.
template <class Read>
void read_rule(Reader& rules, std::string_view key, Read&& read) {
    auto rule = rules.object(key);
    if (!rule) {
        rules.complain("", "law.problem.missing", {std::string(key)});
        return;
    }
    read(*rule);
    rule->text("source");
    rule->text("certainty");
    rule->yes("setting");
    rule->done();
}

/// A whole number between two bounds; complains and gives the lower bound when it is none.
int number_between(Reader& reader, std::string_view key, int least, int most);

} // namespace motcua::law
