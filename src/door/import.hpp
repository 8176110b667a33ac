#pragma once

#include "account/actions.hpp"
#include "law/law.hpp"
#include "law/taking.hpp"

namespace motcua::door {

/// `motcua import accounts`: rows with `login`, `name`, `staff` (yes, no), and if any `phone`, `email`, `role`, `unit` (identifier or
/// statistics code), `until` (a day). One row an account and role: further roles are further rows of the same login. Nobody gets a
/// password: people set one through a code sent to their phone or address, or an administrator gives it. An account and role that are there
/// already are `same`. Refused rows leave the others untouched.
law::Report import_accounts(db::Tx& tx, law::Source& source, const law::Law& law, std::string_view key, Instant now);

} // namespace motcua::door
