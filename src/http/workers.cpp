#include "http/workers.hpp"

#include <algorithm>

namespace motcua::http {

Workers::Workers(int threads, int queue, std::atomic<std::int64_t>& waiting)
    : limit_(static_cast<std::size_t>(std::max(queue, 1))), waiting_(waiting) {
    for (int i = 0; i < std::max(threads, 1); ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
    stop();
}

bool Workers::offer(Job& job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || jobs_.size() >= limit_) return false;
        jobs_.push_back(std::move(job));
        ++waiting_;
    }
    wake_.notify_one();
    return true;
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

void Workers::work() {
    while (true) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        --waiting_;
        const bool dropped = stopping_;
        lock.unlock();
        job(dropped);
    }
}

} // namespace motcua::http
