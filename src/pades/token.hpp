#pragma once

#include "pades/openssl.hpp"

#include <mutex>
#include <string>

/// Keys in a PKCS#11 token, through OpenSSL's engine `pkcs11`. Private to this folder.
namespace motcua::pades::token {

struct Found {
    PrivateKeyPointer key;
    CertificatePointer certificate;
};

/// `address` is `pkcs11:token=…;object=…?module-path=/usr/lib/….so`; key and certificate bear the same name there.
/// Throws std::runtime_error.
Found open(const std::string& address, const std::string& pin);

/// Held while a token works: drivers are rarely made for two threads.
std::unique_lock<std::mutex> turn();

} // namespace motcua::pades::token
