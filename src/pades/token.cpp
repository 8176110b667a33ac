// The engine interface is the only way to a token in OpenSSL 3.0 of Debian 12, though called old there.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "pades/token.hpp"

#include <openssl/engine.h>

#include <map>
#include <stdexcept>
#include <string_view>

namespace motcua::pades::token {

namespace {

std::mutex& the_turn() {
    static std::mutex mutex;
    return mutex;
}

/// One engine for each driver, for the life of the program: libp11 does not come back from being let go.
ENGINE* engine_for(const std::string& module) {
    static std::map<std::string, ENGINE*> engines;
    if (const auto known = engines.find(module); known != engines.end()) return known->second;
    ENGINE_load_dynamic();
    ENGINE* engine = ENGINE_by_id("pkcs11");
    if (!engine) fail("the engine pkcs11 is missing (package libengine-pkcs11-openssl)");
    if (ENGINE_ctrl_cmd_string(engine, "MODULE_PATH", module.c_str(), 0) != 1 || ENGINE_init(engine) != 1) {
        ENGINE_free(engine);
        fail(module + " cannot be used");
    }
    engines.emplace(module, engine);
    return engine;
}

/// The value of `module-path` behind the question mark, percent signs decoded by nobody: paths of drivers have none.
std::string module_of(std::string_view address) {
    const auto query = address.find('?');
    constexpr std::string_view name = "module-path=";
    const auto found = query == std::string_view::npos ? query : address.find(name, query);
    if (found == std::string_view::npos) throw std::runtime_error("the address of a token needs ?module-path=…");
    const auto rest = address.substr(found + name.size());
    return std::string(rest.substr(0, rest.find('&')));
}

struct CertificateQuestion {
    const char* address;
    X509* certificate;
};

} // namespace

std::unique_lock<std::mutex> turn() {
    return std::unique_lock(the_turn());
}

Found open(const std::string& address, const std::string& pin) {
    const auto held = turn();
    ENGINE* engine = engine_for(module_of(address));
    const auto object = address.substr(0, address.find('?'));
    if (ENGINE_ctrl_cmd_string(engine, "PIN", pin.c_str(), 0) != 1) fail("the token takes no PIN");
    ENGINE_ctrl_cmd(engine, "FORCE_LOGIN", 0, nullptr, nullptr, 1);
    CertificateQuestion question{object.c_str(), nullptr};
    ENGINE_ctrl_cmd(engine, "LOAD_CERT_CTRL", 0, &question, nullptr, 1);
    CertificatePointer certificate(question.certificate);
    if (!certificate) fail(object + ": the token gives no such certificate");
    PrivateKeyPointer key(ENGINE_load_private_key(engine, object.c_str(), nullptr, nullptr));
    if (!key) fail(object + ": the token gives no such key");
    return {std::move(key), std::move(certificate)};
}

} // namespace motcua::pades::token
