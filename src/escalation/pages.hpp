#pragma once

#include "html/components.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::escalation {

struct TodayPage {
    std::string title;
    std::string day;
    html::Figures figures;
    std::optional<html::Table> units;
    html::Table late, today, soon;
    std::string more; ///< says where the rest is; empty when all of it is here
    std::string desk_url;
    bool may_read_ratings = false; ///< what citizens said of the unit
};

} // namespace motcua::escalation
