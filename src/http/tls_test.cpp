#include "http/site_test.hpp"

#include <doctest/doctest.h>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdio>

using namespace motcua::http;
using namespace motcua::http::testing;

namespace {

/// Writes a key and a certificate that it signed itself, for `localhost`.
void make_certificate(const std::filesystem::path& certificate_file, const std::filesystem::path& key_file) {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    std::FILE* file = std::fopen(certificate_file.c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
    file = std::fopen(key_file.c_str(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

struct Certificate {
    Certificate() {
        const auto front = (std::filesystem::temp_directory_path() / ("motcua_tls_" + std::to_string(::getpid()))).string();
        certificate_file = front + ".crt";
        key_file = front + ".key";
        make_certificate(certificate_file, key_file);
    }
    ~Certificate() {
        std::filesystem::remove(certificate_file);
        std::filesystem::remove(key_file);
    }
    std::string certificate_file, key_file;
};

struct Spoken {
    bool connected = false;
    std::string version;
    std::string answer;
};

/// Connects with TLS of at most `version`, sends `request` and reads until the server ends.
Spoken speak_tls(const std::string& address, int version, const std::string& request) {
    Spoken spoken;
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, version);
    BIO* bio = BIO_new_ssl_connect(context);
    BIO_set_conn_hostname(bio, address.c_str());
    spoken.connected = BIO_do_connect(bio) == 1 && BIO_do_handshake(bio) == 1;
    if (spoken.connected) {
        SSL* ssl = nullptr;
        BIO_get_ssl(bio, &ssl);
        spoken.version = SSL_get_version(ssl);
        BIO_write(bio, request.data(), static_cast<int>(request.size()));
        char piece[4096];
        for (int bytes = 0; (bytes = BIO_read(bio, piece, sizeof piece)) > 0;) spoken.answer.append(piece, static_cast<std::size_t>(bytes));
    }
    BIO_free_all(bio);
    SSL_CTX_free(context);
    return spoken;
}

} // namespace

TEST_CASE("a server with a certificate speaks TLS 1.2 and 1.3, nothing older, and its requests are secure") {
    const Certificate certificate;
    ServerSettings settings;
    settings.certificate_file = certificate.certificate_file;
    settings.key_file = certificate.key_file;
    Site site(settings);
    const std::string large(100'000, 'x');
    site.answer = [&](Request& request) {
        return Response::text(200, "text/plain", (request.secure ? "secure " : "open ") + request.path + large);
    };
    const std::string two = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const auto spoken = speak_tls(site.address(), version, two);
        CHECK(spoken.version == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"));
        CHECK(spoken.answer.find("secure /1" + large + "HTTP/1.1 200 OK") != std::string::npos);
        CHECK(spoken.answer.ends_with("secure /2" + large));
    }
    CHECK_FALSE(speak_tls(site.address(), TLS1_1_VERSION, two).connected);
    RawClient plain(site.address());
    plain.send(get("/"));
    CHECK(plain.answer().status == 0);
}

TEST_CASE("a server does not start with a certificate it cannot read") {
    ServerSettings settings;
    settings.certificate_file = "/nowhere.crt";
    settings.key_file = "/nowhere.key";
    CHECK_THROWS(Site{settings});
}
