#pragma once

#include "base/crypto.hpp"
#include "pades/certificate.hpp"
#include "pades/key.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Signatures apart from what they sign (CMS, RFC 5652) as PAdES baseline asks for them (ETSI EN 319 142-1). Private to this folder.
namespace motcua::pades {

/// A detached signature over content of this digest: content type, digest and signing certificate are signed with it, a signing time is
/// not (its place is the document). Holds the certificate and those above it. The same for the same digest and RSA key.
std::string signed_message(const crypto::Sha256& digest, const Key& key);

/// How long a signed_message() of this key can be, in bytes.
std::size_t room_for_message(const Key& key);

/// A message as it was found in a document.
struct Message {
    Certificate certificate;         ///< of who signed
    std::vector<std::string> others; ///< DER of the other certificates that came with it
    std::string digest_name;         ///< `SHA256`, `SHA1`, as OpenSSL calls them
    bool strong = false;             ///< SHA-256 or longer
    std::string digest;              ///< of the content, as the signer signed it
    bool intact = false;             ///< the signature over the signed attributes holds, by this very certificate
};
/// Nothing when the bytes are no detached signature of one signer with signed attributes and the signer's certificate in it.
std::optional<Message> read_message(std::string_view der);

} // namespace motcua::pades
