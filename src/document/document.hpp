#pragma once

#include "account/account.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "http/message.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace motcua::document {

/// A stored file (giấy tờ, tệp): an upload or a paper the program made. The bytes lie in the papers folder under a random name.
struct Document {
    Id id = 0;
    Id account = 0; ///< who brought it; 0: the program made it
    std::string file_name;
    std::string media_type; ///< application/pdf, image/jpeg, image/png — found from the bytes
    std::int64_t bytes = 0;
    std::string sha256;
    std::string place; ///< below the papers folder
    Instant created_at;
};

inline constexpr std::int64_t file_limit_bytes = 10'000'000;

/// Looks at the bytes of an upload: pdf, jpg and png only, at most 10 MB, the name must agree, not empty. Refusals: `document.too_large`,
/// `document.wrong_kind`, `document.name_disagrees`, `document.empty`.
Result<std::string> media_type_of(const http::Upload& upload);

/// Checks an upload, moves its file into the papers folder (fsynced before the row is written) and records it.
Result<Document> keep(db::Database& database, const std::filesystem::path& papers, const http::Upload& upload, const account::Actor& actor,
                      Instant now);
/// The same for bytes the program made (a receipt, a result), for `account` when it made them from what that brought.
Document keep_made(db::Tx& tx, const std::filesystem::path& papers, std::string file_name, std::string media_type, std::string_view bytes,
                   Instant now, Id account = 0);
/// For what must be made only once although its maker may die before it is recorded (a signature): first make(), which leaves what was
/// made under this key before as it is, then record() in a transaction. Both are safe to call again.
std::optional<std::string> made(const std::filesystem::path& papers, std::string_view key);
void make(const std::filesystem::path& papers, std::string_view key, std::string_view bytes);
Document record(db::Tx& tx, const std::filesystem::path& papers, std::string_view key, std::string file_name, std::string media_type,
                Instant now);
/// A document of `account`'s own over the same file, which stays as long as either of them names it.
Document copy(db::Tx& tx, const Document& document, Id account, Instant now);
/// All bytes of a document.
std::string read(const Document& document, const std::filesystem::path& papers);
std::optional<Document> find(db::Tx& tx, Id id);
/// Only rows that no draft and no dossier names; the file goes with the nightly sweep.
void forget(db::Tx& tx, Id id);

/// An answer that downloads it: attachment, sandbox CSP, nosniff, ranges.
http::Response download(const Document& document, const std::filesystem::path& papers);

} // namespace motcua::document
