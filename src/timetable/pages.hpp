#pragma once

#include "html/components.hpp"

#include <string>

namespace motcua::timetable {

struct CalendarPage {
    std::string title;
    std::string now; ///< open until when, or open again when
    html::Table week, special;
};

struct FeedPage {
    std::string path;
    std::string url; ///< the same with the host, to be copied
};

} // namespace motcua::timetable
