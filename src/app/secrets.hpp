#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace motcua::app {

/// The 32 bytes in `folder`/`name`; made from the system's randomness on first use, with mode 0400 in a folder of mode 0700, and on disk
/// before anything is sealed with them. Throws std::runtime_error when the file is of another size or others may read it.
std::string secret(const std::filesystem::path& folder, std::string_view name);

} // namespace motcua::app
