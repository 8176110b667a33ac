#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Files that travel inside the binary (locales/, db/migrations/, data/, web/dist/), so that one file is the whole program.
/// The table is made at build time by cmake/embed.cmake.
namespace motcua::embedded {

struct File {
    std::string_view path; ///< as in the repository, with `/`
    std::string_view bytes;
};

/// All, sorted by path. Valid for the life of the program.
std::span<const File> files();
std::span<const File> files_under(std::string_view prefix);
std::optional<File> file(std::string_view path);

} // namespace motcua::embedded
