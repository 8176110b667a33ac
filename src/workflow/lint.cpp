#include "workflow/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace motcua::workflow {

namespace {

constexpr std::string_view first_roles[] = {"clerk"};
constexpr std::string_view inner_roles[] = {"officer", "approver"};
constexpr std::string_view last_roles[] = {"approver"};
constexpr std::string_view asked_roles[] = {"officer", "approver"};

/// Which step leads to which, by place; the end has the place after the last step.
class Graph {
  public:
    explicit Graph(const Workflow& workflow) : next_(workflow.steps.size() + 1) {
        for (std::size_t from = 0; from < workflow.steps.size(); ++from)
            for (const auto& key : workflow.next(workflow.steps[from].key))
                if (const auto to = key == the_end ? std::optional(workflow.steps.size()) : workflow.place(key)) next_[from].push_back(*to);
    }

    std::size_t end() const { return next_.size() - 1; }
    const std::vector<std::size_t>& next(std::size_t place) const { return next_[place]; }
    /// Every place that some way of at least one edge leads to.
    std::set<std::size_t> beyond(std::size_t place) const {
        std::set<std::size_t> seen;
        std::vector<std::size_t> open{place};
        while (!open.empty()) {
            const auto from = open.back();
            open.pop_back();
            for (const auto to : next_[from])
                if (seen.insert(to).second) open.push_back(to);
        }
        return seen;
    }

  private:
    std::vector<std::vector<std::size_t>> next_;
};

class Lint {
  public:
    Lint(const Workflow& workflow, const Surroundings& around) : workflow_(workflow), around_(around), graph_(workflow) {
        for (std::size_t place = 0; place < workflow.steps.size(); ++place) beyond_.push_back(graph_.beyond(place));
    }

    std::vector<Finding> findings() {
        if (workflow_.steps.empty()) return {{Rule::no_steps}};
        if (workflow_.steps.size() > most_steps)
            return {{Rule::too_many_steps, {}, {fmt::format("{}", workflow_.steps.size()), fmt::format("{}", most_steps)}}};
        look_at_start();
        for (std::size_t place = 0; place < workflow_.steps.size(); ++place) look_at(place);
        look_at_limits();
        return std::move(found_);
    }

  private:
    const Step& step(std::size_t place) const { return workflow_.steps[place]; }
    void find(Rule rule, std::size_t place, std::vector<std::string> arguments = {}) {
        arguments.insert(arguments.begin(), step(place).name.empty() ? step(place).key : step(place).name);
        found_.push_back({rule, place, std::move(arguments)});
    }
    bool reachable(std::size_t place) const { return place == 0 || beyond_[0].contains(place); }

    void look_at_start() {
        if (workflow_.next(step(0).key).size() != 1 || workflow_.leads_to_end(step(0).key)) find(Rule::start_branches, 0);
    }

    void look_at(std::size_t place) {
        look_at_names(place);
        look_at_edges(place);
        look_at_ways(place);
        look_at_people(place);
        if (step(place).share < 0 || step(place).share > 100) find(Rule::too_long, place, {fmt::format("{}", step(place).share)});
        look_at_back(place);
        look_at_asks(place);
    }

    void look_at_names(std::size_t place) {
        if (step(place).key.empty() || step(place).name.empty() || step(place).key == the_end) find(Rule::nameless, place);
        if (workflow_.place(step(place).key) != place) find(Rule::key_twice, place, {step(place).key});
    }

    void look_at_edges(std::size_t place) {
        for (const auto& key : workflow_.next(step(place).key))
            if (key != the_end && !workflow_.place(key)) find(Rule::unknown_next, place, {key});
        if (graph_.next(place).empty()) find(Rule::dead_end, place);
    }

    void look_at_ways(std::size_t place) {
        if (!reachable(place)) find(Rule::unreachable, place);
        if (!beyond_[place].contains(place)) return;
        // One sentence for a circle: at its first step.
        std::string names;
        bool exit = false;
        for (std::size_t other = 0; other < workflow_.steps.size(); ++other) {
            const bool inside = beyond_[place].contains(other) && beyond_[other].contains(place);
            if (inside && other < place) return;
            if (!inside) continue;
            names += (names.empty() ? "" : ", ") + step(other).name;
            exit = exit || beyond_[other].contains(graph_.end());
        }
        find(exit ? Rule::loop : Rule::loop_without_exit, place, {names});
    }

