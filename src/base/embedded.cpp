#include "base/embedded.hpp"

#include <algorithm>

namespace motcua::embedded {

std::span<const File> files_under(std::string_view prefix) {
    const auto all = files();
    const auto first =
        std::lower_bound(all.begin(), all.end(), prefix, [](const File& file, std::string_view path) { return file.path < path; });
    const auto last = std::find_if_not(first, all.end(), [&](const File& file) { return file.path.starts_with(prefix); });
    return {first, last};
}

std::optional<File> file(std::string_view path) {
    const auto found = files_under(path);
    if (found.empty() || found.front().path != path) return std::nullopt;
    return found.front();
}

} // namespace motcua::embedded
