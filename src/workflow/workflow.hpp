#pragma once

#include "procedure/procedure.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the steps of a procedure mean together (quy trình nội bộ giải quyết thủ tục hành chính). Pure: no database, no clock.
namespace motcua::workflow {

using procedure::Ask;
using procedure::Step;

/// Where a way through the steps ends: with the result in the citizen's hands. No step may be called so.
inline constexpr std::string_view the_end = "end";
/// More steps than this were not drawn by people.
inline constexpr std::size_t most_steps = 30;

/// One version of the workflow of a procedure. Version 1 is the list of steps that came with the procedure's own version; those from 2 on
/// were drafted by one person and published by another. A dossier keeps the version of its acceptance.
/// The first step is the acceptance itself (tiếp nhận), done by the clerk. A step that leads to the end is the signing of the result
/// (ký duyệt), done by the approver.
struct Workflow {
    std::string procedure; ///< code
    int version = 1;
    std::vector<Step> steps;

    const Step* find(std::string_view key) const;
    std::optional<std::size_t> place(std::string_view key) const;
    /// Where a step may lead, in order: keys, or `end`. Nothing for a step that is not here.
    std::vector<std::string> next(std::string_view key) const;
    /// To which earlier steps it may be sent back. A step that names none goes back to the step before it in the list, when that one
    /// leads here and an officer does it.
    std::vector<std::string> back(std::string_view key) const;
    bool leads_to_end(std::string_view key) const;
    /// The step that a dossier is in from its acceptance on; empty when there is none.
    std::string after_acceptance() const;
};

/// The longest way from the acceptance to the end by share of the limit: places of its steps. Empty when there is no way or it would run
/// in a circle.
std::vector<std::size_t> longest_way(const Workflow& workflow);
/// The longest of those that pass one step.
std::vector<std::size_t> longest_way_through(const Workflow& workflow, std::string_view key);

} // namespace motcua::workflow
