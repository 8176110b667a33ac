#include "http/static_files.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "http/compress.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace motcua::http {

namespace {

constexpr std::string_view url_prefix = "/static/";
constexpr std::size_t hash_letters = 8;

std::string media_type_of(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".html", "text/html; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".xml", "application/xml"},
    }};
    const auto found = std::find_if(types.begin(), types.end(), [&](const auto& type) { return name.ends_with(type.first); });
    return std::string(found == types.end() ? "application/octet-stream" : found->second);
}

/// A part between dots of eight and more hexadecimal digits.
bool is_hash(std::string_view part) {
    const auto hexadecimal = [](char letter) { return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f'); };
    return part.size() >= hash_letters && std::all_of(part.begin(), part.end(), hexadecimal);
}

/// "css/app.4f3a2b1c.css" → "css/app.css"
std::string without_hash(std::string_view name) {
    std::string plain;
    for (const auto part : split(name, '.'))
        if (!is_hash(part)) plain += (plain.empty() ? "" : ".") + std::string(part);
    return plain;
}

std::string_view cut(std::string_view text, std::string_view end) {
    return text.substr(0, text.size() - end.size());
}

} // namespace

StaticFiles::StaticFiles() : StaticFiles(embedded::files_under("web/dist/"), "web/dist/") {}

StaticFiles::StaticFiles(std::span<const embedded::File> files, std::string_view prefix) {
    const auto is_packed = [](std::string_view name) { return name.ends_with(".br") || name.ends_with(".gz"); };
    for (const auto& file : files)
        if (!is_packed(file.path)) add(file.path.substr(prefix.size()), file.bytes);
    for (const auto& file : files) {
        if (!is_packed(file.path)) continue;
        const auto found = entries_.find(std::string(url_prefix) + std::string(cut(file.path.substr(prefix.size()), ".br")));
        if (found == entries_.end()) continue;
        (file.path.ends_with(".br") ? found->second.brotli : found->second.gzip) = file.bytes;
    }
}

void StaticFiles::add(std::string_view name, std::string_view bytes) {
    const auto url = std::string(url_prefix) + std::string(name);
    const auto plain = without_hash(name);
    entries_[url] = {bytes, {}, {}, media_type_of(name), crypto::sha256_hex(bytes).substr(0, 16), plain != name};
    names_[plain] = url;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
    if (request.method != Method::get && request.method != Method::head) return std::nullopt;
    const auto found = entries_.find(request.path);
    if (found == entries_.end()) return std::nullopt;
    const auto& entry = found->second;
    const auto coding = choose_coding(request.header("accept-encoding"), !entry.brotli.empty(), !entry.gzip.empty());

    Response response;
    response.secret = true; // what is not packed here is not worth packing for each caller
    response.lasting = coding == Coding::brotli ? entry.brotli : coding == Coding::gzip ? entry.gzip : entry.bytes;
    response.etag = "\"" + entry.hash + (coding == Coding::identity ? "" : "-" + std::string(name_of(coding))) + "\"";
    response.add("Content-Type", entry.media_type);
    response.add("Cache-Control", entry.lasting ? "public, max-age=31536000, immutable" : "public, no-cache");
    response.add("X-Content-Type-Options", "nosniff");
    if (!entry.brotli.empty() || !entry.gzip.empty()) response.add("Vary", "Accept-Encoding");
    if (coding != Coding::identity) response.add("Content-Encoding", std::string(name_of(coding)));
    return response;
}

std::string StaticFiles::url_of(std::string_view name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? std::string() : found->second;
}

} // namespace motcua::http
