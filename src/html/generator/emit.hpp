#pragma once

#include "html/generator/scan.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace motcua::generator {

/// The C++ of one view file.
struct Emitted {
    std::string header;
    std::string source;
    std::vector<std::string> keys; ///< of locales/, in order of use
};

/// Makes C++ of pieces. `folder` names the namespace, `stem` the header (`<folder>/views/<stem>.hpp`).
/// Throws Fault for what is wrong: blocks that do not balance, values where none may stand, markup outside a view.
Emitted emit(const std::vector<Piece>& pieces, std::string_view folder, std::string_view stem);

} // namespace motcua::generator
