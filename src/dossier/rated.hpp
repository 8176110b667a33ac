#pragma once

#include "dossier/changes.hpp"

/// A rating as history has it. Private to this folder.
namespace motcua::dossier {

struct Rated {
    const rating::Questionnaire* questionnaire = nullptr; ///< null: none held on that day, and nothing is summed
    int satisfied = 0;
    rating::Answers answers;
};
Rated rated_in(Instant at, const std::string& details);

} // namespace motcua::dossier
