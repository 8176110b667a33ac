#pragma once

#include "message/message.hpp"

namespace motcua::message {

/// The rows of table message.
class Store {
  public:
    explicit Store(db::Tx& tx) : tx_(tx) {}

    /// False when the account has a message with this key already; then nothing is written.
    bool add(Id account, const Message& message, std::string_view unique_key);
    std::vector<Message> newest(Id account, Id before, int limit);
    std::optional<Message> of(Id account, Id message);
    void mark_read(Id account, Id message, Instant now);
    void mark_all_read(Id account, Instant now);
    std::int64_t unread(Id account);

  private:
    db::Tx& tx_;
};

} // namespace motcua::message
