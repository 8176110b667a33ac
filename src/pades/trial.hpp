#pragma once

#include "base/time.hpp"

#include <filesystem>
#include <string>
#include <string_view>

/// Keys for trying out (khoá thử), made here instead of by an authority that anybody believes.
namespace motcua::pades {

struct TrialKey {
    std::string name;         ///< common name of the holder
    std::string organisation; ///< of the holder
    std::string authority;    ///< common name of the authority that is made along with it
    Instant from;
    Instant until;
    bool elliptic = false; ///< P-256 instead of RSA of 2048 bits
};

/// Writes a PKCS#12 file with mode 0400: key, certificate and that of its authority, whose own key is thrown away. Returns the authority's
/// certificate as PEM. Throws when the file is there already or cannot be written.
std::string make_trial_key(const std::filesystem::path& file, const std::string& password, const TrialKey& trial);

} // namespace motcua::pades
