#include "support/databases.hpp"
#include "support/notes.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace motcua;
using namespace motcua::test;

namespace {

struct Everything {
    Id id = 0;
    int small = 0;
    bool yes = false;
    double real = 0;
    std::string text;
    db::Bytes bytes;
    Instant at;
    Day day;
    Money money;
    Colour colour = Colour::red;
    std::optional<std::string> perhaps_text;
    std::optional<std::int64_t> perhaps_number;
    std::optional<db::Bytes> perhaps_bytes;
    std::optional<Instant> perhaps_at;

    bool operator==(const Everything&) const = default;
};

const db::Query<void(Id, int, bool, double, std::string, db::Bytes, Instant, Day, Money, Colour, std::optional<std::string>,
                     std::optional<std::int64_t>, std::optional<db::Bytes>, std::optional<Instant>)>
    insert_everything{"insert into everything values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const db::Query<Everything()> select_everything{
    "select id, small, yes, real, text, bytes, at, day, money, colour, perhaps_text, perhaps_number, perhaps_bytes, perhaps_at "
    "from everything order by id"};
const db::Query<Note(std::int64_t, std::int64_t)> select_out_of_order{
    "select id, title, number from note where number = $2 and id = $1 and ($2 = 0 or number >= $2)"};
const db::Query<std::int64_t(Id)> increment_returning{"update note set number = number + 1 where id = $1 returning number"};
const db::Query<std::int64_t()> sum_notes{"select sum(number) from note"};

void create_everything(db::Database& database) {
    always(database, [](db::Tx& tx) {
        tx.script(
            "create table everything (id bigint primary key, small integer not null, yes integer not null, real double precision not null, "
            "text text not null, bytes bytea not null, at bigint not null, day integer not null, money bigint not null, "
            "colour text not null, perhaps_text text, perhaps_number bigint, perhaps_bytes bytea, perhaps_at bigint)");
    });
}

void add_everything(db::Tx& tx, const Everything& all) {
    tx.run(insert_everything, all.id, all.small, all.yes, all.real, all.text, all.bytes, all.at, all.day, all.money, all.colour,
           all.perhaps_text, all.perhaps_number, all.perhaps_bytes, all.perhaps_at);
}

} // namespace

