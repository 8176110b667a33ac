#pragma once

#include "db/database.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::db {

/// Frees what libpq made.
struct PostgresDeleter {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, PostgresDeleter>;

/// A statement that PostgreSQL refused, or the loss of the connection, which has no state.
struct PostgresRefusal {
    std::string state; ///< SQLSTATE
    std::string reason;

    /// Another transaction was in the way, or a plan outlived its tables: the same closure may succeed when run again.
    bool passes() const;
    bool of_constraint() const { return state.starts_with("23"); }
    [[noreturn]] void raise() const;
};

/// One connection to PostgreSQL and what is prepared on it. For one thread at a time.
class PostgresConnection {
  public:
    /// Throws Broken with a plain reason.
    explicit PostgresConnection(const Settings& settings);

    using Read = std::function<bool(const Columns&)>;

    /// These throw PostgresRefusal. `script` waits as long as it takes, the others at most a little longer than the statement time-out.
    void script(const std::string& sql);
    void simple(const char* sql);
    std::int64_t execute(const Statement& statement, std::span<const Value> values, const Read& read);
    std::int64_t execute_text(const std::string& sql, std::span<const Value> values, const Read& read);
    void stream(const Statement& statement, std::span<const Value> values, const Read& read);
    Shape shape_of(const Statement& statement);

    bool lost() const { return PQstatus(handle_.get()) != CONNECTION_OK; }
    bool in_transaction() const { return PQtransactionStatus(handle_.get()) != PQTRANS_IDLE; }
    /// Whether another transaction may begin on it.
    bool usable() const { return !lost() && !in_transaction() && !stale_; }

  private:
    using Deadline = std::chrono::steady_clock::time_point;

    void set_up();
    const char* prepared(const Statement& statement);
    void prepare(const char* name, const Statement& statement);
    void send(bool accepted);
    void wait_until_readable(Deadline deadline);
    PostgresResult next_result(Deadline deadline);
    PostgresResult only_result(Deadline deadline);
    void finish(Deadline deadline);
    void check(PGresult* result);
    [[noreturn]] void refuse_lost(std::string reason);
    Deadline deadline() const;

    const Settings settings_;
    std::unique_ptr<PGconn, PostgresDeleter> handle_;
    std::vector<std::string> names_; ///< of prepared statements, by Statement::number; empty when not yet prepared
    bool stale_ = false;
};

/// What closures see of a PostgresConnection. Remembers the first refusal: after it the transaction is over.
class PostgresTx : public Tx {
  public:
    explicit PostgresTx(PostgresConnection& connection) : connection_(connection) {}

    std::int64_t execute_text(const std::string& sql, std::span<const Value> values,
                              const std::function<bool(const Columns&)>& read) override;
    void script(std::string_view sql) override;
    Shape shape_of(const Statement& statement) override;

    const std::optional<PostgresRefusal>& refusal() const { return refusal_; }

  protected:
    std::int64_t execute(const Statement& statement, std::span<const Value> values,
                         const std::function<bool(const Columns&)>& read) override;
    void stream(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) override;

  private:
    template <class Step>
    auto guarded(Step&& step);

    PostgresConnection& connection_;
    std::optional<PostgresRefusal> refusal_;
    bool in_use_ = false;
};

} // namespace motcua::db
