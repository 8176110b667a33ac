#include "db/database.hpp"

#include <fmt/format.h>

namespace motcua::db {

namespace {

void check(Database& database, const Statement& statement) {
    const char* sql = database.dialect() == Dialect::postgres ? statement.postgres : statement.sql;
    const auto broken = [&](std::string_view reason) { return Broken(fmt::format("{}\n  in: {}", reason, sql)); };
    Shape shape;
    try {
        shape = database.read([&](Tx& tx) { return tx.shape_of(statement); });
    } catch (const std::exception& error) {
        throw broken(error.what());
    }
    if (shape.columns != statement.columns)
        throw broken(fmt::format("it gives {} columns, its row has {}", shape.columns, statement.columns));
    if (shape.parameters != static_cast<int>(statement.parameters.size()))
        throw broken(fmt::format("it takes {} parameters, its type has {}", shape.parameters, statement.parameters.size()));
}

} // namespace

void check_statements(Database& database) {
    for (const Statement* statement : Statement::all()) check(database, *statement);
}

} // namespace motcua::db
