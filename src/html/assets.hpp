#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What `npm run build` made in web/dist, as it travels in the binary. Names hold a hash of the content: they may be cached for ever.
namespace motcua::html {

/// Where they are served.
inline constexpr std::string_view assets_path = "/assets/";

/// The address of `app.css`, `app.js`, `icon.svg`, …: `/assets/app.4f1c22a9.css`. Throws for a name that was not built: a bug.
std::string asset(std::string_view name);

struct Asset {
    std::string_view media_type;
    std::string_view plain;
    std::string_view brotli; ///< empty when it would not be smaller
    std::string_view gzip;
};
/// What stands at `/assets/<name>`, name without the path.
std::optional<Asset> asset_named(std::string_view name);

} // namespace motcua::html
