#include "pades/certificate.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "pades/openssl.hpp"

#include <openssl/pem.h>

#include <ctime>

namespace motcua::pades {

namespace {

constexpr std::size_t longest_certificate = 16 * 1024;
constexpr std::size_t longest_name = 200;
constexpr int longest_chain = 8;

std::string entry(const X509_NAME* name, int nid) {
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0) return {};
    unsigned char* bytes = nullptr;
    const int length = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (length < 0) {
        last_reason();
        return {};
    }
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    if (text.size() > longest_name || !is_utf8(text)) return {};
    return tidy(text);
}

Instant instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return {static_cast<std::int64_t>(timegm(&parts)) * 1000};
}

std::string serial_of(X509* certificate) {
    const auto* number = X509_get0_serialNumber(certificate);
    const auto* bytes = ASN1_STRING_get0_data(number);
    return crypto::hex({bytes, static_cast<std::size_t>(ASN1_STRING_length(number))});
}

CertificatePointer bounded(std::string_view der) {
    if (der.size() > longest_certificate) return nullptr;
    const auto* at = bytes_of(der);
    CertificatePointer certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate) last_reason();
    return certificate;
}

} // namespace

std::optional<Certificate> read_certificate(std::string_view der) {
    const auto certificate = bounded(der);
    if (!certificate) return std::nullopt;
    const auto* subject = X509_get_subject_name(certificate.get());
    auto organisation = entry(subject, NID_organizationName);
    if (organisation.empty()) organisation = entry(subject, NID_organizationalUnitName);
    const std::string own = der_of<const X509*>(i2d_X509, certificate.get());
    return Certificate{own,
                       crypto::sha256_hex(own),
                       entry(subject, NID_commonName),
                       std::move(organisation),
                       entry(X509_get_issuer_name(certificate.get()), NID_commonName),
                       serial_of(certificate.get()),
                       instant_of(X509_get0_notBefore(certificate.get())),
                       instant_of(X509_get0_notAfter(certificate.get()))};
}

struct Authorities::State {
    std::unique_ptr<X509_STORE, Freed<X509_STORE_free>> store{X509_STORE_new()};
    int count = 0;
};

Authorities::Authorities() : state_(std::make_unique<State>()) {}
Authorities::~Authorities() = default;
Authorities::Authorities(Authorities&&) noexcept = default;
Authorities& Authorities::operator=(Authorities&&) noexcept = default;

Authorities Authorities::of_file(const std::string& file) {
    Authorities authorities;
    const BioPointer source(BIO_new_file(file.c_str(), "r"));
    if (!source) fail(file);
    while (const auto certificate = CertificatePointer(PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr))) {
        X509_STORE_add_cert(authorities.state_->store.get(), certificate.get());
        ++authorities.state_->count;
    }
    if (authorities.empty()) fail(file + " holds no certificate");
    last_reason(); // the end of the file counts as an error there
    return authorities;
}

bool Authorities::empty() const {
    return state_->count == 0;
}

bool Authorities::vouch_for(std::string_view der, const std::vector<std::string>& others, Instant at) const {
    const auto certificate = bounded(der);
    if (empty() || !certificate) return false;
    const CertificatesPointer between(sk_X509_new_null());
    for (const auto& other : others)
        if (auto one = bounded(other); one && sk_X509_num(between.get()) < longest_chain) sk_X509_push(between.get(), one.release());
    const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> question(X509_STORE_CTX_new());
    if (X509_STORE_CTX_init(question.get(), state_->store.get(), certificate.get(), between.get()) != 1) fail("a certificate question");
    X509_STORE_CTX_set_time(question.get(), 0, static_cast<std::time_t>(at.ms / 1000));
    X509_STORE_CTX_set_depth(question.get(), longest_chain);
    const bool vouched = X509_verify_cert(question.get()) == 1;
    last_reason();
    return vouched;
}

} // namespace motcua::pades
