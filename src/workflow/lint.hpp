#pragma once

#include "base/enumeration.hpp"
#include "base/locale.hpp"
#include "workflow/workflow.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::workflow {

/// What a workflow must not be (quy tắc kiểm tra quy trình). Each is a sentence `workflow.rule.<word>`.
enum class Rule {
    no_steps,          ///< nothing to do
    too_many_steps,    ///< more than most_steps
    nameless,          ///< a step without key or name, or called `end`
    key_twice,         ///< two steps of one key
    unknown_next,      ///< leads to a step that is not there
    unknown_back,      ///< sent back to a step that is not there
    start_branches,    ///< the acceptance leads to more than one step, or to the end
    unreachable,       ///< no way leads there from the acceptance
    dead_end,          ///< no way leads on from there
    loop,              ///< next steps run in a circle: going back is a send-back, which says why
    loop_without_exit, ///< a circle that nothing leaves
    result_lost,       ///< a way ends without anybody signing a result
    nobody,            ///< nobody can do the step
    unknown_unit,      ///< the unit does not exist
    too_long,          ///< a share below 0 or above 100
    limits_exceed,     ///< the steps of one way take longer than the law allows for the whole
    back_not_before,   ///< sent back to a step that does not come before it
    back_to_start,     ///< sent back to the acceptance, which is done for good
    nobody_asked,      ///< an opinion of a role that nobody there has, or of a unit that does not exist
    asked_twice,       ///< one unit and role asked twice in one step
    opinion_too_long   ///< more time to answer than the step has
};

struct Finding {
    Rule rule;
    std::optional<std::size_t> step = {}; ///< place; nothing: the whole workflow
    std::vector<std::string> arguments = {};
    bool operator==(const Finding&) const = default;
};
/// The finding as a sentence that names the rule.
std::string told(const Finding& finding, Locale locale);

/// What a workflow stands in. What is not given is not asked.
struct Surroundings {
    std::optional<calendar::Limit> limit = {};                                       ///< of the procedure by law
    int hours_a_day = 8;                                                             ///< working hours of a usual day
    std::function<bool(std::string_view unit)> unit_exists = {};                     ///< by identifier
    std::function<bool(std::string_view role, std::string_view unit)> somebody = {}; ///< whether anybody holds the role there
};

/// Everything that is wrong, by step. A workflow without findings reaches its end from every step, and no way through it is longer than
/// the law allows.
std::vector<Finding> lint(const Workflow& workflow, const Surroundings& around);

/// Who may do the steps of a place in the workflow: the first is the clerk's, one that leads to the end the approver's.
std::span<const std::string_view> roles_for(const Workflow& workflow, std::size_t place);
/// Who may be asked for an opinion.
std::span<const std::string_view> roles_asked();

} // namespace motcua::workflow

template <>
struct motcua::Words<motcua::workflow::Rule> {
    static constexpr std::array words{
        std::string_view("no_steps"),       std::string_view("too_many_steps"),    std::string_view("nameless"),
        std::string_view("key_twice"),      std::string_view("unknown_next"),      std::string_view("unknown_back"),
        std::string_view("start_branches"), std::string_view("unreachable"),       std::string_view("dead_end"),
        std::string_view("loop"),           std::string_view("loop_without_exit"), std::string_view("result_lost"),
        std::string_view("nobody"),         std::string_view("unknown_unit"),      std::string_view("too_long"),
        std::string_view("limits_exceed"),  std::string_view("back_not_before"),   std::string_view("back_to_start"),
        std::string_view("nobody_asked"),   std::string_view("asked_twice"),       std::string_view("opinion_too_long")};
};
