#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace motcua::http {

/// Threads for handlers, with a queue that says no instead of growing. Thread-safe.
class Workers {
  public:
    /// `dropped`: the server stops and the job must only clean up.
    using Job = std::move_only_function<void(bool dropped)>;

    /// `waiting` shows how many jobs stand in the queue.
    Workers(int threads, int queue, std::atomic<std::int64_t>& waiting);
    ~Workers();

    /// False, and `job` untouched, when the queue is full or the workers have stopped.
    bool offer(Job& job);
    /// Drops what waits and returns when the running jobs have ended. Safe to call twice, from one thread.
    void stop();

  private:
    void work();

    const std::size_t limit_;
    std::atomic<std::int64_t>& waiting_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace motcua::http
