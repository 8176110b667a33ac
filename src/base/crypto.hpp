#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Thin names over libsodium. Call start() once before any other function here. All are thread-safe.
namespace motcua::crypto {

/// Throws when the library cannot find a source of randomness.
void start();

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);
std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// A SHA-256 built piece by piece, for what is too large to hold.
class Sha256Stream {
  public:
    Sha256Stream();
    void add(std::string_view bytes);
    std::string finish_hex();

  private:
    alignas(64) std::array<std::byte, 128> state_{};
};

/// `bytes` random bytes in URL-safe base64 without padding: 32 bytes are the 256 bits of a session token.
std::string random_token(std::size_t bytes = 32);
/// Decimal digits, for one-time codes and tracking secrets.
std::string random_digits(std::size_t count);
/// Letters and digits that cannot be mistaken for one another (no 0 O 1 I L), for what people copy from paper.
std::string random_letters(std::size_t count);

std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
/// Without telling by its time how much agrees.
bool equal(std::string_view left, std::string_view right);

/// argon2id. Takes as long and as much memory as its cost says: citizens 19 MiB and 2 passes, staff 64 MiB and 3 passes.
enum class PasswordCost { citizen, staff };
std::string hash_password(std::string_view password, PasswordCost cost);
bool verify_password(std::string_view hash, std::string_view password);

/// Personal numbers: sealed with XChaCha20-Poly1305 under a random nonce, found again by a keyed hash. `key` is 32 bytes.
std::string seal(std::string_view key, std::string_view plain);
std::optional<std::string> open(std::string_view key, std::string_view sealed);
std::string keyed_hash_hex(std::string_view key, std::string_view plain);

} // namespace motcua::crypto
