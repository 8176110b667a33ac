#pragma once

#include <string>
#include <string_view>

namespace motcua::visit {

/// `/sign-in?to=…`, coming back to the own path `target` afterwards.
std::string sign_in_url(std::string_view target);

/// An own path to go to, or `otherwise`: never another host (`//x`, `/\x`, `https:`), never anything that is not printable ASCII.
std::string own_path(std::string_view asked, std::string otherwise);

} // namespace motcua::visit
