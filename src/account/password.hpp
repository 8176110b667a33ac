#pragma once

#include "base/crypto.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace motcua::account {

/// 8 to 128 letters of any kind; not among the commonest (data/account/common_passwords.txt), not the login. Field error on `password`:
/// `account.password.short`, `.long`, `.common`.
Result<void> check_password(std::string_view password, std::string_view login);

/// Hashing costs up to 64 MiB and a third of a second, so at most four run at once in this process; a few more wait their turn
/// and the rest hear Kind::too_many, `account.busy`.
Result<std::string> hash_in_turn(std::string_view password, crypto::PasswordCost cost);
/// Takes as long when `hash` is empty (nobody's), so that a login cannot be told from none by the time.
Result<bool> verify_in_turn(std::string_view hash, std::string_view password);

} // namespace motcua::account
