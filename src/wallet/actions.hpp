#pragma once

#include "account/account.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "document/document.hpp"
#include "law/law.hpp"
#include "wallet/kinds.hpp"
#include "wallet/wallet.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What happens to stored papers. What is done with a dossier is done inside its own transaction.
namespace motcua::wallet {

/// The dossier that a paper comes from.
struct Origin {
    Id account = 0; ///< whose it becomes; 0: nobody's, and nothing is kept
    Id unit = 0;
    Id dossier = 0;
    std::string code;
    std::string procedure;
    int procedure_version = 1;
    Id issued_by = 0;
};
/// A result that was handed over. Kept once, however often it is told.
void keep_result(db::Tx& tx, const law::Law& law, const Origin& origin, Id document, Instant now);
/// A part that was compared with its original at the desk. Only what is of a known kind is kept, for nothing else can be used again.
/// Returns whether it was kept.
bool keep_checked(db::Tx& tx, const Origin& origin, Id document, std::string_view part, std::string_view checked_by, Instant now);

/// All that the account has, newest first, at most 200.
std::vector<Item> of_account(db::Tx& tx, Id account);
/// Kind::not_found `wallet.not_found`, also for somebody else's.
Result<Item> find(db::Tx& tx, Id account, Id item);
/// What of it may be used for a part of a procedure on this day.
std::vector<Item> fitting(const std::vector<Item>& items, std::string_view procedure, std::string_view part, Day day);
/// The file as it is given out: signed, where it was signed. Kind::conflict `signature.being_made` while that is under way.
Result<document::Document> file_of(db::Tx& tx, const Item& item);
/// Out of the store; where it was used it stays. Kind::not_found `wallet.not_found`.
Result<void> remove(db::Database& database, Id account, Id item, Instant now);

/// For what a stored paper is taken.
struct Purpose {
    std::string procedure;
    std::string part; ///< a key of the procedure's parts
};
/// Takes a stored paper: a document of the account's own over the same file, which goes with a dossier as an upload does. Refuses with
/// what find() and file_of() refuse; field errors on the part: `wallet.does_not_fit`, `wallet.expired`.
Result<document::Document> take(db::Tx& tx, Id account, Id item, const Purpose& purpose, Instant now);

/// A stored paper that goes with a dossier, for the dossier's history.
struct Sent {
    Use use;
    Item item;
};
/// Whether a document is a stored paper that its owner took, and which; notes that it went with this dossier. Field error on the part
/// `wallet.other_purpose` when it was taken for another procedure.
Result<std::optional<Sent>> send(db::Tx& tx, Id account, Id document, std::string_view procedure, std::string_view code, Instant now);

/// What of it was sent, newest first.
std::vector<Use> uses_of(db::Tx& tx, Id account);
/// The stored paper that a document of the account's own was taken from.
std::optional<Item> taken_from(db::Tx& tx, Id account, Id document);

} // namespace motcua::wallet
