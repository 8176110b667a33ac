#pragma once

#include <string>
#include <vector>

namespace motcua::visit {

/// A page that says no, or that something broke: what happened, and what to do now.
struct RefusalPage {
    std::string title;
    std::string text;
    std::string advice;
    std::vector<std::string> lines = {}; ///< of single fields
    std::string request_id = {};         ///< shown when somebody may have to look for it in the log
};

} // namespace motcua::visit
