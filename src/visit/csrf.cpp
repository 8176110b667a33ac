#include "visit/csrf.hpp"

#include "base/crypto.hpp"

namespace motcua::visit {

namespace {

constexpr std::size_t secret_bytes = 32;

std::string mixed(std::string_view left, std::string_view right) {
    std::string result(left);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<char>(result[i] ^ right[i]);
    return result;
}

std::string_view origin_of(std::string_view url) {
    const auto host = url.find("://");
    if (host == std::string_view::npos) return url;
    return url.substr(0, url.find('/', host + 3));
}

} // namespace

std::string csrf_secret(std::string_view key, std::string_view browser) {
    const auto hex = crypto::hmac_sha256_hex(key, browser);
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::string csrf_token(std::string_view secret) {
    const auto mask = crypto::from_base64url(crypto::random_token(secret_bytes)).value();
    return crypto::base64url(mask + mixed(mask, secret));
}

bool csrf_agrees(std::string_view secret, std::string_view token) {
    const auto bytes = crypto::from_base64url(token);
    if (!bytes || bytes->size() != 2 * secret_bytes || secret.size() != secret_bytes) return false;
    const std::string_view view = *bytes;
    return crypto::equal(mixed(view.substr(0, secret_bytes), view.substr(secret_bytes)), secret);
}

bool same_origin(const http::Request& request, std::string_view public_url) {
    const auto site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin" || site == "none";
    const auto origin = request.header("origin");
    if (origin.empty()) return true;
    return origin == (request.secure ? "https://" : "http://") + request.host || origin == origin_of(public_url);
}

} // namespace motcua::visit
