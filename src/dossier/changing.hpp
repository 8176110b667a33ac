#pragma once

#include "dossier/changes.hpp"

#include <string>
#include <string_view>

/// What every change does. Private to this folder.
namespace motcua::dossier {

/// Required free text, tidied and bounded.
Result<std::string> words(std::string_view field, std::string_view text);

/// The last thing that is known to have happened.
Instant latest(const Dossier& dossier);
/// After a move to an end: nobody is waited for any more.
void end(Dossier& dossier, Instant now);
/// A dossier counts on its day of acceptance.
Day day_counted(const Dossier& dossier);

/// Empty for a unit that was never there.
inline std::string unit_name(const law::Law& law, Id unit) {
    const auto* found = law.units.find(unit);
    return found ? found->full_name : std::string();
}

} // namespace motcua::dossier
