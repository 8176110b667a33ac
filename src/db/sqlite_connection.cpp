#include "db/sqlite_connection.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace motcua::db {

namespace {

class SqliteColumns : public Columns {
  public:
    explicit SqliteColumns(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    double real(int column) const override { return sqlite3_column_double(statement_, column); }

    std::string_view text(int column) const override {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
    }

    std::string_view bytes(int column) const override {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string_view();
    }

  private:
    sqlite3_stmt* statement_;
};

/// However a run ends, its statement is ready for the next one and holds no snapshot open.
struct Reset {
    sqlite3_stmt* statement;
    ~Reset() { sqlite3_reset(statement); }
};

/// SQLite takes a null pointer for NULL; an empty text is not NULL.
const char* not_null(std::string_view view) {
    return view.data() ? view.data() : "";
}

int bind_one(sqlite3_stmt* statement, int place, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(statement, place, *number);
    if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, place, *real);
    if (const auto* text = std::get_if<std::string_view>(&value))
        return sqlite3_bind_text64(statement, place, not_null(*text), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    if (const auto* bytes = std::get_if<BytesView>(&value))
        return sqlite3_bind_blob64(statement, place, not_null(bytes->value), bytes->value.size(), SQLITE_STATIC);
    return sqlite3_bind_null(statement, place);
}

/// SQLite's own account of its memory is one lock that all connections meet at for every piece of it. Must come before the first open.
void keep_no_account_of_memory() {
    [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

constexpr int instructions_between_looks_at_the_time = 20'000;

} // namespace

SqliteConnection::SqliteConnection(const Settings& settings, Mode mode) : statement_limit_(settings.statement_ms) {
    open(settings.address);
    sqlite3_extended_result_codes(handle_.get(), 1);
    sqlite3_busy_timeout(handle_.get(), settings.busy_ms);
    script("pragma foreign_keys = on; pragma temp_store = memory; pragma mmap_size = 0;");
    // FULL: a commit is on disk before anybody is told. Checkpoints have their own thread.
    if (mode == Mode::write) script("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536;");
    if (mode == Mode::copy) script("pragma synchronous = full;");
    if (mode == Mode::read) script("pragma query_only = on; pragma cache_size = -8192;");
    const char* begin = mode == Mode::write ? "begin immediate" : "begin";
    for (const char* sql : {begin, "commit", "savepoint item", "release item", "rollback to item", "rollback"})
        controls_.push_back(prepare(sql, 0, SQLITE_PREPARE_PERSISTENT));
    sqlite3_progress_handler(handle_.get(), instructions_between_looks_at_the_time, past_deadline, this);
}

void SqliteConnection::open(const std::string& path) {
    const auto folder = std::filesystem::absolute(path).parent_path();
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) throw Broken(fmt::format("the folder {} does not exist", folder.string()));
    keep_no_account_of_memory();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw Broken(fmt::format("cannot open the database file {}: {}", path, sqlite3_errstr(code)));
}

SqliteConnection::Prepared& SqliteConnection::prepared(const Statement& statement) {
    const auto number = static_cast<std::size_t>(statement.number);
    if (number >= prepared_.size()) prepared_.resize(number + 1);
    Prepared& slot = prepared_[number];
    if (!slot.handle) slot = prepare(statement.sql, static_cast<int>(statement.parameters.size()), SQLITE_PREPARE_PERSISTENT);
    return slot;
}

SqliteConnection::Prepared SqliteConnection::prepare(std::string_view sql, int parameters, unsigned flags) {
    Prepared fresh;
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), flags, &handle, nullptr);
    fresh.handle.reset(handle);
    if (code != SQLITE_OK) fail(code, sql);
    // SQLite takes $1 for a name and numbers names as they come; only the name tells which one it is.
    for (int parameter = 1; parameter <= parameters; ++parameter) {
        const int place = sqlite3_bind_parameter_index(handle, fmt::format("${}", parameter).c_str());
        if (place == 0) throw Broken(fmt::format("the statement does not use ${}: {}", parameter, sql));
        fresh.places.push_back(place);
    }
    return fresh;
}