    void look_at_people(std::size_t place) {
        const auto& role = step(place).role;
        const auto roles = roles_for(workflow_, place);
        const bool signs = workflow_.leads_to_end(step(place).key);
        if (std::ranges::find(roles, role) == roles.end()) {
            find(signs && place != 0 ? Rule::result_lost : Rule::nobody, place, {role});
            return;
        }
        const auto& unit = step(place).unit;
        if (!unit.empty() && around_.unit_exists && !around_.unit_exists(unit))
            find(Rule::unknown_unit, place, {unit});
        else if (around_.somebody && !around_.somebody(role, unit))
            find(Rule::nobody, place, {role});
    }

    void look_at_back(std::size_t place) {
        for (const auto& key : step(place).back) {
            const auto to = workflow_.place(key);
            if (!to)
                find(Rule::unknown_back, place, {key});
            else if (*to == 0)
                find(Rule::back_to_start, place);
            else if (*to == place || !beyond_[*to].contains(place))
                find(Rule::back_not_before, place, {step(*to).name});
        }
    }

    void look_at_asks(std::size_t place) {
        std::set<std::pair<std::string, std::string>> asked;
        for (const auto& ask : step(place).asks) {
            const bool role = std::ranges::find(asked_roles, ask.role) != std::end(asked_roles);
            const bool unit = ask.unit.empty() || !around_.unit_exists || around_.unit_exists(ask.unit);
            if (place == 0 || !role || !unit || (around_.somebody && !around_.somebody(ask.role, ask.unit)))
                find(Rule::nobody_asked, place, {ask.role, ask.unit});
            if (!asked.emplace(ask.unit, ask.role).second) find(Rule::asked_twice, place, {ask.role, ask.unit});
            if (const auto hours = hours_of(place); ask.hours < 1 || (hours && ask.hours > *hours))
                find(Rule::opinion_too_long, place, {fmt::format("{}", ask.hours), fmt::format("{}", hours.value_or(0))});
        }
    }

    /// How many working hours a step has; nothing when the limit is not counted in working time.
    std::optional<int> hours_of(std::size_t place) const {
        if (!around_.limit) return std::nullopt;
        const auto unit = around_.limit->unit;
        if (unit == calendar::LimitUnit::calendar_day || unit == calendar::LimitUnit::month) return std::nullopt;
        int hours = around_.hours_a_day; // of a same-day procedure
        if (unit == calendar::LimitUnit::working_hour) hours = around_.limit->value;
        if (unit == calendar::LimitUnit::working_day) hours = around_.limit->value * around_.hours_a_day;
        return hours * std::clamp(step(place).share, 0, 100) / 100;
    }

    void look_at_limits() {
        int all = 0;
        std::string names;
        for (const auto place : longest_way(workflow_)) {
            all += step(place).share;
            names += (names.empty() ? "" : " → ") + step(place).name;
        }
        if (all > 100) found_.push_back({Rule::limits_exceed, {}, {fmt::format("{}", all), names}});
    }

    const Workflow& workflow_;
    const Surroundings& around_;
    Graph graph_;
    std::vector<std::set<std::size_t>> beyond_;
    std::vector<Finding> found_;
};

} // namespace

std::string told(const Finding& finding, Locale locale) {
    return sentence(locale, fmt::format("workflow.rule.{}", word_of(finding.rule)), finding.arguments);
}

std::vector<Finding> lint(const Workflow& workflow, const Surroundings& around) {
    return Lint(workflow, around).findings();
}

std::span<const std::string_view> roles_for(const Workflow& workflow, std::size_t place) {
    if (place == 0) return first_roles;
    if (workflow.leads_to_end(workflow.steps[place].key)) return last_roles;
    return inner_roles;
}

std::span<const std::string_view> roles_asked() {
    return asked_roles;
}

} // namespace motcua::workflow
