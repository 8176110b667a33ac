#include "workflow/simulation.hpp"

namespace motcua::workflow {

Result<Simulation> simulate(const Workflow& workflow, calendar::Limit limit, const deadline::Counting& by, Instant at) {
    const auto way = longest_way(workflow);
    if (way.empty()) return refuse(Kind::conflict, "workflow.no_way");
    Simulation simulation{at, TRY(deadline::due(by, limit, at)), {}};
    std::vector<int> shares;
    for (const auto place : way) shares.push_back(workflow.steps[place].share);
    const auto ends = TRY(deadline::step_ends(by, limit, at, simulation.due, shares));
    auto starts = at;
    for (std::size_t i = 0; i < way.size(); ++i) {
        Stop stop{way[i], starts, ends[i], {}};
        for (const auto& ask : workflow.steps[way[i]].asks)
            stop.opinions_due.push_back(TRY(deadline::due(by, {ask.hours, calendar::LimitUnit::working_hour}, starts)));
        starts = stop.due;
        simulation.stops.push_back(std::move(stop));
    }
    return simulation;
}

} // namespace motcua::workflow
