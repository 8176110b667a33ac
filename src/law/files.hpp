#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>

namespace motcua::law {

/// The whole file, at most 32 MB. Refused with `law.unreadable` (the path) or `law.too_large`.
Result<std::string> contents_of(const std::filesystem::path& file);

} // namespace motcua::law
