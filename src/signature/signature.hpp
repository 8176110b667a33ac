#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "pades/verification.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::signature {

/// How far the signing of a document has come. `failed`: this document cannot be signed, whatever is done.
enum class State { waiting, signed_, failed };

/// A document of a dossier that is to be signed, or was. (kết quả được ký số)
struct Signing {
    Id unit = 0;
    Id dossier = 0;
    Id document = 0; ///< as it came
    std::string code;
    std::string procedure; ///< its code
    Id by_unit = 0;        ///< whose result it is, and whose key signs it: the competent unit
    State state = State::waiting;
    Id asked_by = 0;
    Instant asked_at;
    std::string reason; ///< key of a sentence; empty while nothing went wrong
    Id signed_document = 0;
    std::string signed_sha256;
    std::string signed_by; ///< names on the certificates
    std::optional<Instant> signed_at;
};

/// Which document is handed out for one that may be signed: the signed one as soon as there is one. Before that the office sees what it
/// attached, its owner waits a moment (Kind::conflict `signature.being_made`): an unsigned copy must not go round.
Result<Id> to_give(const std::optional<Signing>& signing, Id document, bool to_owner);

/// A certificate that signed for the province.
struct Signer {
    std::string fingerprint;
    std::string name;
    std::string organisation;
    Instant valid_from;
    Instant valid_until;
    Instant first_used_at;
    std::optional<Instant> withdrawn_at;
};

/// Why a signer is believed, or is not.
enum class Trust {
    province,  ///< its certificate signed for this province
    authority, ///< an authority that the province believes vouches for it
    expired,   ///< known, but not valid at the time of the signature
    withdrawn, ///< known, but withdrawn before that time
    unknown
};

/// What is to be said of a document as a whole. The last signature decides: it covers what those before it cover.
enum class Verdict {
    unsigned_, ///< there is none
    unchanged, ///< whole, intact, by somebody who is believed
    extended,  ///< intact and believed, but the file goes on after what it covers
    changed,   ///< does not fit the document
    stranger   ///< fits, but nobody can say who signed
};

struct Finding {
    pades::Checked checked;
    Trust trust = Trust::unknown;
};
/// Where the document comes from, when this very file is one of ours.
struct Origin {
    std::string code;
    std::string procedure; ///< its code
    Instant signed_at;
};
struct Verification {
    Verdict verdict = Verdict::unsigned_;
    std::string sha256;
    std::int64_t bytes = 0;
    std::vector<Finding> findings; ///< in the order of signing
    std::optional<Origin> origin;
};

/// Whether `signer` is to be believed for a signature of `at`.
Trust trust_of(const Signer& signer, Instant at);
bool is_believed(Trust trust);
Verdict verdict_of(const std::vector<Finding>& findings);

} // namespace motcua::signature

template <>
struct motcua::Words<motcua::signature::State> {
    static constexpr std::array words{std::string_view("waiting"), std::string_view("signed"), std::string_view("failed")};
};
template <>
struct motcua::Words<motcua::signature::Trust> {
    static constexpr std::array words{std::string_view("province"), std::string_view("authority"), std::string_view("expired"),
                                      std::string_view("withdrawn"), std::string_view("unknown")};
};
template <>
struct motcua::Words<motcua::signature::Verdict> {
    static constexpr std::array words{std::string_view("unsigned"), std::string_view("unchanged"), std::string_view("extended"),
                                      std::string_view("changed"), std::string_view("stranger")};
};
