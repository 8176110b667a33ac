#pragma once

#include "document/document.hpp"

#include <chrono>

namespace motcua::document {

/// Files in the papers folder that no row names (an upload cut short by a crash, a forgotten document) and that are older than
/// `grace`, so that a file whose row is just being written stays. `folder` is one of the 256 (`00`…`ff`). Returns how many went.
int sweep(db::Database& database, const std::filesystem::path& papers, std::string_view folder,
          std::chrono::hours grace = std::chrono::hours(48));

} // namespace motcua::document
