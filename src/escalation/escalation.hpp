#pragma once

#include "dossier/actions.hpp"

#include <optional>
#include <string>
#include <vector>

/// Đôn đốc: what an office has promised and not yet kept, for whoever leads it in the morning and for whoever holds it. Near due and
/// overdue dossiers are listed with their cause; nothing here ever blocks a result (R43).
namespace motcua::escalation {

/// What a dossier waits for, as its state tells (nguyên nhân tồn đọng).
enum class Cause { acceptance, assignment, step, supplement_check };
/// Nothing for a state in which the office owes no decision.
std::optional<Cause> cause_of(dossier::State state);

/// One dossier that presses.
struct Matter {
    dossier::Line line;
    Instant promised;
    int days_late = 0; ///< working days since the promised day; 0 on the day itself
    Cause cause = Cause::step;
    std::string step;     ///< name of the workflow step it is in; empty outside of one
    std::string assignee; ///< empty: nobody has it
};

/// What presses in one unit.
struct Load {
    Id unit = 0;
    std::int64_t late = 0;
    std::int64_t today = 0; ///< promised for the rest of today
    std::int64_t soon = 0;  ///< for the next working days that the rules call near
    std::int64_t all() const { return late + today + soon; }
};

/// The morning page (giao ban buổi sáng) of a unit and everything below it.
struct Morning {
    Load total;
    std::vector<Load> units; ///< those with anything, most late first
    std::vector<Matter> late, today, soon;
    bool whole = true; ///< false: more than `most_matters` press, and the lists hold the most urgent ones
};
constexpr int most_matters = 200;

} // namespace motcua::escalation

template <>
struct motcua::Words<motcua::escalation::Cause> {
    static constexpr std::array words{std::string_view("acceptance"), std::string_view("assignment"), std::string_view("step"),
                                      std::string_view("supplement_check")};
};
