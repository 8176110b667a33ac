#include "support/databases.hpp"
#include "support/notes.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <latch>
#include <thread>

using namespace motcua;
using namespace motcua::test;

namespace {

/// Runs `work(number)` on that many threads at once and waits for all.
void together(int threads, const std::function<void(int)>& work) {
    std::vector<std::jthread> running;
    for (int number = 0; number < threads; ++number) running.emplace_back([&work, number] { work(number); });
}

/// Reads, thinks, and writes only when nobody wrote in between.
bool add_one_if_unchanged(db::Database& database, Id id) {
    const auto answer = database.write([&](db::Tx& tx) -> Result<bool> {
        const auto note = tx.one(select_note, id).value();
        if (tx.run(set_note, id, note.number + 1, note.number) == 0) return refuse(Kind::conflict, "changed");
        return true;
    });
    return answer.has_value();
}

} // namespace

TEST_CASE("of many writers at once, none undoes what another did") {
    each_database([](db::Database& database) {
        create_notes(database);
        add_note(database, {1, "counted", 0});
        add_note(database, {2, "compared", 0});
        together(16, [&](int) {
            for (int round = 0; round < 20; ++round) {
                always(database, [](db::Tx& tx) { tx.run(increment_note, 1); });
                while (!add_one_if_unchanged(database, 2)) {
                }
            }
        });
        CHECK(notes(database) == std::vector<Note>{{1, "counted", 320}, {2, "compared", 320}});
    });
}

TEST_CASE("those who refuse or fail do no harm to those who are written with them") {
    each_database([](db::Database& database) {
        create_notes(database);
        std::atomic<int> kept = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> thrown = 0;
        std::atomic<int> broken = 0;
        together(30, [&](int number) {
            const auto work = [&](db::Tx& tx) -> Result<bool> {
                tx.run(insert_note, number, std::to_string(number), number);
                if (number % 5 == 1) return refuse(Kind::invalid, "no");
                if (number % 5 == 2) throw std::out_of_range("a bug");
                if (number % 5 == 3) tx.run(insert_note, number, "twice", 0);
                return true;
            };
            try {
                ++(database.write(work) ? kept : refused);
            } catch (const std::out_of_range&) {
                ++thrown;
            } catch (const db::ConstraintBroken&) {
                ++broken;
            }
        });
        CHECK(kept == 12);
        CHECK(refused == 6);
        CHECK(thrown == 6);
        CHECK(broken == 6);
        const auto all = notes(database);
        CHECK(all.size() == 12);
        for (const auto& note : all) CHECK((note.id % 5 == 0 || note.id % 5 == 4));
    });
}

TEST_CASE("two who wait for each other both get through") {
    each_database([](db::Database& database) {
        create_notes(database);
        add_note(database, {1, "left", 0});
        add_note(database, {2, "right", 0});
        together(2, [&](int number) {
            always(database, [&](db::Tx& tx) {
                tx.run(increment_note, number == 0 ? 1 : 2);
                // Only on PostgreSQL do both hold their first row now.
                if (database.dialect() == db::Dialect::postgres) std::this_thread::sleep_for(std::chrono::milliseconds(100));
                tx.run(increment_note, number == 0 ? 2 : 1);
            });
        });
        CHECK(notes(database) == std::vector<Note>{{1, "left", 2}, {2, "right", 2}});
    });
}

TEST_CASE("a read sees one moment, however much is written meanwhile") {
    each_database([](db::Database& database) {
        create_notes(database);
        add_note(database, {1, "one", 1});
        database.read([&](db::Tx& tx) {
            CHECK(tx.one(count_notes) == 1);
            std::thread([&] {
                add_note(database, {2, "two", 2});
                always(database, [](db::Tx& other) { other.run(increment_note, 1); });
            }).join();
            CHECK(tx.all(select_notes) == std::vector<Note>{{1, "one", 1}});
        });
        CHECK(notes(database) == std::vector<Note>{{1, "one", 2}, {2, "two", 2}});
    });
}

TEST_CASE("a statement that takes too long is broken off") {
    db::Settings settings;
    settings.statement_ms = 200;
    each_fresh_database(settings, [](FreshDatabase& database) {
        create_notes(*database);
        const auto count_long = [](db::Tx& tx) { return tx.one(count_up, 2'000'000'000); };
        CHECK_THROWS_AS(database->read(count_long), db::Broken);
        CHECK(database->read([](db::Tx& tx) { return tx.one(count_up, 1'000); }) == 1'000);
        CHECK_THROWS_AS(always(*database, [](db::Tx& tx) { tx.run(insert_slowly, 1, 2'000'000'000); }), db::Broken);
        CHECK(notes(*database).empty());
        add_note(*database, {1, "quick", 0});
        CHECK(notes(*database).size() == 1);
    });
}

TEST_CASE("one who takes too long does not take along those who are written with him") {
    db::Settings settings;
    settings.statement_ms = 300;
    each_fresh_database(settings, [](FreshDatabase& database) {
        create_notes(*database);
        std::latch begun(1);
        std::promise<void> go;
        const auto gone = go.get_future().share();
        std::atomic<int> broken = 0;
        std::jthread first([&] {
            always(*database, [&](db::Tx&) {
                begun.count_down();
                gone.wait();
            });
        });
        begun.wait();
        // On SQLite these wait for the first and make the next group; the slow one among them.
        std::jthread gate([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            go.set_value();
        });
        together(6, [&](int number) {
            try {
                if (number == 3)
                    always(*database, [](db::Tx& tx) { tx.run(insert_slowly, 3, 2'000'000'000); });
                else
                    add_note(*database, {number, std::to_string(number), 0});
            } catch (const db::Broken&) {
                broken += 1 + 100 * (number != 3);
            }
        });
        CHECK(broken == 1);
        CHECK(notes(*database).size() == 5);
    });
}

TEST_CASE("who finds every reader busy is told so, and not left waiting") {
    db::Settings settings;
    settings.readers = 1;
    settings.busy_ms = 100;
    each_fresh_database(settings, [](FreshDatabase& database) {
        database->read([&](db::Tx&) {
            std::thread([&] { CHECK_THROWS_AS(notes(*database), db::Broken); }).join();
            CHECK_FALSE(database->alive());
        });
        CHECK(database->alive());
    });
}

TEST_CASE("closing finishes the writes that wait") {
    auto database = fresh_sqlite();
    db::Database& before = *database;
    create_notes(before);
    std::latch begun(1);
    std::promise<void> go;
    const auto gone = go.get_future().share();
    std::atomic<int> written = 0;
    std::vector<std::jthread> callers;
    callers.emplace_back([&] {
        always(before, [&](db::Tx&) {
            begun.count_down();
            gone.wait();
        });
    });
    begun.wait();
    for (int id = 1; id <= 8; ++id)
        callers.emplace_back([&, id] {
            add_note(before, {id, std::to_string(id), 0});
            ++written;
        });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::jthread closing([&] { database.reopen(); });
    go.set_value();
    closing.join();
    callers.clear();
    CHECK(written == 8);
    CHECK(notes(*database).size() == 8);
}

TEST_CASE("a write inside a write is a bug that says so at once") {
    auto database = fresh_sqlite();
    create_notes(*database);
    const auto nested = [&](db::Tx&) { add_note(*database, {1, "one", 0}); };
    CHECK_THROWS_AS(always(*database, nested), std::logic_error);
    CHECK(notes(*database).empty());
}
