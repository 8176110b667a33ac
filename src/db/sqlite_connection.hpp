#pragma once

#include "db/database.hpp"

#include <sqlite3.h>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace motcua::db {

/// One SQLite connection and its prepared statements. For one thread at a time.
class SqliteConnection {
  public:
    /// `copy`: the target of a backup, which is written once and not kept open.
    enum class Mode { read, write, copy };

    /// Throws Broken with a plain reason.
    SqliteConnection(const Settings& settings, Mode mode);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// A compiled statement and where its $1, $2, … are bound.
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> handle{nullptr, sqlite3_finalize};
        std::vector<int> places;
    };

    Prepared& prepared(const Statement& statement);
    Prepared prepare(std::string_view sql, int parameters, unsigned flags = 0);
    /// Binds, steps until `read` returns false, and resets. How many rows it changed.
    std::int64_t run(Prepared& prepared, std::span<const Value> values, const std::function<bool(const Columns&)>& read);
    /// Several statements without rows, without a time-out.
    void script(const std::string& sql);

    void begin() { control(Control::begin); }
    void commit() { control(Control::commit); }
    void savepoint() { control(Control::savepoint); }
    void release() { control(Control::release); }
    void roll_back_to_savepoint();
    void roll_back() noexcept;
    /// SQLite itself gives a transaction up when the disk is full or broken, or a write took too long.
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

    /// False after an error that a new connection may not have.
    bool usable() const { return usable_; }
    sqlite3* handle() const { return handle_.get(); }

  private:
    enum class Control { begin, commit, savepoint, release, roll_back_to, roll_back };

    void open(const std::string& path);
    void control(Control control);
    void bind(Prepared& prepared, std::span<const Value> values);
    static int past_deadline(void* connection);
    [[noreturn]] void fail(int code, std::string_view sql);

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_{nullptr, sqlite3_close_v2};
    std::vector<Prepared> prepared_; ///< by Statement::number
    std::vector<Prepared> controls_; ///< by Control
    const std::chrono::milliseconds statement_limit_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    bool usable_ = true;
};

/// What closures see of a SqliteConnection. Remembers the first failure: after it the transaction is over.
class SqliteTx : public Tx {
  public:
    explicit SqliteTx(SqliteConnection& connection) : connection_(connection) {}

    std::int64_t execute_text(const std::string& sql, std::span<const Value> values,
                              const std::function<bool(const Columns&)>& read) override;
    void script(std::string_view sql) override;
    Shape shape_of(const Statement& statement) override;

    /// Throws again what the first statement that failed threw, even if the closure caught it.
    void raise_failure() const {
        if (failure_) std::rethrow_exception(failure_);
    }

    /// Whether a statement ran that might have changed something.
    bool wrote() const { return wrote_; }

  protected:
    std::int64_t execute(const Statement& statement, std::span<const Value> values,
                         const std::function<bool(const Columns&)>& read) override;
    void stream(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) override;

  private:
    template <class Step>
    auto guarded(Step&& step);
    std::int64_t run(SqliteConnection::Prepared& prepared, std::span<const Value> values, const std::function<bool(const Columns&)>& read);

    SqliteConnection& connection_;
    bool wrote_ = false;
    std::exception_ptr failure_;
    bool in_use_ = false;
};

} // namespace motcua::db
