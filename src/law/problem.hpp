#pragma once

#include "base/locale.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace motcua::law {

/// Something wrong in a data file, where it stands. `code` is the key of its sentence in locales/ (`law.problem.…`).
struct Problem {
    std::string file;
    int line = 0;
    std::string code;
    std::vector<std::string> arguments = {};

    bool operator==(const Problem&) const = default;
};

/// `data/units/x.json:12: reason`
std::string told(const Problem& problem, Locale locale);

} // namespace motcua::law
