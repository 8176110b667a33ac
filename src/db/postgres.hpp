#pragma once

#include "db/pool.hpp"
#include "db/postgres_connection.hpp"

namespace motcua::db {

/// PostgreSQL 15 or newer: a pool of connections for writers and one for readers. Closures that met another transaction are run again.
class PostgresDatabase : public Database {
  public:
    explicit PostgresDatabase(const Settings& settings);

    Dialect dialect() const override { return Dialect::postgres; }
    bool alive() noexcept override;
    void backup(const std::string& file) override;

  protected:
    void write_transaction(const std::function<bool(Tx&)>& work) override;
    void read_transaction(const std::function<void(Tx&)>& work) override;

  private:
    using Connections = Pool<PostgresConnection>;

    /// Runs `work`, which returns whether to commit, as often as it takes.
    void transact(Connections& pool, const char* begin, const std::function<bool(Tx&)>& work);
    /// False when it is worth another go.
    bool attempt(Connections& pool, const char* begin, const std::function<bool(Tx&)>& work, bool last);

    const Settings settings_;
    Connections writers_;
    Connections readers_;
};

} // namespace motcua::db
