#pragma once

#include "html/components.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::paper {

/// Which unit and days of the register are wanted.
struct RegisterPage {
    std::optional<html::ErrorSummary> errors;
    std::string unit;                 ///< identifier, when there is only one
    std::string unit_name;            ///< likewise
    std::optional<html::Field> units; ///< when there is a choice
    std::vector<html::Field> days;
};

} // namespace motcua::paper
