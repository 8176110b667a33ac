#pragma once

#include "db/database.hpp"
#include "indicator/indicator.hpp"

/// The columns of a Delta in SQL. Private to the folder.
#define COUNTED                                                                                                                            \
    "submitted, direct, online, post, assisted, qualified_online, refused, withdrawn, stopped, resolved, resolved_on_time, returned, "     \
    "on_paper, on_paper_digitised, with_scans"

namespace motcua::indicator {

using Count = std::int64_t;

constexpr std::size_t units_in_a_statement = 500;

/// One row of COUNTED after its key.
struct Row {
    Id unit;
    std::string procedure; ///< empty for a day's sum
    Day day;
    Count submitted, direct, online, post, assisted, qualified_online, refused, withdrawn, stopped, resolved, resolved_on_time, returned,
        on_paper, on_paper_digitised, with_scans;

    Delta delta() const {
        return {submitted, direct,   online,           post,     assisted, qualified_online,   refused,   withdrawn,
                stopped,   resolved, resolved_on_time, returned, on_paper, on_paper_digitised, with_scans};
    }
};

} // namespace motcua::indicator
