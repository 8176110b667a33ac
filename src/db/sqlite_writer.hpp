#pragma once

#include "db/sqlite_connection.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace motcua::db {

/// The one thread that writes to a SQLite file. Whatever waits when it looks goes into one transaction, first come first served; one commit
/// makes all of it durable, and only then the callers are woken. Nobody waits to fill a group. When a closure that has written is refused
/// or fails, the group begins anew with a savepoint for each closure. Most groups never need them, and a savepoint copies every page that
/// its closure touches.
class SqliteWriter {
  public:
    /// Throws Broken when the file cannot be opened. `wrote` hears after each commit how many pages the write-ahead log holds.
    SqliteWriter(const Settings& settings, std::function<void(int pages)> wrote);
    /// Finishes what waits.
    ~SqliteWriter();

    /// Blocks until the closure's transaction is on disk or given up; throws what the closure threw, or Broken.
    void write(const std::function<bool(Tx&)>& work);

  private:
    /// What the callers of a group sleep on: one call to the kernel wakes all of them. std::atomic::wait yields the processor some times
    /// before it sleeps, which with a commit to wait for and dozens of callers is only work for nothing.
    class Done {
      public:
        void tell_all();
        void wait();

      private:
        std::atomic<std::uint32_t> told_ = 0;
    };

    /// One caller; stands on the caller's stack until its group is done.
    struct Item {
        const std::function<bool(Tx&)>& work;
        std::exception_ptr error;
    };
    /// Those who came while the group before was written. Lives until the last of them has looked.
    struct Group {
        std::vector<Item*> items;
        Done done;
    };
    using Items = std::span<Item* const>;

    void serve();
    std::shared_ptr<Group> join(Item& item);
    std::shared_ptr<Group> next_group();
    void commit_group(Items group);
    Item* commit_together(Items group);
    bool work_freely(Items group);
    Item* work_in_savepoints(Items group);
    enum class Outcome { keep, nothing_written, written_in_vain };
    Outcome attempt(Item& item);
    void work_in_savepoint(Item& item);
    void give_up(Items group);
    SqliteConnection& connection();
    static int after_commit(void* writer, sqlite3* handle, const char* schema, int pages);

    const Settings settings_;
    const std::function<void(int)> wrote_;
    std::unique_ptr<SqliteConnection> connection_; ///< of the writer thread only
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<std::shared_ptr<Group>> waiting_; ///< only the last one still takes callers in
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace motcua::db
