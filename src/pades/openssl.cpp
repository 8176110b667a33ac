#include "pades/openssl.hpp"

#include <openssl/err.h>

#include <array>
#include <stdexcept>

namespace motcua::pades {

void free_certificates(STACK_OF(X509) * certificates) {
    sk_X509_pop_free(certificates, X509_free);
}

std::string last_reason() {
    unsigned long code = 0;
    while (const auto next = ERR_get_error()) code = next;
    if (code == 0) return "unknown reason";
    std::array<char, 256> text{};
    ERR_error_string_n(code, text.data(), text.size());
    return text.data();
}

void fail(std::string_view what) {
    throw std::runtime_error(std::string(what) + ": " + last_reason());
}

} // namespace motcua::pades
