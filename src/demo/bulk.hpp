#pragma once

#include "demo/planner.hpp"
#include "demo/samples.hpp"
#include "visit/visit.hpp"

#include <functional>

namespace motcua::demo {

/// How the dossiers of a demonstration are divided: all but the last `by_actions`, and but those of the shown citizen in the running
/// campaign, are written in bulk.
struct Amount {
    std::int64_t dossiers = 0;
    std::int64_t by_actions = 0;
};

/// Writes the dossiers day by day, each day's in order of time, in transactions of some thousand rows; a second thread writes while the
/// first thinks. `tell(done)` is called after each transaction. Returns the courses that are left to be played by actions, in order.
std::vector<Course> write_dossiers(const visit::Services& services, const Cast& cast, const Planner& planner, const Samples& samples,
                                   const Amount& amount, const std::function<void(std::int64_t done)>& tell);

} // namespace motcua::demo
