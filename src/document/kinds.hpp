#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace motcua::document {

/// Reads up to `count` bytes of a file from `offset`; fewer at its end, none beyond.
using ReadAt = std::function<std::string(std::uint64_t offset, std::size_t count)>;

/// What the bytes of a file are: `application/pdf`, `image/jpeg`, `image/png`, or empty when none of these for certain.
/// Looks at the frame of the format only and decodes nothing, so hostile bytes cost a bounded number of small reads.
std::string_view kind_of(const ReadAt& read, std::uint64_t bytes);

/// Whether a file name ends as files of that kind do, in any case of letters.
bool name_agrees(std::string_view file_name, std::string_view media_type);

} // namespace motcua::document
