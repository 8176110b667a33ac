#include "http/proxies.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace motcua::http {

namespace {

constexpr std::array<std::uint8_t, 12> mapped_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_mapped(const AddressBytes& address) {
    return std::equal(mapped_prefix.begin(), mapped_prefix.end(), address.begin());
}

std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) return text.substr(1, std::min(text.find(']'), text.size()) - 1);
    const auto colon = text.find(':');
    const bool one = colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos;
    return one ? text.substr(0, colon) : text;
}

bool same_front(const AddressBytes& left, const AddressBytes& right, int bits) {
    for (std::size_t i = 0; i < left.size() && bits > 0; ++i, bits -= 8) {
        const auto mask = bits >= 8 ? 0xff : 0xff << (8 - bits) & 0xff;
        if ((left[i] & mask) != (right[i] & mask)) return false;
    }
    return true;
}

/// All values of a header that may come several times, in order.
std::vector<std::string> listed(const Request& request, std::string_view header) {
    std::vector<std::string> values;
    for (const auto& [name, value] : request.headers) {
        if (name != header) continue;
        for (const auto part : split(value, ',')) values.emplace_back(trim(part));
    }
    return values;
}

} // namespace

std::optional<AddressBytes> parse_address(std::string_view text) {
    const std::string bare(without_port(text));
    AddressBytes bytes{};
    if (inet_pton(AF_INET6, bare.c_str(), bytes.data()) == 1) return bytes;
    std::copy(mapped_prefix.begin(), mapped_prefix.end(), bytes.begin());
    if (inet_pton(AF_INET, bare.c_str(), bytes.data() + mapped_prefix.size()) == 1) return bytes;
    return std::nullopt;
}

std::string address_text(const AddressBytes& address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (is_mapped(address))
        inet_ntop(AF_INET, address.data() + mapped_prefix.size(), text, sizeof text);
    else
        inet_ntop(AF_INET6, address.data(), text, sizeof text);
    return text;
}

Proxies::Proxies(const std::vector<std::string>& trusted) {
    for (const auto& text : trusted) blocks_.push_back(parse_block(text));
}

Proxies::Block Proxies::parse_block(const std::string& text) {
    const auto slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    if (!address) throw std::invalid_argument("not an address of a trusted proxy: " + text);
    const int offset = is_mapped(*address) ? 96 : 0;
    if (slash == std::string::npos) return {*address, 128};
    int bits = -1;
    const auto read = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
    const bool fits = read.ec == std::errc() && read.ptr == text.data() + text.size() && bits >= 0 && bits + offset <= 128;
    if (!fits) throw std::invalid_argument("not an address range of trusted proxies: " + text);
    return {*address, bits + offset};
}

bool Proxies::trusts(const AddressBytes& address) const {
    return std::any_of(blocks_.begin(), blocks_.end(), [&](const Block& block) { return same_front(block.address, address, block.bits); });
}

bool Proxies::trusts(std::string_view address) const {
    const auto bytes = parse_address(address);
    return bytes && trusts(*bytes);
}

Proxies::Caller Proxies::caller(std::string_view address, bool tls, const Request& request) const {
    const auto own = parse_address(address);
    Caller caller{own ? address_text(*own) : std::string(address), tls};
    if (!own || !trusts(*own)) return caller;
    const auto protocols = listed(request, "x-forwarded-proto");
    if (!protocols.empty()) caller.secure = lower_ascii(protocols.back()) == "https";
    const auto addresses = listed(request, "x-forwarded-for");
    for (auto text = addresses.rbegin(); text != addresses.rend(); ++text) {
        const auto forwarded = parse_address(*text);
        if (!forwarded) break; // what stands left of nonsense is nobody's word
        caller.peer = address_text(*forwarded);
        if (!trusts(*forwarded)) break;
    }
    return caller;
}

} // namespace motcua::http
