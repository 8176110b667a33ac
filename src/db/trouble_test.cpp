#include "support/databases.hpp"
#include "support/notes.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace motcua;
using namespace motcua::test;

namespace {

/// While it lives no file of this process may grow beyond `bytes`: what a full disk looks like from here.
class SmallDisk {
  public:
    explicit SmallDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

  private:
    rlimit before_{};
};

std::string reason_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const db::Broken& broken) {
        return broken.what();
    }
    return "";
}

std::string refusal_to_open(const std::string& address) {
    db::Settings settings;
    settings.address = address;
    return reason_of([&] { db::open(settings); });
}

void add_large_note(db::Database& database, Id id) {
    add_note(database, {id, std::string(200'000, 'x') + std::to_string(id), 0});
}

std::string name_of(const FreshDatabase& database) {
    const auto& address = database.settings().address;
    const auto begin = address.rfind("motcua_");
    return address.substr(begin, address.find('?') - begin);
}

/// The server itself, from outside the database.
class Server {
  public:
    void run(const std::string& sql) {
        always(*maintenance_, [&](db::Tx& tx) { tx.script(sql); });
    }
    void let_in(const FreshDatabase& database, const char* whether) {
        run("alter database " + name_of(database) + " allow_connections " + whether);
    }
    void end_connections(const FreshDatabase& database) {
        run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name_of(database) + "'");
    }

  private:
    static db::Settings settings() {
        db::Settings settings;
        settings.address = std::getenv("MOTCUA_TEST_POSTGRES");
        return settings;
    }
    std::unique_ptr<db::Database> maintenance_ = db::open(settings());
};

} // namespace

TEST_CASE("a database that cannot be opened says why in plain words") {
    const TemporaryFolder folder;
    CHECK(refusal_to_open("").find("empty") != std::string::npos);
    CHECK(refusal_to_open("mysql://host/name").find("postgresql://") != std::string::npos);
    CHECK(refusal_to_open(folder.path() + "/no/such/file.db").find("does not exist") != std::string::npos);
    CHECK(refusal_to_open("postgresql://nobody@/nothing?host=" + folder.path()).find("cannot reach PostgreSQL") != std::string::npos);
    const std::string other = folder.path() + "/letter.txt";
    std::ofstream(other) << "this is a letter and not a database, and it is long enough to be one";
    CHECK(refusal_to_open(other).find("not a database") != std::string::npos);
}

TEST_CASE("a full database refuses what does not fit, and goes on when there is room again") {
    auto database = fresh_sqlite();
    create_notes(*database);
    add_note(*database, {1, "one", 0});
    always(*database, [](db::Tx& tx) { tx.script("pragma max_page_count = 1"); }); // as many as it has
    CHECK(reason_of([&] { add_large_note(*database, 2); }).find("full") != std::string::npos);
    CHECK(notes(*database).size() == 1);
    CHECK(database->alive());
    always(*database, [](db::Tx& tx) { tx.script("pragma max_page_count = 1000000"); });
    add_large_note(*database, 2);
    CHECK(notes(*database).size() == 2);
}

TEST_CASE("a full disk loses nothing that was acknowledged, and no restart is needed when there is room again") {
    auto database = fresh_sqlite();
    create_notes(*database);
    int written = 0;
    {
        const SmallDisk small(1'000'000);
        const auto fill = [&] {
            while (written < 100) add_large_note(*database, ++written);
        };
        CHECK_FALSE(reason_of(fill).empty());
        --written;
        CHECK_FALSE(reason_of([&] { add_large_note(*database, 1'000); }).empty());
        CHECK(notes(*database).size() == static_cast<std::size_t>(written));
    }
    add_large_note(*database, 2'000);
    database.reopen();
    CHECK(notes(*database).size() == static_cast<std::size_t>(written) + 1);
}

TEST_CASE("a backup is the whole of one moment, and never replaces a file") {
    auto database = fresh_sqlite();
    const TemporaryFolder folder;
    db::Settings settings;
    settings.address = folder.path() + "/copy.db";
    create_notes(*database);
    add_note(*database, {1, "kept", 7});
    database->backup(settings.address);
    add_note(*database, {2, "later", 0});
    CHECK(notes(*db::open(settings)) == std::vector<Note>{{1, "kept", 7}});
    CHECK(reason_of([&] { database->backup(settings.address); }).find("exists already") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(settings.address + ".part"));
    CHECK_FALSE(reason_of([&] { database->backup(folder.path() + "/no/such/copy.db"); }).empty());
}

TEST_CASE("lost connections to PostgreSQL are made again, and nobody notices") {
    auto database = fresh_postgres();
    if (!database) return;
    Server server;
    create_notes(**database);
    add_note(**database, {1, "before", 0});
    server.end_connections(*database);
    add_note(**database, {2, "after", 0});
    CHECK(notes(**database).size() == 2);
    server.end_connections(*database);
    CHECK(notes(**database).size() == 2);
}

TEST_CASE("a transaction whose connection is lost runs again as a whole") {
    auto database = fresh_postgres();
    if (!database) return;
    create_notes(**database);
    int runs = 0;
    always(**database, [&](db::Tx& tx) {
        tx.run(insert_note, 1, "one", ++runs);
        if (runs == 1) tx.script("select pg_terminate_backend(pg_backend_pid())");
    });
    CHECK(notes(**database) == std::vector<Note>{{1, "one", 2}});
}

TEST_CASE("while PostgreSQL is away every call says Broken, and after it is back none does") {
    auto database = fresh_postgres();
    if (!database) return;
    create_notes(**database);
    Server server;
    server.let_in(*database, "false");
    server.end_connections(*database);
    CHECK_THROWS_AS(add_note(**database, {1, "away", 0}), db::Broken);
    CHECK_FALSE((*database)->alive());
    server.let_in(*database, "true");
    add_note(**database, {2, "back", 0});
    CHECK(notes(**database) == std::vector<Note>{{2, "back", 0}});
}

TEST_CASE("of several hosts, the first that answers and can be written to is taken") {
    auto database = fresh_postgres();
    if (!database) return;
    db::Settings settings = database->settings();
    const auto host = settings.address.find("host=") + 5;
    settings.address.insert(host, "/no/such/folder,");
    const auto found = db::open(settings);
    create_notes(*found);
    add_note(*found, {1, "one", 0});
    CHECK(notes(**database).size() == 1);
    SUBCASE("a standby, which only reads, is not taken") {
        Server().run("alter database " + name_of(*database) + " set default_transaction_read_only = on");
        CHECK(refusal_to_open(settings.address).find("read-only") != std::string::npos);
    }
}

TEST_CASE("PostgreSQL is backed up by its own tools") {
    auto database = fresh_postgres();
    if (!database) return;
    CHECK(reason_of([&] { (*database)->backup("copy"); }).find("pg_dump") != std::string::npos);
}
