#include "workflow/workflow.hpp"

#include <algorithm>

namespace motcua::workflow {

namespace {

/// Walks every way from a step and remembers the best rest of each, so that each step is looked at once.
class Ways {
  public:
    explicit Ways(const Workflow& workflow) : workflow_(workflow), seen_(workflow.steps.size()), best_(workflow.steps.size()) {}

    /// The best way from `place` on; nothing when it reaches no end.
    const std::vector<std::size_t>* from(std::size_t place) {
        if (seen_[place] == Seen::open) circle_ = true;
        if (seen_[place] != Seen::no) return best_[place].empty() ? nullptr : &best_[place];
        seen_[place] = Seen::open;
        std::vector<std::size_t> longest;
        bool ends = false;
        for (const auto& key : workflow_.next(workflow_.steps[place].key)) {
            if (key == the_end) ends = true;
            const auto next = workflow_.place(key);
            const auto* rest = next ? from(*next) : nullptr;
            if (rest != nullptr && (longest.empty() || share(*rest) > share(longest))) longest = *rest;
        }
        seen_[place] = Seen::done;
        if (ends || !longest.empty()) longest.insert(longest.begin(), place);
        best_[place] = std::move(longest);
        return best_[place].empty() ? nullptr : &best_[place];
    }
    bool in_a_circle() const { return circle_; }

  private:
    enum class Seen { no, open, done };

    int share(const std::vector<std::size_t>& way) const {
        int all = 0;
        for (const auto place : way) all += workflow_.steps[place].share;
        return all;
    }

    const Workflow& workflow_;
    std::vector<Seen> seen_;
    std::vector<std::vector<std::size_t>> best_;
    bool circle_ = false;
};

/// Which step leads to which by any number of moves.
std::vector<std::vector<bool>> reach(const Workflow& workflow) {
    const auto count = workflow.steps.size();
    std::vector<std::vector<bool>> reached(count, std::vector<bool>(count, false));
    for (std::size_t from = 0; from < count; ++from)
        for (const auto& key : workflow.next(workflow.steps[from].key))
            if (const auto to = workflow.place(key)) reached[from][*to] = true;
    for (std::size_t over = 0; over < count; ++over)
        for (std::size_t from = 0; from < count; ++from)
            for (std::size_t to = 0; to < count; ++to)
                if (reached[from][over] && reached[over][to]) reached[from][to] = true;
    return reached;
}

} // namespace

std::optional<std::size_t> Workflow::place(std::string_view key) const {
    const auto found = std::ranges::find(steps, key, &Step::key);
    if (found == steps.end()) return std::nullopt;
    return static_cast<std::size_t>(found - steps.begin());
}

const Step* Workflow::find(std::string_view key) const {
    const auto found = place(key);
    return found ? &steps[*found] : nullptr;
}

std::vector<std::string> Workflow::next(std::string_view key) const {
    const auto found = place(key);
    if (!found) return {};
    if (!steps[*found].next.empty()) return steps[*found].next;
    return {*found + 1 < steps.size() ? steps[*found + 1].key : std::string(the_end)};
}

std::vector<std::string> Workflow::back(std::string_view key) const {
    const auto found = place(key);
    if (!found) return {};
    if (!steps[*found].back.empty()) return steps[*found].back;
    if (*found == 0 || steps[*found - 1].role != "officer") return {};
    const auto& before = steps[*found - 1].key;
    const auto after = next(before);
    return std::ranges::find(after, key) == after.end() ? std::vector<std::string>() : std::vector<std::string>{before};
}

bool Workflow::leads_to_end(std::string_view key) const {
    const auto after = next(key);
    return std::ranges::find(after, the_end) != after.end();
}

std::string Workflow::after_acceptance() const {
    if (steps.empty()) return {};
    const auto after = next(steps.front().key);
    return after.front() == the_end ? std::string() : after.front();
}

std::vector<std::size_t> longest_way(const Workflow& workflow) {
    if (workflow.steps.empty()) return {};
    Ways ways(workflow);
    const auto* way = ways.from(0);
    return way == nullptr || ways.in_a_circle() ? std::vector<std::size_t>() : *way;
}

std::vector<std::size_t> longest_way_through(const Workflow& workflow, std::string_view key) {
    const auto reached = reach(workflow);
    const auto through = workflow.place(key);
    if (!through) return {};
    // Only what leads to the step or comes after it is left to walk.
    auto narrow = workflow;
    for (std::size_t from = 0; from < workflow.steps.size(); ++from) {
        auto& step = narrow.steps[from];
        step.next = workflow.next(step.key);
        std::erase_if(step.next, [&](const std::string& next) {
            const auto to = workflow.place(next);
            if (!to) return from != *through && !reached[*through][from];
            return *to != *through && !reached[*to][*through] && !reached[*through][*to];
        });
        if (step.next.empty()) step.next = {std::string()}; // leads nowhere
    }
    const auto way = longest_way(narrow);
    return std::ranges::find(way, *through) == way.end() ? std::vector<std::size_t>() : way;
}

} // namespace motcua::workflow
