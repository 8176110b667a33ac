#include "pades/trial.hpp"

#include "base/crypto.hpp"
#include "pades/openssl.hpp"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace motcua::pades {

namespace {

PrivateKeyPointer new_key(bool elliptic) {
    PrivateKeyPointer key(elliptic ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048));
    if (!key) fail("a trial key cannot be made");
    return key;
}

void put_name(X509_NAME* name, const char* field, const std::string& text) {
    if (!text.empty()) X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes_of(text), static_cast<int>(text.size()), -1, 0);
}

void put_extension(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) fail("a trial certificate cannot be made");
}

CertificatePointer new_certificate(EVP_PKEY* key, const TrialKey& trial, const std::string& name, const std::string& organisation) {
    CertificatePointer certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    const auto serial = crypto::sha256(crypto::random_token());
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(BN_bin2bn(serial.data(), 15, nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get()));
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), trial.from.ms / 1000);
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), trial.until.ms / 1000);
    X509_set_pubkey(certificate.get(), key);
    auto* subject = X509_get_subject_name(certificate.get());
    put_name(subject, "C", "VN");
    put_name(subject, "O", organisation);
    put_name(subject, "CN", name);
    return certificate;
}

struct Authority {
    PrivateKeyPointer key;
    CertificatePointer certificate;
};

Authority new_authority(const TrialKey& trial) {
    auto key = new_key(trial.elliptic);
    auto certificate = new_certificate(key.get(), trial, trial.authority, trial.organisation);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    put_extension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    put_extension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    put_extension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash");
    if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) fail("a trial certificate cannot be signed");
    return {std::move(key), std::move(certificate)};
}

CertificatePointer holder_certificate(EVP_PKEY* key, const TrialKey& trial, const Authority& authority) {
    auto certificate = new_certificate(key, trial, trial.name, trial.organisation);
    auto* above = authority.certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(above));
    put_extension(certificate.get(), above, NID_basic_constraints, "critical,CA:FALSE");
    put_extension(certificate.get(), above, NID_key_usage, "critical,digitalSignature,nonRepudiation");
    put_extension(certificate.get(), above, NID_subject_key_identifier, "hash");
    put_extension(certificate.get(), above, NID_authority_key_identifier, "keyid:always");
    if (X509_sign(certificate.get(), authority.key.get(), EVP_sha256()) == 0) fail("a trial certificate cannot be signed");
    return certificate;
}

std::string pem_of(X509* certificate) {
    const BioPointer memory(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(memory.get(), certificate);
    char* text = nullptr;
    const auto length = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

void write_private(const std::filesystem::path& file, const std::string& bytes) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400);
    const bool written = descriptor >= 0 && ::write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                         ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!written) throw std::system_error(error, std::generic_category(), file.string());
}

} // namespace

std::string make_trial_key(const std::filesystem::path& file, const std::string& password, const TrialKey& trial) {
    const auto authority = new_authority(trial);
    const auto key = new_key(trial.elliptic);
    const auto certificate = holder_certificate(key.get(), trial, authority);
    const CertificatesPointer chain(sk_X509_new_null());
    X509_up_ref(authority.certificate.get());
    sk_X509_push(chain.get(), authority.certificate.get());
    const std::unique_ptr<PKCS12, Freed<PKCS12_free>> bag(
        PKCS12_create(password.c_str(), trial.name.c_str(), key.get(), certificate.get(), chain.get(), 0, 0, 0, 0, 0));
    if (!bag) fail("a trial key cannot be packed");
    write_private(file, der_of<const PKCS12*>(i2d_PKCS12, bag.get()));
    return pem_of(authority.certificate.get());
}

} // namespace motcua::pades
