#pragma once

#include "dossier/changes.hpp"

#include <string>
#include <string_view>

/// What every change does. Private to this folder.
namespace motcua::dossier {

/// Required free text, tidied and bounded.
Result<std::string> words(std::string_view field, std::string_view text);

} // namespace motcua::dossier
