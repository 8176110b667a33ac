#pragma once

#include "base/id.hpp"
#include "base/locale.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::message {

/// Whom a message is for: the inbox of an account, and the ways outside that are known.
struct Recipient {
    Id account = 0; ///< 0: no inbox
    std::string phone;
    std::string email;
    Locale locale = Locale::vi;
};

/// Writes one message in the caller's transaction: a row in the inbox, and a job each for SMS and e-mail where there is a number or an
/// address. `kind` is a key: locales have message.<kind>.title, .text and .sms. `link` is an own path ("/dossiers/…").
/// `unique_key` (may be empty) keeps the same message from being sent twice to
/// the same account; for a recipient without an account the key itself has to tell one from the other.
void tell(db::Tx& tx, const Recipient& recipient, std::string_view kind, const std::vector<std::string>& arguments, std::string_view link,
          Instant now, std::string_view unique_key = {});

/// A message in an inbox, rendered in the reader's language when it is shown.
struct Message {
    Id id = 0;
    std::string kind;
    std::vector<std::string> arguments;
    std::string link;
    Instant created_at;
    std::optional<Instant> read_at;

    std::string title(Locale locale) const;
    std::string text(Locale locale) const;
};

/// Newest first, in key-set pages. `after` is the `next` of the page before, 0 for the first.
struct Inbox {
    std::vector<Message> messages;
    Id next = 0; ///< 0 on the last page
};
Inbox inbox(db::Database& database, Id account, Id after, int limit);
std::int64_t unread(db::Tx& tx, Id account);

/// Marks it as read and says where it leads. `message.not_found` also for a message of somebody else.
Result<std::string> open(db::Database& database, Id account, Id message, Instant now);
/// Marks all as read that came up to `now`.
Result<void> mark_all_read(db::Database& database, Id account, Instant now);

/// What goes out as one SMS: without diacritics (one part holds 160 plain letters, but only 70 Vietnamese ones), cut to 160.
std::string sms_text(std::string_view text);

} // namespace motcua::message
