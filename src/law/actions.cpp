#include "law/actions.hpp"

#include "base/crypto.hpp"
#include "base/embedded.hpp"
#include "law/files.hpp"
#include "law/store.hpp"

#include <array>
#include <stdexcept>

namespace motcua::law {

namespace {

// Forms before the procedures that refer to them.
constexpr std::array seed_order{DataKind::units, DataKind::rules, DataKind::calendars, DataKind::forms, DataKind::procedures};

void seed_file(db::Tx& tx, DataKind kind, const embedded::File& file, Instant now) {
    Store store(tx);
    const auto sha256 = crypto::sha256_hex(file.bytes);
    if (store.taken_sha256(file.path) == sha256) return;
    auto source = Source::json(std::string(file.path), file.bytes);
    const auto report = take(tx, kind, source, now);
    if (!report.refused.empty()) throw std::logic_error(told(report.refused.front(), Locale::en));
    store.set_taken(file.path, sha256, now);
}

Result<Report> import_source(const std::filesystem::path& file, bool dry_run, db::Database& database,
                             const std::function<Report(db::Tx& tx, const std::string& text)>& take) {
    const auto text = TRY(contents_of(file));
    Report report;
    const auto taken = database.write([&](db::Tx& tx) -> Result<bool> {
        report = take(tx, text);
        if (dry_run) return refuse(Kind::conflict, "law.dry_run"); // rolls back what was only tried
        return true;
    });
    if (!taken && taken.error().code != "law.dry_run") return std::unexpected(taken.error());
    return report;
}

} // namespace

void seed(db::Database& database, Instant now) {
    const auto seeded = database.write([&](db::Tx& tx) -> Result<bool> {
        for (const auto kind : seed_order)
            for (const auto& file : embedded::files_under("data/" + std::string(word_of(kind)) + "/")) seed_file(tx, kind, file, now);
        return true;
    });
    if (!seeded) throw std::logic_error("seeding the law was refused: " + seeded.error().code);
}

Result<Report> import_rows(const std::filesystem::path& file, bool dry_run, db::Database& database,
                           const std::function<Report(db::Tx& tx, Source& source)>& take) {
    return import_source(file, dry_run, database, [&](db::Tx& tx, const std::string& text) {
        auto source = rows_from(file.string(), text);
        return take(tx, source);
    });
}

Result<Report> import_file(DataKind kind, const std::filesystem::path& file, bool dry_run, db::Database& database, Instant now) {
    return import_source(file, dry_run, database, [&](db::Tx& tx, const std::string& text) {
        auto source = file.extension() == ".csv" ? from_csv(kind, file.string(), text) : Source::json(file.string(), text);
        return take(tx, kind, source, now);
    });
}

} // namespace motcua::law
