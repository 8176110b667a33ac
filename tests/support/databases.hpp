#pragma once

#include "db/database.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace motcua::test {

/// A migrated database of one's own, deleted with this object. Settings other than the address may be chosen.
class FreshDatabase {
  public:
    FreshDatabase(db::Settings settings, std::function<void()> remove);
    FreshDatabase(FreshDatabase&&) = default;
    FreshDatabase& operator=(FreshDatabase&&) = delete;
    ~FreshDatabase();

    db::Database& operator*() const { return *database_; }
    db::Database* operator->() const { return database_.get(); }
    const db::Settings& settings() const { return settings_; }
    /// Closes it and opens it again, as after a restart of the program.
    void reopen();

  private:
    db::Settings settings_;
    std::unique_ptr<db::Database> database_;
    std::function<void()> remove_;
};

FreshDatabase fresh_sqlite(db::Settings settings = {});

/// On the private server of MOTCUA_TEST_POSTGRES, the URL of a database there where others may be created (bin/postgres prints it).
/// Nothing when the variable is not set, which is said once.
std::optional<FreshDatabase> fresh_postgres(db::Settings settings = {});

/// A database that somebody else opens by its address; `remove` drops it.
struct LentDatabase {
    std::string address;
    std::function<void()> remove;
};
/// A copy of the PostgreSQL database `name`, which `fill(address)` makes of an empty one when it is not there yet. The name says what is
/// in it (with a hash), for it stays on the server. Nothing without MOTCUA_TEST_POSTGRES.
std::optional<LentDatabase> lend_postgres(const std::string& name, const std::function<void(const std::string& address)>& fill);

/// Runs a story on SQLite, then on PostgreSQL, each in a SUBCASE, so that it may have SUBCASEs of its own.
void each_database(const std::function<void(db::Database&)>& story);
/// The same for stories that close and reopen, or need other settings.
void each_fresh_database(const db::Settings& settings, const std::function<void(FreshDatabase&)>& story);

/// A new folder below the system's temporary one, deleted with this object.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

} // namespace motcua::test
