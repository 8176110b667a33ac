#pragma once

#include "db/database.hpp"

#include <array>
#include <string_view>

/// Two small tables that nobody but the tests of src/db knows.
namespace motcua::test {

enum class Colour { red, jade_green };

} // namespace motcua::test

template <>
struct motcua::Words<motcua::test::Colour> {
    static constexpr std::array words{std::string_view("red"), std::string_view("jade_green")};
};

namespace motcua::test {

struct Note {
    Id id = 0;
    std::string title;
    std::int64_t number = 0;

    bool operator==(const Note&) const = default;
};

inline const db::Query<void(Id, std::string_view, std::int64_t)> insert_note{"insert into note (id, title, number) values ($1, $2, $3)"};
inline const db::Query<Note(Id)> select_note{"select id, title, number from note where id = $1"};
inline const db::Query<Note()> select_notes{"select id, title, number from note order by id"};
inline const db::Query<std::int64_t()> count_notes{"select count(*) from note"};
inline const db::Query<void(Id)> increment_note{"update note set number = number + 1 where id = $1"};
inline const db::Query<void(Id, std::int64_t, std::int64_t)> set_note{"update note set number = $2 where id = $1 and number = $3"};
inline const db::Query<void(Id, Id)> insert_line{"insert into note_line (id, note_id) values ($1, $2)"};

/// Takes as long as `count` is large.
inline const db::Query<std::int64_t(std::int64_t)> count_up{
    "with recursive up (n) as (select 1 union all select n + 1 from up where n < $1) select max(n) from up"};
inline const db::Query<void(Id, std::int64_t)> insert_slowly{
    "insert into note (id, title, number) with recursive up (n) as (select 1 union all select n + 1 from up where n < $2) "
    "select $1, 'slow', max(n) from up"};

/// For closures that refuse nothing.
inline void always(db::Database& database, const std::function<void(db::Tx&)>& work) {
    const auto committed = database.write([&](db::Tx& tx) -> Result<bool> {
        work(tx);
        return true;
    });
    if (!committed) throw std::runtime_error("refused");
}

inline void add_note(db::Database& database, const Note& note) {
    always(database, [&](db::Tx& tx) { tx.run(insert_note, note.id, note.title, note.number); });
}

inline std::vector<Note> notes(db::Database& database) {
    return database.read([](db::Tx& tx) { return tx.all(select_notes); });
}

inline void create_notes(db::Database& database) {
    always(database, [](db::Tx& tx) {
        tx.script("create table note (id bigint primary key, title text not null unique, number bigint not null check (number > -1000));"
                  "create table note_line (id bigint primary key, note_id bigint not null references note (id));");
    });
}

} // namespace motcua::test
