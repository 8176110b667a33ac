#pragma once

#include "http/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::http {

/// 16 bytes; IPv4 as ::ffff:a.b.c.d.
using AddressBytes = std::array<std::uint8_t, 16>;
/// `192.0.2.1`, `2001:db8::1`, also with a port (`192.0.2.1:80`, `[2001:db8::1]:80`).
std::optional<AddressBytes> parse_address(std::string_view text);
std::string address_text(const AddressBytes& address);

/// Whose word about the caller is taken.
class Proxies {
  public:
    /// Addresses or CIDR; throws std::invalid_argument naming the one that is neither.
    explicit Proxies(const std::vector<std::string>& trusted);

    bool trusts(std::string_view address) const;

    struct Caller {
        std::string peer;
        bool secure = false;
    };
    /// Who calls: `address` itself, or when that is a trusted proxy, the rightmost address of X-Forwarded-For that is not.
    Caller caller(std::string_view address, bool tls, const Request& request) const;

  private:
    struct Block {
        AddressBytes address;
        int bits;
    };
    static Block parse_block(const std::string& text);
    bool trusts(const AddressBytes& address) const;

    std::vector<Block> blocks_;
};

} // namespace motcua::http
