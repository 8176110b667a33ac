#include "message/message.hpp"

#include "jobs/jobs.hpp"
#include "message/store.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <limits>
#include <stdexcept>

namespace motcua::message {

namespace {

// What a job needs to send the words of today, even when the sentences change before it runs.
void enqueue(db::Tx& tx, std::string_view way, const Recipient& recipient, const boost::json::object& body, Instant now,
             std::string_view unique_key) {
    const auto key = unique_key.empty() ? std::string() : fmt::format("{}/{}/{}", way, recipient.account, unique_key);
    jobs::enqueue(tx, way, boost::json::serialize(body), now, key);
}

} // namespace

void tell(db::Tx& tx, const Recipient& recipient, std::string_view kind, const std::vector<std::string>& arguments, std::string_view link,
          Instant now, std::string_view unique_key) {
    if (!link.empty() && (link[0] != '/' || link.starts_with("//"))) throw std::logic_error("a message leads to a path of our own");
    const Message message{new_id(now), std::string(kind), arguments, std::string(link), now, std::nullopt};
    if (recipient.account != 0 && !Store(tx).add(recipient.account, message, unique_key)) return;
    if (!recipient.email.empty())
        enqueue(tx, "message.mail", recipient,
                {{"to", recipient.email},
                 {"subject", message.title(recipient.locale)},
                 {"text", message.text(recipient.locale)},
                 {"link", message.link},
                 {"locale", code_of(recipient.locale)}},
                now, unique_key);
    const auto sms_key = fmt::format("message.{}.sms", kind);
    if (!recipient.phone.empty() && has_sentence(recipient.locale, sms_key))
        enqueue(tx, "message.sms", recipient, {{"to", recipient.phone}, {"text", sentence(recipient.locale, sms_key, arguments)}}, now,
                unique_key);
}

Inbox inbox(db::Database& database, Id account, Id after, int limit) {
    const Id before = after > 0 ? after : std::numeric_limits<Id>::max();
    Inbox page{database.read([&](db::Tx& tx) { return Store(tx).newest(account, before, limit + 1); }), 0};
    if (page.messages.size() > static_cast<std::size_t>(limit)) {
        page.messages.pop_back();
        page.next = page.messages.back().id;
    }
    return page;
}

std::int64_t unread(db::Tx& tx, Id account) {
    return Store(tx).unread(account);
}

Result<std::string> open(db::Database& database, Id account, Id message, Instant now) {
    return database.write([&](db::Tx& tx) -> Result<std::string> {
        Store store(tx);
        const auto found = store.of(account, message);
        if (!found) return refuse(Kind::not_found, "message.not_found");
        store.mark_read(account, message, now);
        return found->link;
    });
}

Result<void> mark_all_read(db::Database& database, Id account, Instant now) {
    return database.write([&](db::Tx& tx) -> Result<void> {
        Store(tx).mark_all_read(account, now);
        return {};
    });
}

} // namespace motcua::message
