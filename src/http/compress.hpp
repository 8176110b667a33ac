#pragma once

#include <string>
#include <string_view>

namespace motcua::http {

enum class Coding { identity, gzip, brotli };

/// What Accept-Encoding likes best of what there is; brotli before gzip when it does not mind.
Coding choose_coding(std::string_view accept_encoding, bool has_brotli, bool has_gzip);
/// `br`, `gzip` or nothing.
std::string_view name_of(Coding coding);

/// Text that shrinks: HTML, CSS, scripts, JSON, SVG, CSV, XML. Parameters (`; charset=utf-8`) do not matter.
bool is_compressible(std::string_view media_type);

/// For answers made anew each time: brotli of the same speed packs a page no smaller, so it is left to files packed beforehand.
/// Throws when the library fails.
std::string gzip(std::string_view bytes);

} // namespace motcua::http
