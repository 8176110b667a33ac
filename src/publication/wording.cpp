#include "publication/pages.hpp"

#include <fmt/format.h>

namespace motcua::publication {

namespace {

std::string moment(Instant at) {
    return vi_clock(at) + " " + vi_day(local_day(at));
}

} // namespace

workflow::UnitNames unit_names(const visit::Visit& visit) {
    return [&visit](std::string_view identifier) {
        const auto* unit = visit.law->units.with_identifier(identifier, local_day(visit.now));
        return unit != nullptr ? unit->full_name : std::string(identifier);
    };
}

std::vector<std::string> told(const visit::Visit& visit, const std::vector<workflow::Finding>& findings) {
    std::vector<std::string> all;
    for (const auto& finding : findings) all.push_back(workflow::told(finding, visit.locale));
    return all;
}

html::Table simulation_table(const visit::Visit& visit, const workflow::Workflow& workflow, std::string& sentence) {
    html::Table table{.caption = visit.say("workflow.simulation.title"), .heads = {}, .rows = {}, .dense = true, .cards = true};
    for (const auto* key : {"step", "doer", "starts", "due", "opinions"})
        table.heads.push_back({visit.say(fmt::format("workflow.simulation.{}", key))});
    const auto* procedure = visit.law->procedures.find(workflow.procedure, local_day(visit.now));
    const auto* rules = visit.law->rules_on(local_day(visit.now));
    if (procedure == nullptr || rules == nullptr || !procedure->limit) {
        sentence = visit.say("workflow.simulation.no_limit");
        return table;
    }
    const auto run = workflow::simulate(workflow, *procedure->limit, {*rules, visit.law->calendar()}, visit.now);
    if (!run) {
        sentence = visit.say(run.error().code, run.error().arguments);
        return table;
    }
    for (const auto& stop : run->stops) {
        const auto& step = workflow.steps[stop.step];
        std::string opinions;
        for (const auto due : stop.opinions_due) opinions += (opinions.empty() ? "" : "; ") + moment(due);
        table.rows.push_back({{step.name},
                              {workflow::doer_of(step, unit_names(visit), visit.locale)},
                              {moment(stop.starts)},
                              {moment(stop.due)},
                              {opinions}});
    }
    sentence = visit.say("workflow.simulation.sentence", {moment(run->accepted_at), moment(run->due), moment(run->done())});
    return table;
}

} // namespace motcua::publication
