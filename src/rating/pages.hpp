#pragma once

#include "html/components.hpp"

#include <string>

/// What the view of ratings shows. Private to this folder.
namespace motcua::rating {

struct RatingsPage {
    std::string unit;
    std::string span;
    html::Table sums;
    std::string ground;
};

} // namespace motcua::rating
