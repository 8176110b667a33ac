#pragma once

#include "base/result.hpp"
#include "db/query.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::db {

/// The database is away, full, broken or was too slow. A page says what the person can do now. Nothing was changed, but for one case that
/// the reason names: when PostgreSQL is lost in the middle of a commit, nobody can know, and the idempotency key of the request decides.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A key or a check refused a row. Thrown inside a transaction, which it ends; actions that expect one use `on conflict` instead.
struct ConstraintBroken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What the database itself says of a statement.
struct Shape {
    int columns = 0;
    int parameters = 0;
};

/// What a closure holds while its transaction lasts. Never outlives the closure and never leaves its thread.
/// After a statement failed, every further one fails too and nothing is committed, even when the closure caught the exception.
class Tx {
  public:
    virtual ~Tx() = default;

    /// The first row, or nothing. More rows are not an error.
    template <class Row, class... P>
    std::optional<Row> one(const Query<Row(P...)>& query, const std::type_identity_t<P>&... parameters) {
        std::optional<Row> found;
        const auto values = query.values(parameters...);
        execute(query, values, [&](const Columns& columns) {
            found = RowShape<Row>::read(columns);
            return false;
        });
        return found;
    }

    template <class Row, class... P>
    std::vector<Row> all(const Query<Row(P...)>& query, const std::type_identity_t<P>&... parameters) {
        std::vector<Row> rows;
        const auto values = query.values(parameters...);
        execute(query, values, [&](const Columns& columns) {
            rows.push_back(RowShape<Row>::read(columns));
            return true;
        });
        return rows;
    }

    /// Calls `visit(row)` for each row as it comes, for answers too large to hold. `visit` must not use this Tx.
    template <class Row, class... P, class Visit>
    void each(const Query<Row(P...)>& query, Visit&& visit, const std::type_identity_t<P>&... parameters) {
        const auto values = query.values(parameters...);
        stream(query, values, [&](const Columns& columns) {
            visit(RowShape<Row>::read(columns));
            return true;
        });
    }

    /// Runs a statement without rows; the number of rows it changed.
    template <class... P>
    std::int64_t run(const Query<void(P...)>& query, const std::type_identity_t<P>&... parameters) {
        const auto values = query.values(parameters...);
        return execute(query, values, nullptr);
    }

    /// Text made at run time, for lists with optional filters only: pieces that are constants in code, values always as parameters.
    /// `read` is called for each row until it returns false. Not prepared beyond the call.
    virtual std::int64_t execute_text(const std::string& sql, std::span<const Value> values,
                                      const std::function<bool(const Columns&)>& read) = 0;
    /// Several statements without parameters or rows, for migrations and bulk loads.
    /// No time-out holds for them.
    virtual void script(std::string_view sql) = 0;
    /// Prepares the statement without running it. Throws Broken with the reason when the schema does not know what it names.
    virtual Shape shape_of(const Statement& statement) = 0;

  protected:
    virtual std::int64_t execute(const Statement& statement, std::span<const Value> values,
                                 const std::function<bool(const Columns&)>& read) = 0;
    /// The same without holding the whole answer in memory.
    virtual void stream(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) = 0;
};

/// Where and how the database is reached, and its limits.
struct Settings {
    std::string address;       ///< a file path (SQLite) or postgresql://user@host1,host2/name?…
    int readers = 8;           ///< pooled read connections
    int writers = 8;           ///< pooled write connections; PostgreSQL only, SQLite has one writer thread
    int group = 256;           ///< SQLite: at most this many closures in one commit
    int statement_ms = 10'000; ///< a statement that takes longer is broken off: Broken
    int busy_ms = 5'000;       ///< how long to wait for a connection or a lock: Broken
};

enum class Dialect { sqlite, postgres };

/// One database. All functions are thread-safe and block the caller, who must not be an event loop.
class Database {
  public:
    virtual ~Database() = default;

    /// Runs `work(Tx&) -> Result<T>` in a transaction that is on disk when this returns. A refusal rolls it back and is returned;
    /// an exception rolls it back and is thrown here. `work` may run more than once (serialization failure) and on another thread:
    /// it must change nothing but the database and what it captures afresh each time. Never call write() inside write() or read().
    template <class Work>
    auto write(Work&& work) -> std::invoke_result_t<Work&, Tx&> {
        std::optional<std::invoke_result_t<Work&, Tx&>> answer;
        write_transaction([&](Tx& tx) {
            answer.emplace(work(tx));
            return answer->has_value();
        });
        return *std::move(answer);
    }

    /// Runs `work(Tx&) -> T` on a read-only snapshot from the pool.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work&, Tx&> {
        using Answer = std::invoke_result_t<Work&, Tx&>;
        if constexpr (std::is_void_v<Answer>) {
            read_transaction([&](Tx& tx) { work(tx); });
        } else {
            std::optional<Answer> answer;
            read_transaction([&](Tx& tx) { answer.emplace(work(tx)); });
            return *std::move(answer);
        }
    }

    virtual Dialect dialect() const = 0;
    /// Answers a trivial query within busy_ms; what /health/ready asks.
    virtual bool alive() noexcept = 0;
    /// A consistent copy into `file` while work goes on. SQLite only; PostgreSQL has its own tools: throws Broken there.
    virtual void backup(const std::string& file) = 0;

  protected:
    /// `work` returns whether to commit.
    virtual void write_transaction(const std::function<bool(Tx&)>& work) = 0;
    virtual void read_transaction(const std::function<void(Tx&)>& work) = 0;
};

/// Opens by the form of the address. Throws Broken with a plain reason (no such folder, refused, wrong password).
std::unique_ptr<Database> open(const Settings& settings);

/// Prepares every statement of the program and compares columns and parameters with what the C++ types say.
/// Throws Broken with the text of the first that does not fit and the reason.
void check_statements(Database& database);

} // namespace motcua::db
