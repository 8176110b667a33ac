#include "db/migrations.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace motcua;
using namespace motcua::test;

namespace {

/// What the program has, and these after it.
std::vector<db::Migration> and_then(const db::Database& database, std::vector<db::Migration> more) {
    auto all = db::migrations_for(database.dialect());
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::string reason_of(db::Database& database, const std::vector<db::Migration>& migrations) {
    try {
        db::migrate(database, migrations);
    } catch (const db::Broken& broken) {
        return broken.what();
    }
    return "";
}

bool has_table(db::Database& database, const std::string& name) {
    try {
        database.read([&](db::Tx& tx) { tx.execute_text("select 1 from " + name, {}, nullptr); });
        return true;
    } catch (const db::Broken&) {
        return false;
    }
}

const db::Migration first{9'001, "9001_first", "create table grown (id bigint primary key); create index grown_id on grown (id);"};
const db::Migration second{9'002, "9002_second", "alter table grown add column name text;"};

} // namespace

TEST_CASE("the embedded migrations are numbered, sorted and each for its database") {
    for (const auto dialect : {db::Dialect::sqlite, db::Dialect::postgres}) {
        const auto all = db::migrations_for(dialect);
        REQUIRE_FALSE(all.empty());
        CHECK(all.front().name == "0001_jobs");
        for (std::size_t place = 1; place < all.size(); ++place) CHECK(all[place - 1].number < all[place].number);
    }
}

TEST_CASE("each migration runs once") {
    each_database([](db::Database& database) {
        CHECK(db::migrate(database) == 0);
        CHECK(db::migrate(database, and_then(database, {first})) == 1);
        CHECK(db::migrate(database, and_then(database, {first, second})) == 1);
        CHECK(db::migrate(database, and_then(database, {first, second})) == 0);
        CHECK(has_table(database, "grown"));
    });
}

TEST_CASE("a migration that was changed after it ran is refused by name") {
    each_database([](db::Database& database) {
        db::migrate(database, and_then(database, {first}));
        auto changed = first;
        changed.sql = "create table grown (id integer primary key)";
        CHECK(reason_of(database, and_then(database, {changed, second})) ==
              "the migration 9001_first was changed after it ran on this database");
        CHECK(db::migrate(database, and_then(database, {first})) == 0);
    });
}

TEST_CASE("a program that is older than the database does not touch it") {
    each_database([](db::Database& database) {
        db::migrate(database, and_then(database, {first, second}));
        CHECK(reason_of(database, and_then(database, {first})) ==
              "the database is newer than this program: it has been through 9002_second");
    });
}

TEST_CASE("a migration that fails leaves nothing of itself, and keeps what ran before it") {
    each_database([](db::Database& database) {
        const db::Migration broken{9'002, "9002_broken", "create table half (id bigint primary key); create table grown (id bigint);"};
        CHECK(reason_of(database, and_then(database, {first, broken})).starts_with("the migration 9002_broken failed: "));
        CHECK(has_table(database, "grown"));
        CHECK_FALSE(has_table(database, "half"));
        CHECK(db::migrate(database, and_then(database, {first, second})) == 1);
    });
}

TEST_CASE("two programs that start at once run each migration once between them") {
    each_fresh_database({}, [](FreshDatabase& database) {
        std::atomic<int> ran = 0;
        {
            std::vector<std::jthread> programs;
            for (int program = 0; program < 2; ++program)
                programs.emplace_back([&] {
                    const auto own = db::open(database.settings());
                    ran += db::migrate(*own, and_then(*own, {first, second}));
                });
        }
        CHECK(ran == 2);
    });
}
