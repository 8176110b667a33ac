// How fast this disk takes the very rows that the submissions of bin/bench have written, when nothing but writing is done: prepared inserts
// on one connection, so many dossiers a commit, the same schema, indexes and durability. No rule, no form, no sealing, no HTTP, no waiting
// callers.
//   motcua_ceiling BEFORE.db AFTER.db GROUP   prints dossiers a second. BEFORE is written to; it must be a copy.
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Row = std::vector<sqlite3_value*>;

class Connection {
  public:
    explicit Connection(const char* file) {
        if (sqlite3_open(file, &handle_) != SQLITE_OK) fail();
        run("pragma journal_mode = wal");
        run("pragma synchronous = full");
        run("pragma cache_size = -65536");
    }
    ~Connection() { sqlite3_close_v2(handle_); }
    Connection(const Connection&) = delete;

    void run(const std::string& sql) {
        if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }

    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v3(handle_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) fail();
        return statement;
    }

    [[noreturn]] void fail() { throw std::runtime_error(sqlite3_errmsg(handle_)); }

  private:
    sqlite3* handle_ = nullptr;
};

/// What a submission writes. Sequences and counters are one row for many dossiers: written again for each, as the action does.
constexpr std::array<std::string_view, 5> own_tables{"dossier", "dossier_answers", "dossier_event", "message", "job"};
constexpr std::array<std::string_view, 3> shared_tables{"dossier_sequence", "count_day", "count_procedure_day"};

struct Table {
    std::vector<Row> rows;
    sqlite3_stmt* insert = nullptr;
    std::size_t written = 0;

    void write(Connection& into) {
        const auto& row = rows[written++ % rows.size()];
        for (std::size_t place = 0; place < row.size(); ++place) sqlite3_bind_value(insert, static_cast<int>(place) + 1, row[place]);
        if (sqlite3_step(insert) != SQLITE_DONE) into.fail();
        sqlite3_reset(insert);
    }
};

std::vector<Row> rows_of(Connection& from, const std::string& sql) {
    std::vector<Row> rows;
    auto* select = from.prepare(sql);
    while (sqlite3_step(select) == SQLITE_ROW) {
        Row row;
        for (int place = 0; place < sqlite3_column_count(select); ++place)
            row.push_back(sqlite3_value_dup(sqlite3_column_value(select, place)));
        rows.push_back(std::move(row));
    }
    sqlite3_finalize(select);
    return rows;
}

std::int64_t last_row(Connection& of, std::string_view table) {
    const auto rows = rows_of(of, "select coalesce(max(rowid), 0) from " + std::string(table));
    return sqlite3_value_int64(rows[0][0]);
}

Table table_of(Connection& before, Connection& after, std::string_view name, bool shared) {
    Table table;
    const std::string from = "select * from " + std::string(name);
    table.rows = rows_of(after, from + (shared ? " order by rowid desc limit 1"
                                               : " where rowid > " + std::to_string(last_row(before, name)) + " order by rowid"));
    if (table.rows.empty()) return table;
    std::string places;
    for (std::size_t place = 0; place < table.rows[0].size(); ++place) places += place == 0 ? "?" : ", ?";
    table.insert = before.prepare((shared ? "replace into " : "insert into ") + std::string(name) + " values (" + places + ")");
    return table;
}

} // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    Connection before(words[1]), after(words[2]);
    const std::size_t group = std::strtoull(words[3], nullptr, 10);
    std::vector<Table> own, shared;
    for (const auto name : own_tables) own.push_back(table_of(before, after, name, false));
    for (const auto name : shared_tables) shared.push_back(table_of(before, after, name, true));
    const std::size_t dossiers = own[0].rows.size();

    const auto start = std::chrono::steady_clock::now();
    for (std::size_t done = 0; done < dossiers;) {
        before.run("begin immediate");
        const std::size_t end = std::min(dossiers, done + group);
        for (auto& table : own)
            while (table.written * dossiers < table.rows.size() * end) table.write(before);
        for (; done < end; ++done)
            for (auto& table : shared) table.write(before);
        before.run("commit");
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%.0f\n", static_cast<double>(dossiers) / took.count());
}
