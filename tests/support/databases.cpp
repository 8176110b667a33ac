#include "support/databases.hpp"

#include "base/clock.hpp"
#include "base/crypto.hpp"
#include "db/migrations.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace motcua::test {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

void run(PGconn* connection, const std::string& sql) {
    PGresult* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(fmt::format("{}: {}", sql, PQerrorMessage(connection)));
}

Connection connect(const char* url) {
    Connection connection(PQconnectdb(url), PQfinish);
    if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    return connection;
}

bool exists(PGconn* connection, const std::string& database) {
    const char* values[] = {database.c_str()};
    PGresult* result = PQexecParams(connection, "select 1 from pg_database where datname = $1", 1, nullptr, values, nullptr, nullptr, 0);
    const bool found = PQntuples(result) == 1;
    PQclear(result);
    return found;
}

/// The maintenance URL with another database: its path is what follows the host.
std::string address_of(std::string_view url, std::string_view database) {
    const auto path = url.find('/', url.find("://") + 3);
    const auto query = url.find('?');
    return fmt::format("{}/{}{}", url.substr(0, path), database, query == url.npos ? "" : url.substr(query));
}

std::string name_of_template() {
    std::string all;
    for (const auto& migration : db::migrations_for(db::Dialect::postgres)) all += migration.sql;
    return "motcua_template_" + crypto::sha256_hex(all).substr(0, 16);
}

/// Made by the first test that needs it; other test programs wait and find it.
void make_template(PGconn* maintenance, const char* url, const std::string& name, const std::function<void(const std::string&)>& fill) {
    run(maintenance, "select pg_advisory_lock(7130772)");
    if (!exists(maintenance, name)) {
        run(maintenance, fmt::format("drop database if exists {}_new", name));
        run(maintenance, fmt::format("create database {}_new template template0 encoding 'UTF8' locale 'C'", name));
        fill(address_of(url, name + "_new"));
        run(maintenance, fmt::format("alter database {0}_new rename to {0}", name));
    }
    run(maintenance, "select pg_advisory_unlock(7130772)");
}

void migrate_at(const std::string& address) {
    db::Settings settings;
    settings.address = address;
    db::migrate(*db::open(settings));
}

/// The migrated file that fresh ones are copied from.
const std::string& sqlite_template() {
    static const TemporaryFolder folder;
    static const std::string path = [] {
        db::Settings settings;
        settings.address = folder.path() + "/template.db";
        db::migrate(*db::open(settings));
        return settings.address;
    }();
    return path;
}

const char* postgres_url() {
    static const char* url = [] {
        const char* found = std::getenv("MOTCUA_TEST_POSTGRES");
        if (!found) std::fputs("MOTCUA_TEST_POSTGRES is not set: the stories run on SQLite only\n", stderr);
        return found;
    }();
    return url;
}

} // namespace

FreshDatabase::FreshDatabase(db::Settings settings, std::function<void()> remove)
    : settings_(std::move(settings)), database_(db::open(settings_)), remove_(std::move(remove)) {}

FreshDatabase::~FreshDatabase() {
    database_.reset();
    if (remove_) remove_();
}

void FreshDatabase::reopen() {
    database_.reset();
    database_ = db::open(settings_);
}

FreshDatabase fresh_sqlite(db::Settings settings) {
    auto folder = std::make_shared<TemporaryFolder>();
    settings.address = folder->path() + "/motcua.db";
    std::filesystem::copy_file(sqlite_template(), settings.address);
    return FreshDatabase(settings, [folder]() mutable { folder.reset(); });
}

std::optional<LentDatabase> lend_postgres(const std::string& name, const std::function<void(const std::string&)>& fill) {
    const char* url = postgres_url();
    if (!url) return std::nullopt;
    const auto maintenance = connect(url);
    make_template(maintenance.get(), url, name, fill);
    const std::string fresh = fmt::format("motcua_{}", new_id(Clock().now()));
    run(maintenance.get(), fmt::format("create database {} template {} strategy file_copy", fresh, name));
    return LentDatabase{address_of(url, fresh),
                        [url, fresh] { run(connect(url).get(), fmt::format("drop database {} with (force)", fresh)); }};
}

std::optional<FreshDatabase> fresh_postgres(db::Settings settings) {
    static const std::string from = name_of_template();
    auto lent = lend_postgres(from, migrate_at);
    if (!lent) return std::nullopt;
    settings.address = lent->address;
    return FreshDatabase(settings, lent->remove);
}

void each_fresh_database(const db::Settings& settings, const std::function<void(FreshDatabase&)>& story) {
    SUBCASE("on SQLite") {
        auto database = fresh_sqlite(settings);
        story(database);
    }
    SUBCASE("on PostgreSQL") {
        if (auto database = fresh_postgres(settings)) story(*database);
    }
}

void each_database(const std::function<void(db::Database&)>& story) {
    each_fresh_database({}, [&](FreshDatabase& database) { story(*database); });
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "motcua-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

} // namespace motcua::test
