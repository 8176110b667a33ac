#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "pades/key.hpp"

#include <string>
#include <string_view>

/// PDF signatures of the form PAdES baseline B (ETSI EN 319 142-1): whoever opens the file sees who signed and whether it was changed.
namespace motcua::pades {

/// What the document says of a signature (ký số).
struct Signing {
    Instant at; ///< the signer's word for the time: no authority of time vouches for it
    std::string reason;
    std::string location;
};

/// Whether signed_pdf() would take it. Refusals, all Kind::invalid: `pades.not_pdf` (damaged, or none), `pades.encrypted`, `pades.locked`
/// (its author certified it against every change), `pades.dynamic_form` (XFA, which shows other pages than it holds).
Result<void> signable(std::string_view pdf);

/// The document with one signature more, appended: not one byte before it changes, so earlier signatures go on to hold. The same
/// document, key (RSA) and words give the same bytes. Refuses as signable(); throws when the key fails.
Result<std::string> signed_pdf(std::string_view pdf, const Key& key, const Signing& about);

} // namespace motcua::pades
