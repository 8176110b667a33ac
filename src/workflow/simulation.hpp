#pragma once

#include "base/result.hpp"
#include "deadline/deadline.hpp"
#include "workflow/workflow.hpp"

#include <optional>
#include <vector>

namespace motcua::workflow {

/// A step as a dossier would pass it when everybody takes all the time they have.
struct Stop {
    std::size_t step = 0; ///< place in the workflow
    Instant starts;
    Instant due;
    std::vector<Instant> opinions_due; ///< one for each that is asked
    bool operator==(const Stop&) const = default;
};

/// A dossier sent through a workflow on trial, along its longest way (chạy thử).
struct Simulation {
    Instant accepted_at;
    Instant due; ///< what the law promises
    std::vector<Stop> stops;

    Instant done() const { return stops.empty() ? accepted_at : stops.back().due; }
    bool in_time() const { return done() <= due; }
};

/// Refuses what the deadline engine refuses (a calendar with a gap, a limit too long), and with Kind::conflict
/// `workflow.no_way` when the workflow does not come to its end.
Result<Simulation> simulate(const Workflow& workflow, calendar::Limit limit, const deadline::Counting& by, Instant at);

} // namespace motcua::workflow
