#include "db/postgres.hpp"

#include <random>
#include <thread>

namespace motcua::db {

namespace {

constexpr int most_attempts = 6;

const Query<int()> ask_server{"select 1"};

/// Longer each time and never twice the same, so that two who met do not meet again.
void pause_before(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    const int longest_ms = 5 << attempt;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(1, longest_ms)(random)));
}

/// Rolls back what was not committed, however the closure ended. A connection that cannot even do that is not used again.
struct RollBack {
    PostgresConnection& connection;
    ~RollBack() {
        if (connection.lost() || !connection.in_transaction()) return;
        try {
            connection.simple("rollback");
        } catch (const PostgresRefusal&) {
        }
    }
};

void commit(PostgresConnection& connection) {
    if (!connection.in_transaction()) throw Broken("the closure ended the transaction it was lent");
    try {
        connection.simple("commit");
    } catch (const PostgresRefusal& refusal) {
        if (connection.lost() || refusal.state.empty())
            throw Broken("the connection was lost during the commit; whether it holds is not known: " + refusal.reason);
        throw;
    }
}

} // namespace

PostgresDatabase::PostgresDatabase(const Settings& settings)
    : settings_(settings), writers_(settings.writers, std::chrono::milliseconds(settings.busy_ms),
                                    [this] { return std::make_unique<PostgresConnection>(settings_); }),
      readers_(settings.readers, std::chrono::milliseconds(settings.busy_ms),
               [this] { return std::make_unique<PostgresConnection>(settings_); }) {
    writers_.take(); // to say now what is wrong with the address
}

void PostgresDatabase::write_transaction(const std::function<bool(Tx&)>& work) {
    transact(writers_, "begin", work);
}

void PostgresDatabase::read_transaction(const std::function<void(Tx&)>& work) {
    transact(readers_, "begin isolation level repeatable read, read only", [&](Tx& tx) {
        work(tx);
        return false;
    });
}

void PostgresDatabase::transact(Connections& pool, const char* begin, const std::function<bool(Tx&)>& work) {
    for (int number = 1; !attempt(pool, begin, work, number == most_attempts); ++number) pause_before(number);
}

bool PostgresDatabase::attempt(Connections& pool, const char* begin, const std::function<bool(Tx&)>& work, bool last) {
    auto connection = pool.take();
    const RollBack roll_back{*connection};
    PostgresTx tx(*connection);
    try {
        connection->simple(begin);
        const bool keep = work(tx);
        if (tx.refusal()) throw *tx.refusal();
        if (keep) commit(*connection);
        return true;
    } catch (const PostgresRefusal& refusal) {
        if (connection->lost()) pool.close_idle();
        if (last || !(refusal.passes() || connection->lost())) refusal.raise();
    } catch (...) {
        if (!tx.refusal() || last) throw;
        if (connection->lost())
            pool.close_idle();
        else if (!tx.refusal()->passes())
            throw;
    }
    return false;
}

bool PostgresDatabase::alive() noexcept {
    try {
        return read([](Tx& tx) { return tx.one(ask_server).has_value(); });
    } catch (...) {
        return false;
    }
}

void PostgresDatabase::backup(const std::string&) {
    throw Broken("back PostgreSQL up with its own tools (pg_basebackup, pg_dump)");
}

} // namespace motcua::db
