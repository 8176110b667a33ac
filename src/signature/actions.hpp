#pragma once

#include "base/result.hpp"
#include "db/database.hpp"
#include "law/law.hpp"
#include "pades/key.hpp"
#include "signature/signature.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Signed results (kết quả ký số): asked for in the transaction of the decision, signed afterwards by a job with the key of who decided
/// and that of their unit. Without a key nothing is asked for and results go out as they came.
namespace motcua::signature {

/// Where keys and papers are.
struct Means {
    const pades::KeyRing* keys = nullptr;
    std::filesystem::path papers = {};
};

/// The key that results of this unit are signed with, the nearest one upwards; null where nothing is signed.
const pades::KeySource* key_of(const Means& means, const law::Law& law, Id unit);

/// Whether a document can be signed as a result of this unit; fine where nothing is signed. Field errors on `file`:
/// `signature.pdf_only`, and those of pades::signable().
Result<void> check(db::Database& database, const Means& means, const law::Law& law, Id unit, Id document);

/// Asks for a signature and queues the job, once for each document of a dossier; nothing happens where nothing is signed.
void ask(db::Tx& tx, const Means& means, const law::Law& law, const Signing& signing, Instant now);

/// Tries again what still waits. Kind::conflict `signature.nothing_waits`.
Result<void> ask_again(db::Tx& tx, Id unit, Id dossier, Id document, Instant now);

std::vector<Signing> of_dossier(db::Tx& tx, Id unit, Id dossier);
std::optional<Signing> of_document(db::Tx& tx, Id unit, Id dossier, Id document);

/// What sign() needs besides.
struct Workshop {
    db::Database& database;
    Means means;
    std::string_view number_key;
};
/// The job's work, safe to repeat: what was signed before is found again by document and digest instead of being signed a second time,
/// even when the program died before it could write it down. Throws when a key cannot be used just now, after noting that in the row.
void sign(const Workshop& workshop, const law::Law& law, Id unit, Id dossier, Id document, Instant now);

/// Signs bytes of the program's own with the unit's key, and remembers the signer. Unsigned where there is no key.
std::string signed_if_possible(db::Tx& tx, const Means& means, const law::Law& law, Id unit, std::string bytes, Instant now);

/// What can be said of a document that somebody brings. Reads its bytes only; nothing of it is kept.
Verification verify(db::Database& database, const pades::Authorities* authorities, std::string_view bytes, Instant now);

std::vector<Signer> signers(db::Tx& tx);
/// From this moment on nothing signed with it is believed; what was signed before goes on to be. Kind::not_found
/// `signature.unknown_signer` when there is none with this fingerprint, or it was withdrawn earlier already.
Result<void> withdraw(db::Tx& tx, std::string_view fingerprint, Instant from);

} // namespace motcua::signature
