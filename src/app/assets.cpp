#include "app/assets.hpp"

#include "html/assets.hpp"
#include "visit/headers.hpp"

namespace motcua::app {

namespace {

bool accepts(const http::Request& request, std::string_view coding) {
    const auto header = request.header("accept-encoding");
    const auto place = header.find(coding);
    return place != std::string_view::npos && !header.substr(place + coding.size()).starts_with(";q=0");
}

http::Response answer_of(const http::Request& request, const html::Asset& asset) {
    http::Response response;
    response.set("content-type", std::string(asset.media_type));
    response.set("cache-control", "public, max-age=31536000, immutable");
    response.set("vary", "accept-encoding");
    response.lasting = asset.plain;
    if (!asset.brotli.empty() && accepts(request, "br")) {
        response.lasting = asset.brotli;
        response.set("content-encoding", "br");
    } else if (!asset.gzip.empty() && accepts(request, "gzip")) {
        response.lasting = asset.gzip;
        response.set("content-encoding", "gzip");
    }
    return response;
}

} // namespace

std::optional<http::Response> asset_answer(const http::Request& request) {
    const bool reads = request.method == http::Method::get || request.method == http::Method::head;
    if (!reads || !request.path.starts_with(html::assets_path)) return std::nullopt;
    const auto asset = html::asset_named(std::string_view(request.path).substr(html::assets_path.size()));
    if (!asset) return std::nullopt; // the gate answers 404
    auto response = answer_of(request, *asset);
    visit::secure(response, request.secure);
    return response;
}

} // namespace motcua::app
