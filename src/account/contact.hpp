#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace motcua::account {

/// A way to reach a person that is also a login: a Vietnamese mobile number (`0912345678`) or an e-mail address in lower case.
struct Contact {
    enum class Kind { phone, email } kind = Kind::phone;
    std::string value;

    bool operator==(const Contact&) const = default;
};

/// Reads what people type: spaces, dots and hyphens in numbers, +84 or 84 for the leading 0. Nothing when it is neither.
std::optional<Contact> contact_of(std::string_view typed);

/// The one spelling of a login: a contact as above, otherwise lower case without outer space.
std::string login_of(std::string_view typed);
/// What a staff login may be: 2 to 40 of a-z, 0-9, dot, hyphen and underscore, beginning with a letter.
bool is_staff_login(std::string_view login);

} // namespace motcua::account
