#pragma once

#include "dossier/changes.hpp"
#include "dossier/dossier.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace motcua::demo {

/// Who of a desk, or which citizen, makes a move.
enum class Hand { citizen, clerk, officer, approver, cashier };

/// One thing that happens to a dossier. Which of the facts are used depends on the action.
struct Move {
    dossier::Action action;
    Instant at;
    Hand hand = Hand::clerk;
    std::string words = {};  ///< a reason, an opinion, a note
    std::string more = {};   ///< a legal ground, what is missing
    Day day = {};            ///< a new day
    std::int64_t number = 0; ///< a fee in đồng, a satisfaction, whose the next step is (Hand)
    bool electronic = false; ///< the result is a file
};

/// A dossier from coming in to its end, or to the present day, before anything of it is written. Played by actions or in bulk.
struct Course {
    std::size_t desk = 0;    ///< in the cast
    std::size_t citizen = 0; ///< of the desk; only for online dossiers
    dossier::SubmissionFacts facts;
    Instant submitted_at;
    bool accepted_at_once = false;
    std::vector<std::string> parts; ///< brought along
    std::uint64_t answers_seed = 0;
    std::vector<Move> moves; ///< after the submission, in order of time
};

} // namespace motcua::demo
