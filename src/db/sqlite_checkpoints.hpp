#pragma once

#include "db/sqlite_connection.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace motcua::db {

/// Moves the write-ahead log into the database file beside the writer, so that no commit waits for it. Thread-safe.
class SqliteCheckpoints {
  public:
    explicit SqliteCheckpoints(const Settings& settings);
    ~SqliteCheckpoints();

    /// The log holds this many pages. Called by the writer after each commit, cheap.
    void log_holds(int pages);

  private:
    void serve();
    void checkpoint();

    const Settings settings_;
    std::unique_ptr<SqliteConnection> connection_; ///< of the thread only
    std::mutex mutex_;
    std::condition_variable wanted_;
    int pages_ = 0;
    int done_at_ = 0; ///< pages_ at the last checkpoint
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace motcua::db
