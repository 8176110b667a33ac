#include "pades/cms.hpp"

#include "pades/der.hpp"
#include "pades/openssl.hpp"

#include <algorithm>
#include <array>

namespace motcua::pades {

namespace {

constexpr std::size_t longest_message = 128 * 1024;
constexpr int most_certificates = 16;

std::string_view text_of(const crypto::Sha256& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

CertificatePointer parsed(std::string_view der) {
    const auto* at = bytes_of(der);
    return CertificatePointer(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

std::string attribute(int nid, std::string_view value) {
    return der::sequence({der::object(nid), der::set({std::string(value)})});
}

/// CAdES binds the signature to this one certificate, so that another one of the same key cannot be put in its place.
std::string certificate_attribute(const Certificate& certificate) {
    const auto hash = der::sequence({der::octets(text_of(crypto::sha256(certificate.der)))});
    return attribute(NID_id_smime_aa_signingCertificateV2, der::sequence({der::sequence({hash})}));
}

std::string sha256_algorithm() {
    return der::sequence({der::object(NID_sha256)});
}

std::string signature_algorithm(const Key& key) {
    if (key.is_rsa()) return der::sequence({der::object(NID_rsaEncryption), der::null()});
    return der::sequence({der::object(NID_ecdsa_with_SHA256)});
}

/// Issuer and serial number: how a message names the certificate of its signer.
std::string issuer_and_serial(const Certificate& certificate) {
    const auto own = parsed(certificate.der);
    return der::sequence({der_of<const X509_NAME*>(i2d_X509_NAME, X509_get_issuer_name(own.get())),
                          der_of<const ASN1_INTEGER*>(i2d_ASN1_INTEGER, X509_get0_serialNumber(own.get()))});
}

bool is_strong(int nid) {
    return nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512;
}

std::vector<std::string> certificates_in(CMS_ContentInfo* message) {
    std::vector<std::string> found;
    const CertificatesPointer certificates(CMS_get1_certs(message));
    const int count = certificates ? sk_X509_num(certificates.get()) : 0;
    for (int i = 0; i < std::min(count, most_certificates); ++i)
        found.push_back(der_of<const X509*>(i2d_X509, sk_X509_value(certificates.get(), i)));
    return found;
}

/// When the signer bound a certificate by its hash, it must be the one that came. Signatures without that are older than
/// PAdES and hold nevertheless.
bool names_certificate(CMS_SignerInfo* signer, const Certificate& certificate) {
    const auto* type = OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2);
    const int at = CMS_signed_get_attr_by_OBJ(signer, type, -1);
    if (at < 0) return true;
    const auto* value = static_cast<ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(signer, type, -3, V_ASN1_SEQUENCE));
    if (!value) return false;
    const std::string_view bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                                 static_cast<std::size_t>(ASN1_STRING_length(value)));
    for (const auto* method : {EVP_sha256(), EVP_sha384(), EVP_sha512()}) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
        unsigned int length = 0;
        EVP_Digest(certificate.der.data(), certificate.der.size(), hash.data(), &length, method, nullptr);
        if (bytes.find(std::string_view(reinterpret_cast<const char*>(hash.data()), length)) != std::string_view::npos) return true;
    }
    return false;
}

CMS_SignerInfo* only_signer(CMS_ContentInfo* message) {
    if (OBJ_obj2nid(CMS_get0_type(message)) != NID_pkcs7_signed || CMS_is_detached(message) != 1) return nullptr;
    auto* signers = CMS_get0_SignerInfos(message);
    if (!signers || sk_CMS_SignerInfo_num(signers) != 1) return nullptr;
    auto* signer = sk_CMS_SignerInfo_value(signers, 0);
    return CMS_signed_get_attr_count(signer) > 0 ? signer : nullptr;
}

std::optional<std::string> signed_digest(CMS_SignerInfo* signer) {
    const auto* value =
        static_cast<ASN1_OCTET_STRING*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    if (!value) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<std::size_t>(ASN1_STRING_length(value)));
}

std::optional<Message> read_signer(CMS_ContentInfo* content, CMS_SignerInfo* signer) {
    X509_ALGOR* algorithm = nullptr;
    X509* own = nullptr;
    CMS_set1_signers_certs(content, nullptr, 0); // gives the signer the certificate that its issuer and serial number name
    CMS_SignerInfo_get0_algs(signer, nullptr, &own, &algorithm, nullptr);
    const auto digest = signed_digest(signer);
    if (!own || !digest) return std::nullopt;
    const auto certificate = read_certificate(der_of<const X509*>(i2d_X509, own));
    if (!certificate) return std::nullopt;
    const ASN1_OBJECT* kind = nullptr;
    X509_ALGOR_get0(&kind, nullptr, nullptr, algorithm);
    const int nid = OBJ_obj2nid(kind);
    const char* name = OBJ_nid2sn(nid);
    Message message{*certificate, certificates_in(content), name ? name : "", is_strong(nid), *digest};
    message.intact = CMS_SignerInfo_verify(signer) == 1 && names_certificate(signer, *certificate);
    return message;
}

} // namespace

std::string signed_message(const crypto::Sha256& digest, const Key& key) {
    const auto& certificate = key.certificate();
    const auto attributes =
        der::set({attribute(NID_pkcs9_contentType, der::object(NID_pkcs7_data)),
                  attribute(NID_pkcs9_messageDigest, der::octets(text_of(digest))), certificate_attribute(certificate)});
    // Signed as a set, stored under a tag of its own (RFC 5652, 5.4).
    std::string stored = attributes;
    stored[0] = static_cast<char>(0xa0);
    const auto signer = der::sequence({der::small_integer(1), issuer_and_serial(certificate), sha256_algorithm(), stored,
                                       signature_algorithm(key), der::octets(key.sign(attributes))});
    std::string certificates = certificate.der;
    for (const auto& above : key.chain()) certificates += above;
    const auto data = der::sequence({der::small_integer(1), der::set({sha256_algorithm()}), der::sequence({der::object(NID_pkcs7_data)}),
                                     der::tagged(0xa0, certificates), der::set({signer})});
    return der::sequence({der::object(NID_pkcs7_signed), der::tagged(0xa0, data)});
}

std::size_t room_for_message(const Key& key) {
    constexpr std::size_t signature_and_attributes = 2048; // an RSA key of 8192 bits and its names fit
    std::size_t room = signature_and_attributes + 2 * key.certificate().der.size();
    for (const auto& above : key.chain()) room += above.size();
    return room;
}

std::optional<Message> read_message(std::string_view der) {
    if (der.empty() || der.size() > longest_message) return std::nullopt;
    const auto* at = bytes_of(der);
    const MessagePointer content(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    auto* signer = content ? only_signer(content.get()) : nullptr;
    auto message = signer ? read_signer(content.get(), signer) : std::nullopt;
    last_reason();
    return message;
}

} // namespace motcua::pades
