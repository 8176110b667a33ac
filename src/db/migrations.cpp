#include "db/migrations.hpp"

#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "base/embedded.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::db {

namespace {

struct Applied {
    int number;
    std::string name;
    std::string sha256;
};

constexpr std::string_view folder = "db/migrations/";

constexpr std::string_view create_table = "create table if not exists migration (number integer primary key, name text not null, "
                                          "sha256 text not null, applied_at bigint not null)";
const std::string select_applied = "select number, name, sha256 from migration order by number";
const std::string insert_applied = "insert into migration (number, name, sha256, applied_at) values ($1, $2, $3, $4)";

/// `0050_dossier.sqlite.sql` → number 50, name 0050_dossier, or nothing when the file is for the other database.
std::optional<Migration> migration_of(const embedded::File& file, Dialect dialect) {
    std::string_view name = file.path.substr(folder.size());
    if (!name.ends_with(".sql")) return std::nullopt;
    name.remove_suffix(4);
    const std::string_view other = dialect == Dialect::sqlite ? ".postgres" : ".sqlite";
    if (name.ends_with(other)) return std::nullopt;
    Migration migration{0, std::string(name.substr(0, name.find('.'))), file.bytes};
    std::from_chars(name.data(), name.data() + name.size(), migration.number);
    if (migration.number <= 0) throw Broken(fmt::format("{} does not begin with a number", file.path));
    return migration;
}

/// Statement texts made here are not in Statement::all(): the table they need is not there before the first migration.
std::vector<Applied> applied(Tx& tx) {
    std::vector<Applied> found;
    tx.execute_text(select_applied, {}, [&](const Columns& row) {
        found.push_back({static_cast<int>(row.integer(0)), std::string(row.text(1)), std::string(row.text(2))});
        return true;
    });
    return found;
}

void check_history(std::span<const Applied> history, std::span<const Migration> migrations) {
    for (const Applied& past : history) {
        const auto known =
            std::find_if(migrations.begin(), migrations.end(), [&](const auto& migration) { return migration.number == past.number; });
        if (known == migrations.end())
            throw Broken(fmt::format("the database is newer than this program: it has been through {}", past.name));
        if (crypto::sha256_hex(known->sql) != past.sha256)
            throw Broken(fmt::format("the migration {} was changed after it ran on this database", past.name));
    }
}

/// The first that has not run; one that comes before others that ran counts too, as when two branches met.
const Migration* next_of(std::span<const Applied> history, std::span<const Migration> migrations) {
    for (const Migration& migration : migrations) {
        const auto same = [&](const Applied& past) { return past.number == migration.number; };
        if (std::none_of(history.begin(), history.end(), same)) return &migration;
    }
    return nullptr;
}

void run(Tx& tx, const Migration& migration) {
    try {
        tx.script(migration.sql);
    } catch (const std::exception& error) {
        throw Broken(fmt::format("the migration {} failed: {}", migration.name, error.what()));
    }
    const std::string sha256 = crypto::sha256_hex(migration.sql);
    const Value values[] = {std::int64_t{migration.number}, std::string_view(migration.name), std::string_view(sha256), Clock().now().ms};
    tx.execute_text(insert_applied, values, nullptr);
}

/// Whether one ran.
bool migrate_once(Database& database, std::span<const Migration> migrations) {
    const auto work = [&](Tx& tx) -> Result<bool> {
        // On SQLite the writer's lock does the same.
        if (database.dialect() == Dialect::postgres) tx.script("set local statement_timeout = 0; select pg_advisory_xact_lock(7130771)");
        tx.script(create_table);
        const auto history = applied(tx);
        check_history(history, migrations);
        const Migration* next = next_of(history, migrations);
        if (next) run(tx, *next);
        return next != nullptr;
    };
    return database.write(work).value();
}

} // namespace

std::vector<Migration> migrations_for(Dialect dialect) {
    std::vector<Migration> found;
    for (const embedded::File& file : embedded::files_under(folder))
        if (auto migration = migration_of(file, dialect)) found.push_back(*std::move(migration));
    std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) { return left.number < right.number; });
    const auto twin =
        std::adjacent_find(found.begin(), found.end(), [](const auto& left, const auto& right) { return left.number == right.number; });
    if (twin != found.end()) throw Broken(fmt::format("two migrations have the number {}", twin->number));
    return found;
}

int migrate(Database& database) {
    return migrate(database, migrations_for(database.dialect()));
}

int migrate(Database& database, std::span<const Migration> migrations) {
    int count = 0;
    while (migrate_once(database, migrations)) ++count;
    return count;
}

} // namespace motcua::db
