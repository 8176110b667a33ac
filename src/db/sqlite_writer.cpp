#include "db/sqlite_writer.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <limits>
#include <utility>

namespace motcua::db {

namespace {

constexpr int pages_before_waiting = 16'000;

} // namespace

void SqliteWriter::Done::tell_all() {
    told_.store(1, std::memory_order_release);
    syscall(SYS_futex, &told_, FUTEX_WAKE_PRIVATE, std::numeric_limits<int>::max(), nullptr, nullptr, 0);
}

void SqliteWriter::Done::wait() {
    while (told_.load(std::memory_order_acquire) == 0) syscall(SYS_futex, &told_, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
}

SqliteWriter::SqliteWriter(const Settings& settings, std::function<void(int)> wrote) : settings_(settings), wrote_(std::move(wrote)) {
    connection();
    thread_ = std::thread([this] { serve(); });
}

SqliteWriter::~SqliteWriter() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    filled_.notify_one();
    thread_.join();
}

void SqliteWriter::write(const std::function<bool(Tx&)>& work) {
    if (std::this_thread::get_id() == thread_.get_id()) throw std::logic_error("write() inside write()");
    Item item{work, nullptr};
    join(item)->done.wait();
    if (item.error) std::rethrow_exception(std::exchange(item.error, nullptr));
}

std::shared_ptr<SqliteWriter::Group> SqliteWriter::join(Item& item) {
    // Told under the lock: after it, the writer may finish this item and be gone.
    const std::scoped_lock lock(mutex_);
    if (waiting_.empty() || waiting_.back()->items.size() >= static_cast<std::size_t>(settings_.group))
        waiting_.push_back(std::make_shared<Group>());
    const auto group = waiting_.back();
    group->items.push_back(&item);
    if (waiting_.size() == 1 && group->items.size() == 1) filled_.notify_one();
    return group;
}

void SqliteWriter::serve() {
    while (const auto group = next_group()) {
        commit_group(group->items);
        group->done.tell_all();
    }
}

/// None only when it is time to end.
std::shared_ptr<SqliteWriter::Group> SqliteWriter::next_group() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    auto group = std::move(waiting_.front());
    waiting_.pop_front();
    return group;
}

void SqliteWriter::commit_group(Items group) {
    const Item* culprit = commit_together(group);
    if (!culprit) return;
    // One closure took the transaction down with it (too slow, too large for the disk). Its neighbours did nothing wrong.
    for (Item* item : group) {
        if (item == culprit) continue;
        item->error = nullptr;
        commit_together({&item, 1});
    }
}

/// The closure that made SQLite give the whole transaction up, or null when each has its answer.
SqliteWriter::Item* SqliteWriter::commit_together(Items group) {
    try {
        connection().begin();
        if (!work_freely(group)) {
            connection_->roll_back();
            if (!connection_->usable()) connection_.reset();
            connection().begin();
            if (Item* culprit = work_in_savepoints(group)) return culprit;
        }
        connection_->commit();
    } catch (...) {
        give_up(group);
    }
    return nullptr;
}

/// False as soon as a closure leaves rows behind that must not stay, or the transaction is over.
bool SqliteWriter::work_freely(Items group) {
    for (Item* item : group)
        if (attempt(*item) == Outcome::written_in_vain || !connection_->in_transaction()) return false;
    return true;
}

SqliteWriter::Item* SqliteWriter::work_in_savepoints(Items group) {
    for (Item* item : group) {
        work_in_savepoint(*item);
        if (connection_->in_transaction()) continue;
        if (!item->error) item->error = std::make_exception_ptr(Broken("the closure ended the transaction it was lent"));
        if (!connection_->usable()) connection_.reset();
        return item;
    }
    return nullptr;
}

SqliteWriter::Outcome SqliteWriter::attempt(Item& item) {
    item.error = nullptr;
    SqliteTx tx(*connection_);
    bool keep = false;
    try {
        keep = item.work(tx);
        tx.raise_failure();
    } catch (...) {
        keep = false;
        item.error = std::current_exception();
    }
    if (keep) return Outcome::keep;
    return tx.wrote() ? Outcome::written_in_vain : Outcome::nothing_written;
}

void SqliteWriter::work_in_savepoint(Item& item) {
    connection_->savepoint();
    const auto outcome = attempt(item);
    if (!connection_->in_transaction()) return;
    if (outcome == Outcome::keep)
        connection_->release();
    else
        connection_->roll_back_to_savepoint();
}

/// Not even those whom a rule refused are told so: what they read may have been written by a neighbour just now.
void SqliteWriter::give_up(Items group) {
    std::string reason = "the database gave up";
    try {
        throw;
    } catch (const std::exception& error) {
        reason = error.what();
    }
    for (Item* item : group) item->error = std::make_exception_ptr(Broken(reason));
    if (!connection_) return;
    connection_->roll_back();
    if (!connection_->usable()) connection_.reset();
}

SqliteConnection& SqliteWriter::connection() {
    if (!connection_) {
        connection_ = std::make_unique<SqliteConnection>(settings_, SqliteConnection::Mode::write);
        sqlite3_wal_hook(connection_->handle(), after_commit, this);
    }
    return *connection_;
}

int SqliteWriter::after_commit(void* writer, sqlite3* handle, const char* schema, int pages) {
    // Under steady load the checkpoints beside us never catch the log's end, where it could begin anew. Now and then we wait for them here.
    if (pages >= pages_before_waiting) sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    static_cast<SqliteWriter*>(writer)->wrote_(pages);
    return SQLITE_OK;
}

} // namespace motcua::db
