#pragma once

#include "pades/certificate.hpp"
#include "pades/scan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::pades {

/// One signature of a document, looked at. Says what holds; whether the signer is anybody is for the caller to judge.
struct Checked {
    bool whole = false;  ///< covers the whole file as it is now
    bool intact = false; ///< what it covers is what was signed, by the key of `certificate`
    bool strong = false; ///< SHA-256 or longer
    std::optional<Certificate> certificate;
    std::vector<std::string> others;   ///< certificates that came along, DER
    std::optional<Instant> claimed_at; ///< by the signer's own word
    std::size_t end = 0;               ///< how many bytes of the file it covers, its own message included
    std::string covered_sha256;        ///< hex, of the file up to the end of this signature's spans, message included
};
/// In the order of the file. Never throws for what the bytes are; reads every byte once for each signature.
std::vector<Checked> check_signatures(std::string_view pdf);

} // namespace motcua::pades
