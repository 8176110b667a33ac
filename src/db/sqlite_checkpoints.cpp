#include "db/sqlite_checkpoints.hpp"

namespace motcua::db {

namespace {

constexpr int pages_between = 1'000;

} // namespace

SqliteCheckpoints::SqliteCheckpoints(const Settings& settings) : settings_(settings), thread_([this] { serve(); }) {}

SqliteCheckpoints::~SqliteCheckpoints() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wanted_.notify_one();
    thread_.join();
}

void SqliteCheckpoints::log_holds(int pages) {
    {
        const std::scoped_lock lock(mutex_);
        pages_ = pages;
        if (pages < done_at_) done_at_ = 0; // the log began anew
        if (pages - done_at_ < pages_between) return;
    }
    wanted_.notify_one();
}

void SqliteCheckpoints::serve() {
    std::unique_lock lock(mutex_);
    while (true) {
        wanted_.wait(lock, [&] { return stopping_ || pages_ - done_at_ >= pages_between; });
        if (stopping_) return;
        done_at_ = pages_;
        lock.unlock();
        checkpoint();
        lock.lock();
    }
}

/// A checkpoint that fails loses nothing: the log keeps what it has, and the next one tries again.
void SqliteCheckpoints::checkpoint() {
    try {
        if (!connection_) connection_ = std::make_unique<SqliteConnection>(settings_, SqliteConnection::Mode::write);
        sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    } catch (const Broken&) {
        connection_.reset();
    }
}

} // namespace motcua::db
