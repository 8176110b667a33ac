#pragma once

#include "pades/certificate.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::pades {

/// Where a key lies: a PKCS#12 file, or `pkcs11:…` (RFC 7512) of a token whose driver `module-path` names in the same address.
struct KeySource {
    std::string owner; ///< a unit's identifier and all below it, `*` the whole province, `@login` a person
    std::string address;
    std::filesystem::path password_file; ///< of the file, or the PIN; its last line break does not count
};

/// `OWNER ADDRESS PASSWORD-FILE`, as in the configuration; nothing when it is not so.
std::optional<KeySource> parse_key_source(std::string_view text);

/// Whose keys there are. (khoá ký)
class KeyRing {
  public:
    KeyRing() = default;
    explicit KeyRing(std::vector<KeySource> sources) : sources_(std::move(sources)) {}

    bool empty() const { return sources_.empty(); }
    const std::vector<KeySource>& sources() const { return sources_; }
    const KeySource* of_person(std::string_view login) const;
    /// `identifiers`: of the unit and of those above it, the nearest first.
    const KeySource* of_unit(const std::vector<std::string>& identifiers) const;

  private:
    std::vector<KeySource> sources_;
};

/// A key ready to sign, with its certificate: RSA or elliptic curve, always with SHA-256. The private key of a token never leaves it.
/// Open it where it is used and let it go: a token that was pulled out and put back works again. Thread-safe, one signature at a time
/// for tokens.
class Key {
  public:
    /// Throws std::runtime_error with a reason that names the owner and never the password.
    static Key open(const KeySource& source);
    ~Key();
    Key(Key&&) noexcept;
    Key& operator=(Key&&) noexcept;

    const Certificate& certificate() const;
    /// Certificates of the authorities above it, as DER; what the PKCS#12 file brought.
    const std::vector<std::string>& chain() const;

    /// The raw signature of `bytes`. Throws when the token says no.
    std::string sign(std::string_view bytes) const;
    bool is_rsa() const;

  private:
    struct State;
    explicit Key(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace motcua::pades
