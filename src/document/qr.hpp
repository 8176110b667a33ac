#pragma once

#include "html/out.hpp"

#include <string_view>

namespace motcua::document {

/// A QR code (level M) as an SVG image with `label` for those who do not see it. Throws std::length_error beyond 1,000 bytes.
html::Safe qr_svg(std::string_view content, std::string_view label, int pixels);

} // namespace motcua::document
