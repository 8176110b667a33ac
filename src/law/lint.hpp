#pragma once

#include "law/problem.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::law {

/// One data file to look at, by the name that problems will carry.
struct DataFile {
    std::string name;
    std::string text;
};

/// All that is wrong in files of units, procedures, forms, calendars and life events, seen together with the data of the program:
/// what one file refers to may stand in another. By file, then line. What a file holds is known by its folder
/// (`…/procedures/1.001193.json`), else by its keys.
std::vector<Problem> lint(const std::vector<DataFile>& files);

} // namespace motcua::law
