#include "pades/verification.hpp"

#include "base/crypto.hpp"
#include "pades/cms.hpp"
#include "pades/openssl.hpp"

#include <array>

namespace motcua::pades {

namespace {

/// Of the two spans of bytes, by the signer's own algorithm.
std::string digest_of(std::string_view pdf, const Span& span, const std::string& algorithm) {
    const auto* method = EVP_get_digestbyname(algorithm.c_str());
    const DigestPointer context(EVP_MD_CTX_new());
    if (!method || EVP_DigestInit_ex(context.get(), method, nullptr) != 1) return {};
    EVP_DigestUpdate(context.get(), pdf.data(), span.first_length);
    EVP_DigestUpdate(context.get(), pdf.data() + span.second_begin, span.second_length);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1) return {};
    return {reinterpret_cast<const char*>(digest.data()), length};
}

Checked checked(std::string_view pdf, const Span& span) {
    Checked one{.whole = span.whole,
                .claimed_at = span.claimed_at,
                .end = span.end(),
                .covered_sha256 = crypto::sha256_hex(pdf.substr(0, span.end()))};
    auto message = read_message(span.message);
    if (!message) return one;
    const auto digest = digest_of(pdf, span, message->digest_name);
    one.strong = message->strong;
    one.intact = message->intact && !digest.empty() && digest == message->digest;
    one.certificate = std::move(message->certificate);
    one.others = std::move(message->others);
    return one;
}

} // namespace

std::vector<Checked> check_signatures(std::string_view pdf) {
    std::vector<Checked> all;
    for (const auto& span : find_signatures(pdf)) all.push_back(checked(pdf, span));
    return all;
}

} // namespace motcua::pades
