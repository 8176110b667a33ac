#include "base/crypto.hpp"

#include <sodium.h>

#include <new>
#include <stdexcept>

namespace motcua::crypto {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string random_of(std::string_view alphabet, std::size_t count) {
    std::string result(count, '\0');
    for (auto& letter : result) letter = alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return result;
}

void require_key(std::string_view key) {
    if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES) throw std::invalid_argument("a key of 32 bytes is needed");
}

} // namespace

static_assert(sizeof(crypto_hash_sha256_state) <= 128);

void start() {
    // The kernel seeds it once a thread; asking the kernel for every id and every seal would be half a dozen calls a submission.
    randombytes_set_implementation(&randombytes_internal_implementation);
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
}

Sha256 sha256(std::string_view bytes) {
    Sha256 digest;
    crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
    return digest;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result;
    result.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        result += digits[byte >> 4];
        result += digits[byte & 15];
    }
    return result;
}

std::string sha256_hex(std::string_view bytes) {
    return hex(sha256(bytes));
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> digest;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
    crypto_auth_hmacsha256_final(&state, digest.data());
    return hex(digest);
}

Sha256Stream::Sha256Stream() {
    crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()));
}

void Sha256Stream::add(std::string_view bytes) {
    crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()), bytes_of(bytes), bytes.size());
}

std::string Sha256Stream::finish_hex() {
    Sha256 digest;
    crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(state_.data()), digest.data());
    return hex(digest);
}

std::string random_token(std::size_t bytes) {
    std::string raw(bytes, '\0');
    randombytes_buf(raw.data(), raw.size());
    return base64url(raw);
}

std::string random_digits(std::size_t count) {
    return random_of("0123456789", count);
}

std::string random_letters(std::size_t count) {
    return random_of("ABCDEFGHJKMNPQRSTUVWXYZ23456789", count);
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string result(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(result.data(), result.size(), bytes_of(bytes), bytes.size(), variant);
    result.pop_back(); // the terminating zero
    return result;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string result(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(bytes_of(result), result.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    result.resize(size);
    return result;
}

bool equal(std::string_view left, std::string_view right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string hash_password(std::string_view password, PasswordCost cost) {
    const bool staff = cost == PasswordCost::staff;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), staff ? 3 : 2, (staff ? 64ULL : 19ULL) << 20) != 0)
        throw std::bad_alloc();
    hash.resize(hash.find('\0'));
    return hash;
}

bool verify_password(std::string_view hash, std::string_view password) {
    const std::string terminated(hash);
    return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

std::string seal(std::string_view key, std::string_view plain) {
    require_key(key);
    constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    std::string sealed(nonce_bytes + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    randombytes_buf(sealed.data(), nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(plain), plain.size(), nullptr, 0, nullptr,
                                               bytes_of(sealed), bytes_of(key));
    return sealed;
}

std::optional<std::string> open(std::string_view key, std::string_view sealed) {
    require_key(key);
    constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
    std::string plain(sealed.size() - nonce_bytes - tag_bytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, bytes_of(sealed) + nonce_bytes,
                                                   sealed.size() - nonce_bytes, nullptr, 0, bytes_of(sealed), bytes_of(key)) != 0)
        return std::nullopt;
    return plain;
}

std::string keyed_hash_hex(std::string_view key, std::string_view plain) {
    require_key(key);
    std::array<std::uint8_t, 32> digest;
    crypto_generichash(digest.data(), digest.size(), bytes_of(plain), plain.size(), bytes_of(key), key.size());
    return hex(digest);
}

} // namespace motcua::crypto
