#include "html/assets.hpp"

#include "base/embedded.hpp"

#include <boost/json.hpp>

#include <array>
#include <map>
#include <stdexcept>
#include <utility>

namespace motcua::html {

namespace {

constexpr std::string_view folder = "web/dist/";

using Names = std::map<std::string, std::string, std::less<>>;

Names built_names() {
    Names names;
    const auto manifest = embedded::file("web/dist/manifest.json");
    if (!manifest) throw std::logic_error("web/dist is not built: run npm run build, then cmake");
    const auto parsed = boost::json::parse(manifest->bytes); // named: a loop does not keep a temporary's inside alive
    for (const auto& [name, hashed] : parsed.as_object()) names.emplace(name, hashed.as_string());
    return names;
}

std::string_view bytes_of(const std::string& path) {
    const auto file = embedded::file(path);
    return file ? file->bytes : std::string_view();
}

std::string_view media_type_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> types{{{".css", "text/css; charset=utf-8"},
                                                                                  {".js", "text/javascript; charset=utf-8"},
                                                                                  {".svg", "image/svg+xml"},
                                                                                  {".png", "image/png"},
                                                                                  {".webmanifest", "application/manifest+json"}}};
    for (const auto& [ending, type] : types) {
        if (name.ends_with(ending)) return type;
    }
    return {};
}

} // namespace

std::string asset(std::string_view name) {
    static const Names names = built_names();
    const auto found = names.find(name);
    if (found == names.end()) throw std::logic_error("no such asset: " + std::string(name));
    return std::string(assets_path) + found->second;
}

std::optional<Asset> asset_named(std::string_view name) {
    const auto type = media_type_of(name);
    const auto path = std::string(folder) + std::string(name);
    if (type.empty() || !embedded::file(path)) return std::nullopt;
    return Asset{type, bytes_of(path), bytes_of(path + ".br"), bytes_of(path + ".gz")};
}

} // namespace motcua::html