TEST_CASE("whatever a column holds comes back as it went in") {
    each_database([](db::Database& database) {
        create_everything(database);
        const std::vector<Everything> rows{
            {std::numeric_limits<Id>::min(), -1, false, -0.1, "", {""}, {-1}, {-1}, {-1}, Colour::red, {}, {}, {}, {}},
            {1,
             7,
             true,
             1e300,
             "Đặng Thị Ngọc Ánh 'ở' \"đây\" $1 \\ %",
             {std::string("\0\x80\xff'\\", 5)},
             {1'657'500'000'123},
             {19'184},
             {1'250'000},
             Colour::jade_green,
             "",
             0,
             db::Bytes{},
             Instant{0}},
            {std::numeric_limits<Id>::max(),
             0,
             false,
             0,
             "dòng một\ndòng hai",
             {std::string(100'000, '\x01')},
             {},
             {},
             {},
             Colour::red,
             "chữ",
             std::numeric_limits<std::int64_t>::min(),
             db::Bytes{"x"},
             Instant{5}},
        };
        always(database, [&](db::Tx& tx) {
            for (const auto& row : rows) add_everything(tx, row);
        });
        CHECK(database.read([](db::Tx& tx) { return tx.all(select_everything); }) == rows);
    });
}

TEST_CASE("a word that the enumeration does not know is not taken for another") {
    each_database([](db::Database& database) {
        create_everything(database);
        always(database, [](db::Tx& tx) {
            add_everything(tx, {.id = 1});
            tx.script("update everything set colour = 'blue'");
        });
        CHECK_THROWS_WITH(database.read([](db::Tx& tx) { return tx.all(select_everything); }), "unknown word in the database: blue");
    });
}

TEST_CASE("one gives the first row or nothing, all gives every row, each hands them over one by one") {
    each_database([](db::Database& database) {
        create_notes(database);
        database.read([](db::Tx& tx) {
            CHECK(tx.one(select_notes) == std::nullopt);
            CHECK(tx.all(select_notes).empty());
            CHECK(tx.one(count_notes) == 0);
        });
        for (int id = 1; id <= 3; ++id) add_note(database, {id, "note " + std::to_string(id), 10 * id});
        database.read([](db::Tx& tx) {
            CHECK(tx.one(select_notes) == Note{1, "note 1", 10});
            CHECK(tx.one(select_note, 9) == std::nullopt);
            CHECK(tx.all(select_notes).size() == 3);
            std::string titles;
            tx.each(select_notes, [&](const Note& note) { titles += note.title + ";"; });
            CHECK(titles == "note 1;note 2;note 3;");
            CHECK(tx.one(sum_notes) == 60);
        });
    });
}

TEST_CASE("each may be left by an exception, and the connection still serves the next") {
    db::Settings settings;
    settings.readers = 1;
    each_fresh_database(settings, [](FreshDatabase& database) {
        create_notes(*database);
        for (int id = 1; id <= 50; ++id) add_note(*database, {id, std::to_string(id), 0});
        const auto leave = [](db::Tx& tx) { tx.each(select_notes, [](const Note&) { throw std::out_of_range("enough"); }); };
        CHECK_THROWS_AS(database->read(leave), std::out_of_range);
        CHECK(notes(*database).size() == 50);
    });
}

TEST_CASE("placeholders are numbers, in whatever order the text uses them") {
    each_database([](db::Database& database) {
        create_notes(database);
        const std::int64_t large = 5'000'000'000;
        add_note(database, {7, "seven", large});
        database.read([&](db::Tx& tx) {
            CHECK(tx.one(select_out_of_order, 7, large) == Note{7, "seven", large});
            CHECK(tx.one(select_out_of_order, large, 7) == std::nullopt);
        });
    });
}

TEST_CASE("a statement is prepared once and holds nothing of its last use") {
    each_database([](db::Database& database) {
        create_notes(database);
        always(database, [](db::Tx& tx) {
            for (int id = 1; id <= 300; ++id) tx.run(insert_note, id, std::string(static_cast<std::size_t>(id), 'x'), id);
        });
        database.read([](db::Tx& tx) {
            for (int id = 300; id >= 1; --id) CHECK(tx.one(select_note, id)->title.size() == static_cast<std::size_t>(id));
        });
    });
}

TEST_CASE("run says how many rows it changed, and returning gives them back") {
    each_database([](db::Database& database) {
        create_notes(database);
        add_note(database, {1, "one", 5});
        always(database, [](db::Tx& tx) {
            CHECK(tx.run(set_note, 1, 6, 5) == 1);
            CHECK(tx.run(set_note, 1, 6, 5) == 0);
            CHECK(tx.one(increment_returning, 1) == 7);
            CHECK(tx.one(increment_returning, 2) == std::nullopt);
        });
        CHECK(notes(database) == std::vector<Note>{{1, "one", 7}});
    });
}

TEST_CASE("text made at run time takes its values as parameters too") {
    each_database([](db::Database& database) {
        create_notes(database);
        for (int id = 1; id <= 3; ++id) add_note(database, {id, "it's " + std::to_string(id), id});
        std::vector<std::string> titles;
        database.read([&](db::Tx& tx) {
            const db::Value values[] = {std::int64_t{2}, std::string_view("it's 1")};
            tx.execute_text("select title from note where number = $1 or title = $2 order by id", values, [&](const db::Columns& row) {
                titles.emplace_back(row.text(0));
                return true;
            });
        });
        CHECK(titles == std::vector<std::string>{"it's 1", "it's 2"});
    });
}

TEST_CASE("a refusal comes back as it is, and nothing of its transaction stays") {
    each_database([](db::Database& database) {
        create_notes(database);
        const auto answer = database.write([](db::Tx& tx) -> Result<int> {
            tx.run(insert_note, 1, "gone", 0);
            return refuse(Kind::conflict, "dossier.changed", {"x"});
        });
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error() == Error{Kind::conflict, "dossier.changed", {"x"}});
        CHECK(notes(database).empty());
    });
}

TEST_CASE("an exception comes out as it is, and nothing of its transaction stays") {
    each_database([](db::Database& database) {
        create_notes(database);
        const auto work = [](db::Tx& tx) -> Result<int> {
            tx.run(insert_note, 1, "gone", 0);
            throw std::out_of_range("a bug");
        };
        CHECK_THROWS_WITH_AS(database.write(work), "a bug", std::out_of_range);
        CHECK(notes(database).empty());
    });
}

TEST_CASE("keys and checks refuse a row, and that ends the transaction even when the closure goes on") {
    each_database([](db::Database& database) {
        create_notes(database);
        add_note(database, {1, "one", 0});
        CHECK_THROWS_AS(add_note(database, {1, "again", 0}), db::ConstraintBroken);
        CHECK_THROWS_AS(add_note(database, {2, "one", 0}), db::ConstraintBroken);
        CHECK_THROWS_AS(add_note(database, {2, "two", -1'000}), db::ConstraintBroken);
        CHECK_THROWS_AS(always(database, [](db::Tx& tx) { tx.run(insert_line, 1, 99); }), db::ConstraintBroken);
        const auto goes_on = [](db::Tx& tx) -> Result<int> {
            tx.run(insert_note, 3, "three", 0);
            CHECK_THROWS_AS(tx.run(insert_note, 1, "again", 0), db::ConstraintBroken);
            CHECK_THROWS_AS(tx.run(insert_note, 4, "four", 0), db::Broken);
            return 1;
        };
        CHECK_THROWS_AS(database.write(goes_on), db::ConstraintBroken);
        CHECK(notes(database).size() == 1);
        add_note(database, {2, "two", 0});
        CHECK(notes(database).size() == 2);
    });
}

TEST_CASE("a closure that ends the transaction it was lent is not told that its work is kept") {
    each_database([](db::Database& database) {
        create_notes(database);
        CHECK_THROWS_AS(always(database,
                               [](db::Tx& tx) {
                                   tx.run(insert_note, 1, "gone", 0);
                                   tx.script("rollback");
                               }),
                        db::Broken);
        CHECK(notes(database).empty());
        add_note(database, {2, "kept", 0});
        CHECK(notes(database).size() == 1);
    });
}

TEST_CASE("a read cannot write") {
    each_database([](db::Database& database) {
        create_notes(database);
        CHECK_THROWS_AS(database.read([](db::Tx& tx) { tx.run(insert_note, 1, "one", 0); }), db::Broken);
        CHECK(notes(database).empty());
    });
}

TEST_CASE("every statement is checked against the schema") {
    each_database([](db::Database& database) {
        create_notes(database);
        create_everything(database);
        CHECK_NOTHROW(db::check_statements(database));
        SUBCASE("a table that is missing is told with the text that names it") {
            always(database, [](db::Tx& tx) { tx.script("drop table note_line"); });
            std::string reason;
            try {
                db::check_statements(database);
            } catch (const db::Broken& broken) {
                reason = broken.what();
            }
            CHECK(reason.find("note_line") != reason.npos);
            CHECK(reason.find(insert_line.sql) != reason.npos);
        }
    });
}
