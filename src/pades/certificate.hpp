#pragma once

#include "base/time.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::pades {

/// What a certificate (chứng thư số) says of its holder. All text is UTF-8 and bounded; nothing of it is believed by itself.
struct Certificate {
    std::string der;
    std::string fingerprint;  ///< SHA-256 of `der`, hex
    std::string name;         ///< common name
    std::string organisation; ///< O, or OU when there is no O
    std::string issuer;       ///< common name of who issued it
    std::string serial;       ///< hex
    Instant valid_from;
    Instant valid_until;

    bool valid_at(Instant at) const { return valid_from <= at && at <= valid_until; }
};
/// Nothing when the bytes are no certificate, or more than 16 KB.
std::optional<Certificate> read_certificate(std::string_view der);

/// Authorities (cơ quan cấp chứng thư) that a province believes, read from a PEM file.
class Authorities {
  public:
    Authorities();
    ~Authorities();
    Authorities(Authorities&&) noexcept;
    Authorities& operator=(Authorities&&) noexcept;

    /// Throws std::runtime_error when the file cannot be read or holds no certificate.
    static Authorities of_file(const std::string& file);

    bool empty() const;
    /// Whether `der` leads by way of `others` to one of these, all of them being valid at `at`.
    bool vouch_for(std::string_view der, const std::vector<std::string>& others, Instant at) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace motcua::pades
