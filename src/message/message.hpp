#pragma once

#include "base/id.hpp"
#include "base/locale.hpp"
#include "db/database.hpp"

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
/// `unique_key` (may be empty) keeps the same message from being sent twice.
void tell(db::Tx& tx, const Recipient& recipient, std::string_view kind, const std::vector<std::string>& arguments,
          std::string_view link, Instant now, std::string_view unique_key = {});

} // namespace motcua::message
