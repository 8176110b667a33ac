#pragma once

#include <string>

/// The state diagram of a dossier, drawn from transitions() and performers() and nothing else. `motcua states` prints it; a test keeps
/// docs/states.md and docs/images/states.svg equal to it.
namespace motcua::dossier {

/// docs/states.md: a Mermaid diagram, the moves, and who does what.
std::string states_page();
/// The same as a drawing.
std::string states_drawing();

} // namespace motcua::dossier
