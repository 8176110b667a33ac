#include "message/store.hpp"

#include <boost/json.hpp>

namespace motcua::message {

namespace {

using db::Query;

struct MessageRow {
    Id id;
    std::string kind;
    std::string arguments;
    std::string link;
    Instant created_at;
    std::optional<Instant> read_at;
};

const Query<void(Id, Id, std::string_view, std::string_view, std::string_view, Instant, std::optional<std::string>)> insert_message{
    "insert into message (id, account_id, kind, arguments, link, created_at, unique_key) values ($1, $2, $3, $4, $5, $6, $7) "
    "on conflict do nothing"};
const Query<MessageRow(Id, Id, int)> select_newest{"select id, kind, arguments, link, created_at, read_at from message "
                                                   "where account_id = $1 and id < $2 order by id desc limit $3"};
const Query<MessageRow(Id, Id)> select_message{
    "select id, kind, arguments, link, created_at, read_at from message where account_id = $1 and id = $2"};
const Query<void(Id, Id, Instant)> update_read{"update message set read_at = $3 where account_id = $1 and id = $2 and read_at is null"};
const Query<void(Id, Instant)> update_all_read{
    "update message set read_at = $2 where account_id = $1 and read_at is null and created_at <= $2"};
const Query<std::int64_t(Id)> count_unread{"select count(*) from message where account_id = $1 and read_at is null"};

Message message_of(MessageRow row) {
    Message message{row.id, std::move(row.kind), {}, std::move(row.link), row.created_at, row.read_at};
    const auto arguments = boost::json::parse(row.arguments);
    for (const auto& argument : arguments.as_array()) message.arguments.emplace_back(argument.as_string());
    return message;
}

} // namespace

bool Store::add(Id account, const Message& message, std::string_view unique_key) {
    boost::json::array arguments;
    for (const auto& argument : message.arguments) arguments.emplace_back(argument);
    const auto key = unique_key.empty() ? std::nullopt : std::optional(std::string(unique_key));
    return tx_.run(insert_message, message.id, account, message.kind, boost::json::serialize(arguments), message.link, message.created_at,
                   key) > 0;
}

std::vector<Message> Store::newest(Id account, Id before, int limit) {
    std::vector<Message> messages;
    for (auto& row : tx_.all(select_newest, account, before, limit)) messages.push_back(message_of(std::move(row)));
    return messages;
}

std::optional<Message> Store::of(Id account, Id message) {
    auto row = tx_.one(select_message, account, message);
    if (!row) return std::nullopt;
    return message_of(*std::move(row));
}

void Store::mark_read(Id account, Id message, Instant now) {
    tx_.run(update_read, account, message, now);
}

void Store::mark_all_read(Id account, Instant now) {
    tx_.run(update_all_read, account, now);
}

std::int64_t Store::unread(Id account) {
    return tx_.one(count_unread, account).value_or(0);
}

} // namespace motcua::message