void SqliteConnection::bind(Prepared& prepared, std::span<const Value> values) {
    for (std::size_t index = 0; index < prepared.places.size(); ++index) {
        const int code = bind_one(prepared.handle.get(), prepared.places[index], values[index]);
        if (code != SQLITE_OK) fail(code, sqlite3_sql(prepared.handle.get()));
    }
}

std::int64_t SqliteConnection::run(Prepared& prepared, std::span<const Value> values, const std::function<bool(const Columns&)>& read) {
    sqlite3_stmt* statement = prepared.handle.get();
    const Reset reset{statement};
    bind(prepared, values);
    deadline_ = std::chrono::steady_clock::now() + statement_limit_;
    int code = SQLITE_ROW;
    const SqliteColumns columns(statement);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        if (!read || !read(columns)) break;
    if (code != SQLITE_ROW && code != SQLITE_DONE) fail(code, sqlite3_sql(statement));
    return sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(handle_.get());
}

void SqliteConnection::script(const std::string& sql) {
    deadline_ = std::chrono::steady_clock::time_point::max();
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, "script");
}

void SqliteConnection::control(Control control) {
    deadline_ = std::chrono::steady_clock::time_point::max();
    sqlite3_stmt* statement = controls_[static_cast<std::size_t>(control)].handle.get();
    const Reset reset{statement};
    const int code = sqlite3_step(statement);
    if (code != SQLITE_DONE) fail(code, sqlite3_sql(statement));
}

void SqliteConnection::roll_back_to_savepoint() {
    control(Control::roll_back_to);
    control(Control::release);
}

void SqliteConnection::roll_back() noexcept {
    if (!in_transaction()) return;
    try {
        control(Control::roll_back);
    } catch (const Broken&) {
        usable_ = false;
    }
}

int SqliteConnection::past_deadline(void* connection) {
    return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(connection)->deadline_ ? 1 : 0;
}

void SqliteConnection::fail(int code, std::string_view sql) {
    const std::string reason = sqlite3_errmsg(handle_.get());
    const int primary = code & 0xff;
    if (primary == SQLITE_CONSTRAINT) throw ConstraintBroken(reason);
    if (primary == SQLITE_INTERRUPT) throw Broken(fmt::format("the database took longer than {} ms", statement_limit_.count()));
    if (primary == SQLITE_BUSY) throw Broken("another program holds the database");
    for (const int lasting : {SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_MISUSE})
        if (primary == lasting) usable_ = false;
    throw Broken(fmt::format("{} ({}): {}", reason, code, sql));
}

template <class Step>
auto SqliteTx::guarded(Step&& step) {
    if (failure_ || in_use_) throw Broken("a statement failed before, or is still giving rows; this transaction is over");
    in_use_ = true;
    try {
        auto answer = step();
        in_use_ = false;
        return answer;
    } catch (...) {
        failure_ = std::current_exception();
        throw;
    }
}

std::int64_t SqliteTx::execute(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) {
    return guarded([&] { return run(connection_.prepared(statement), values, read); });
}

std::int64_t SqliteTx::run(SqliteConnection::Prepared& prepared, std::span<const Value> values,
                           const std::function<bool(const Columns&)>& read) {
    if (sqlite3_stmt_readonly(prepared.handle.get()) == 0) wrote_ = true;
    return connection_.run(prepared, values, read);
}

void SqliteTx::stream(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) {
    execute(statement, values, read);
}

std::int64_t SqliteTx::execute_text(const std::string& sql, std::span<const Value> values,
                                    const std::function<bool(const Columns&)>& read) {
    return guarded([&] {
        auto prepared = connection_.prepare(sql, static_cast<int>(values.size()));
        return run(prepared, values, read);
    });
}

void SqliteTx::script(std::string_view sql) {
    wrote_ = true;
    guarded([&] {
        connection_.script(std::string(sql));
        return 0;
    });
}

Shape SqliteTx::shape_of(const Statement& statement) {
    return guarded([&] {
        connection_.script("select 1 from sqlite_schema"); // or it would be held against the schema this connection saw last
        const auto prepared = connection_.prepare(statement.sql, static_cast<int>(statement.parameters.size()));
        return Shape{sqlite3_column_count(prepared.handle.get()), sqlite3_bind_parameter_count(prepared.handle.get())};
    });
}

} // namespace motcua::db
