#include "account/password.hpp"

#include "base/embedded.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

namespace motcua::account {

namespace {

constexpr std::size_t shortest = 8;
constexpr std::size_t longest = 128;

class Turns {
  public:
    static constexpr int at_once = 4;
    static constexpr int waiting_at_most = 16;

    bool take() {
        std::unique_lock lock(mutex_);
        if (running_ >= at_once && waiting_ >= waiting_at_most) return false;
        ++waiting_;
        freed_.wait(lock, [&] { return running_ < at_once; });
        --waiting_;
        ++running_;
        return true;
    }
    void give_back() {
        const std::lock_guard lock(mutex_);
        --running_;
        freed_.notify_one();
    }

  private:
    std::mutex mutex_;
    std::condition_variable freed_;
    int running_ = 0;
    int waiting_ = 0;
};

Turns& turns() {
    static Turns all;
    return all;
}

template <class Work>
auto in_turn(Work&& work) -> Result<decltype(work())> {
    if (!turns().take()) return refuse(Kind::too_many, "account.busy");
    struct Back {
        ~Back() { turns().give_back(); }
    } back;
    return work();
}

const std::set<std::string, std::less<>>& common() {
    static const auto all = [] {
        std::set<std::string, std::less<>> words;
        for (const auto line : split(embedded::file("data/account/common_passwords.txt").value().bytes, '\n'))
            if (!line.empty()) words.emplace(line);
        return words;
    }();
    return all;
}

std::string_view nobodys_hash() {
    static const std::string hash = crypto::hash_password(crypto::random_token(), crypto::PasswordCost::citizen);
    return hash;
}

} // namespace

Result<void> check_password(std::string_view password, std::string_view login) {
    if (length(password) < shortest) return refuse_field("password", "account.password.short", {std::to_string(shortest)});
    if (length(password) > longest) return refuse_field("password", "account.password.long", {std::to_string(longest)});
    const auto lower = lower_ascii(password);
    if (common().contains(lower) || lower == login) return refuse_field("password", "account.password.common");
    return {};
}

Result<std::string> hash_in_turn(std::string_view password, crypto::PasswordCost cost) {
    return in_turn([&] { return crypto::hash_password(password, cost); });
}

Result<bool> verify_in_turn(std::string_view hash, std::string_view password) {
    return in_turn([&] { return crypto::verify_password(hash.empty() ? nobodys_hash() : hash, password) && !hash.empty(); });
}

} // namespace motcua::account
