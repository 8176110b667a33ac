#pragma once

#include "db/database.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace motcua::db {

/// At most `limit` connections, opened when first needed, the warmest handed out first. Thread-safe.
template <class Connection>
class Pool {
  public:
    using Open = std::function<std::unique_ptr<Connection>()>;

    /// `patience`: how long take() waits for a free connection.
    Pool(int limit, std::chrono::milliseconds patience, Open open) : limit_(limit), patience_(patience), open_(std::move(open)) {}

    /// A connection for as long as the lease lives.
    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
        Lease(Lease&&) = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (connection_) pool_->give_back(std::move(connection_));
        }

        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

      private:
        Pool* pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// Throws Broken when none is free in time or a new one cannot be opened.
    Lease take() {
        std::unique_lock lock(mutex_);
        const bool free = freed_.wait_for(lock, patience_, [&] { return !idle_.empty() || open_count_ < limit_; });
        if (!free) throw Broken("every database connection is busy");
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return Lease(*this, std::move(connection));
        }
        ++open_count_;
        lock.unlock();
        return Lease(*this, open_new());
    }

    /// Closes what nobody uses: after a server was lost, its other connections are dead too.
    void close_idle() {
        std::vector<std::unique_ptr<Connection>> closing;
        const std::scoped_lock lock(mutex_);
        closing.swap(idle_);
        open_count_ -= static_cast<int>(closing.size());
        freed_.notify_all();
    }

  private:
    std::unique_ptr<Connection> open_new() {
        try {
            return open_();
        } catch (...) {
            forget_one();
            throw;
        }
    }

    void give_back(std::unique_ptr<Connection> connection) {
        if (!connection->usable()) {
            connection.reset();
            return forget_one();
        }
        {
            const std::scoped_lock lock(mutex_);
            idle_.push_back(std::move(connection));
        }
        freed_.notify_one();
    }

    void forget_one() {
        {
            const std::scoped_lock lock(mutex_);
            --open_count_;
        }
        freed_.notify_one();
    }

    const int limit_;
    const std::chrono::milliseconds patience_;
    const Open open_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    int open_count_ = 0;
};

} // namespace motcua::db
