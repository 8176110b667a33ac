#include "pades/key.hpp"

#include "base/text.hpp"
#include "pades/openssl.hpp"
#include "pades/token.hpp"

#include <openssl/pkcs12.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace motcua::pades {

namespace {

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error(file.string() + " cannot be read");
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string password_of(const KeySource& source) {
    auto password = read_file(source.password_file);
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r')) password.pop_back();
    return password;
}

/// A key, its certificate and what stands above it.
struct Found {
    PrivateKeyPointer key;
    CertificatePointer certificate;
    CertificatesPointer chain;
};

Found open_file(const KeySource& source) {
    const auto bytes = read_file(source.address);
    const auto* at = bytes_of(bytes);
    const std::unique_ptr<PKCS12, Freed<PKCS12_free>> bag(d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size())));
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* chain = nullptr;
    const bool opened = bag && PKCS12_parse(bag.get(), password_of(source).c_str(), &key, &certificate, &chain) == 1;
    Found found{PrivateKeyPointer(key), CertificatePointer(certificate), CertificatesPointer(chain)};
    if (!opened) fail(source.address + " cannot be opened with its password");
    return found;
}

Found open_token(const KeySource& source) {
    auto found = token::open(source.address, password_of(source));
    return {std::move(found.key), std::move(found.certificate), nullptr};
}

} // namespace

std::optional<KeySource> parse_key_source(std::string_view text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ' '))
        if (!trim(word).empty()) words.emplace_back(trim(word));
    if (words.size() != 3) return std::nullopt;
    return KeySource{words[0], words[1], words[2]};
}

const KeySource* KeyRing::of_person(std::string_view login) const {
    for (const auto& source : sources_)
        if (source.owner.starts_with('@') && std::string_view(source.owner).substr(1) == login) return &source;
    return nullptr;
}

const KeySource* KeyRing::of_unit(const std::vector<std::string>& identifiers) const {
    for (const auto& identifier : identifiers)
        for (const auto& source : sources_)
            if (!identifier.empty() && source.owner == identifier) return &source;
    for (const auto& source : sources_)
        if (source.owner == "*") return &source;
    return nullptr;
}

struct Key::State {
    PrivateKeyPointer key;
    Certificate certificate;
    std::vector<std::string> chain;
    bool on_token = false;
};

Key::Key(std::unique_ptr<State> state) : state_(std::move(state)) {}
Key::~Key() = default;
Key::Key(Key&&) noexcept = default;
Key& Key::operator=(Key&&) noexcept = default;

Key Key::open(const KeySource& source) {
    try {
        const bool on_token = source.address.starts_with("pkcs11:");
        auto found = on_token ? open_token(source) : open_file(source);
        if (!found.key || !found.certificate) throw std::runtime_error(source.address + " lacks a key or its certificate");
        if (X509_check_private_key(found.certificate.get(), found.key.get()) != 1) fail("key and certificate do not belong together");
        const int kind = EVP_PKEY_get_base_id(found.key.get());
        if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC) throw std::runtime_error("want an RSA key or one of an elliptic curve");
        auto state = std::make_unique<State>();
        state->certificate = read_certificate(der_of<const X509*>(i2d_X509, found.certificate.get())).value();
        for (int i = 0; i < (found.chain ? sk_X509_num(found.chain.get()) : 0); ++i)
            state->chain.push_back(der_of<const X509*>(i2d_X509, sk_X509_value(found.chain.get(), i)));
        state->key = std::move(found.key);
        state->on_token = on_token;
        return Key(std::move(state));
    } catch (const std::exception& trouble) {
        throw std::runtime_error("signing key of " + source.owner + ": " + trouble.what());
    }
}

const Certificate& Key::certificate() const {
    return state_->certificate;
}

const std::vector<std::string>& Key::chain() const {
    return state_->chain;
}

std::string Key::sign(std::string_view bytes) const {
    const auto one_at_a_time = state_->on_token ? token::turn() : std::unique_lock<std::mutex>();
    const DigestPointer context(EVP_MD_CTX_new());
    std::size_t length = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, state_->key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, bytes_of(bytes), bytes.size()) != 1)
        fail("the key does not sign");
    std::string signature(length, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes_of(bytes), bytes.size()) != 1)
        fail("the key does not sign");
    signature.resize(length);
    return signature;
}

bool Key::is_rsa() const {
    return EVP_PKEY_get_base_id(state_->key.get()) == EVP_PKEY_RSA;
}

} // namespace motcua::pades
