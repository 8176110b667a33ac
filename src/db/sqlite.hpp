#pragma once

#include "db/pool.hpp"
#include "db/sqlite_checkpoints.hpp"
#include "db/sqlite_writer.hpp"

namespace motcua::db {

/// A SQLite file: one writer thread, a pool of readers, and a thread that moves the write-ahead log into the file.
class SqliteDatabase : public Database {
  public:
    explicit SqliteDatabase(const Settings& settings);

    Dialect dialect() const override { return Dialect::sqlite; }
    bool alive() noexcept override;
    void backup(const std::string& file) override;

  protected:
    void write_transaction(const std::function<bool(Tx&)>& work) override { writer_.write(work); }
    void read_transaction(const std::function<void(Tx&)>& work) override;

  private:
    const Settings settings_;
    SqliteCheckpoints checkpoints_;
    SqliteWriter writer_;
    Pool<SqliteConnection> readers_;
};

} // namespace motcua::db
