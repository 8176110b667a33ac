#include "db/sqlite.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace motcua::db {

namespace {

const Query<int()> ask_file{"select 1"};

/// Ends the snapshot however the closure ends.
struct Snapshot {
    explicit Snapshot(SqliteConnection& connection) : connection(connection) { connection.begin(); }
    ~Snapshot() { connection.roll_back(); }
    SqliteConnection& connection;
};

} // namespace

// The writer opens first: it makes the file and its write-ahead log.
SqliteDatabase::SqliteDatabase(const Settings& settings)
    : settings_(settings), checkpoints_(settings), writer_(settings, [this](int pages) { checkpoints_.log_holds(pages); }),
      readers_(settings.readers, std::chrono::milliseconds(settings.busy_ms),
               [this] { return std::make_unique<SqliteConnection>(settings_, SqliteConnection::Mode::read); }) {}

void SqliteDatabase::read_transaction(const std::function<void(Tx&)>& work) {
    auto connection = readers_.take();
    const Snapshot snapshot(*connection);
    SqliteTx tx(*connection);
    work(tx);
    tx.raise_failure();
}

bool SqliteDatabase::alive() noexcept {
    try {
        return read([](Tx& tx) { return tx.one(ask_file).has_value(); });
    } catch (...) {
        return false;
    }
}

void SqliteDatabase::backup(const std::string& file) {
    if (std::filesystem::exists(file)) throw Broken(fmt::format("{} exists already", file));
    const std::string part = file + ".part";
    std::filesystem::remove(part);
    {
        SqliteConnection source(settings_, SqliteConnection::Mode::read);
        Settings target_settings = settings_;
        target_settings.address = part;
        SqliteConnection target(target_settings, SqliteConnection::Mode::copy);
        sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
        if (!backup) throw Broken(fmt::format("cannot write {}: {}", part, sqlite3_errmsg(target.handle())));
        // All in one step: one snapshot, which writers neither wait for nor disturb.
        sqlite3_backup_step(backup, -1);
        const int code = sqlite3_backup_finish(backup);
        if (code != SQLITE_OK) throw Broken(fmt::format("cannot write {}: {}", part, sqlite3_errstr(code)));
    }
    std::filesystem::rename(part, file);
}

} // namespace motcua::db
