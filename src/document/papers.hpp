#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// The papers folder: `ab/<random name>`. Everything here is on the disk (file and folder fsynced) when it returns, and throws
/// std::system_error when the disk says no; nothing half-written ever stands under a final name.
namespace motcua::document {

/// Moves a file in and returns its place below the folder. Copies when the spool is on another disk.
std::string take_in(const std::filesystem::path& papers, const std::filesystem::path& file);
/// Writes bytes that the program made.
std::string write_new(const std::filesystem::path& papers, std::string_view bytes);

/// Writes bytes that must be made only once, whatever is lost afterwards: their place follows from `key`. When they stand there already,
/// they stay as they are.
std::string write_once(const std::filesystem::path& papers, std::string_view key, std::string_view bytes);
/// Where write_once() puts them.
std::string place_of(std::string_view key);

/// A place as it was given out by the above, so that a row can never lead outside the folder.
bool is_place(std::string_view place);

} // namespace motcua::document
