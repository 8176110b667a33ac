#pragma once
#include "db/database.hpp"
namespace motcua::db {
struct PostgresDatabase : Database {
    explicit PostgresDatabase(const Settings&) { throw Broken("not yet"); }
    Dialect dialect() const override { return Dialect::postgres; }
    bool alive() noexcept override { return false; }
    void backup(const std::string&) override {}
    void write_transaction(const std::function<bool(Tx&)>&) override {}
    void read_transaction(const std::function<void(Tx&)>&) override {}
};
} // namespace motcua::db
