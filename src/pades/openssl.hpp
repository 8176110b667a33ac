#pragma once

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

/// Owners of what OpenSSL hands out. Private to this folder.
namespace motcua::pades {

template <auto Free>
struct Freed {
    void operator()(auto* owned) const { Free(owned); }
};
void free_certificates(STACK_OF(X509) * certificates);

using CertificatePointer = std::unique_ptr<X509, Freed<X509_free>>;
using CertificatesPointer = std::unique_ptr<STACK_OF(X509), Freed<free_certificates>>;
using PrivateKeyPointer = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using DigestPointer = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using MessagePointer = std::unique_ptr<CMS_ContentInfo, Freed<CMS_ContentInfo_free>>;
using BioPointer = std::unique_ptr<BIO, Freed<BIO_free_all>>;

/// The newest reason in this thread's queue of OpenSSL, which is emptied: one line without secrets.
std::string last_reason();

/// DER of whatever OpenSSL writes by `i2d_…`. Throws std::runtime_error when it does not.
template <class Thing>
std::string der_of(int (*write)(Thing, unsigned char**), Thing thing);
[[noreturn]] void fail(std::string_view what);

template <class Thing>
std::string der_of(int (*write)(Thing, unsigned char**), Thing thing) {
    unsigned char* bytes = nullptr;
    const int length = write(thing, &bytes);
    if (length < 0) fail("a structure cannot be written as DER");
    std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return der;
}

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace motcua::pades
