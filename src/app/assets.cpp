#include "app/assets.hpp"

#include "html/assets.hpp"
#include "http/compress.hpp"
#include "visit/headers.hpp"

namespace motcua::app {

namespace {

http::Response answer_of(const http::Request& request, const html::Asset& asset) {
    http::Response response;
    response.set("content-type", std::string(asset.media_type));
    response.set("cache-control", "public, max-age=31536000, immutable");
    response.set("vary", "accept-encoding");
    const auto coding = http::choose_coding(request.header("accept-encoding"), !asset.brotli.empty(), !asset.gzip.empty());
    response.lasting = coding == http::Coding::brotli ? asset.brotli : coding == http::Coding::gzip ? asset.gzip : asset.plain;
    if (coding != http::Coding::identity) response.set("content-encoding", std::string(name_of(coding)));
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
