#include "account/contact.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace motcua::account {

namespace {

constexpr std::size_t longest_email = 254; // RFC 5321

std::string digits_of(std::string_view typed) {
    std::string digits;
    for (const char letter : typed)
        if (std::string_view(" .-()").find(letter) == std::string_view::npos) digits += letter;
    if (digits.starts_with("+84")) return "0" + digits.substr(3);
    if (digits.starts_with("84") && digits.size() == 11) return "0" + digits.substr(2);
    return digits;
}

bool is_mobile(std::string_view digits) {
    return digits.size() == 10 && all_digits(digits) && digits[0] == '0' &&
           std::string_view("35789").find(digits[1]) != std::string_view::npos;
}

bool is_label(std::string_view label) {
    return !label.empty() && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

bool is_host(std::string_view host) {
    const auto labels = split(host, '.');
    return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), is_label);
}

bool is_mailbox(std::string_view local) {
    constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~";
    const auto atoms = split(local, '.');
    return local.size() <= 64 && std::all_of(atoms.begin(), atoms.end(), [&](std::string_view atom) {
               return !atom.empty() && std::all_of(atom.begin(), atom.end(), [&](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
               });
           });
}

} // namespace

std::optional<Contact> contact_of(std::string_view typed) {
    const auto text = lower_ascii(trim(typed));
    if (text.size() > longest_email) return std::nullopt;
    if (const auto digits = digits_of(text); is_mobile(digits)) return Contact{Contact::Kind::phone, digits};
    const auto at = text.rfind('@');
    if (at == std::string::npos) return std::nullopt;
    const std::string_view view = text;
    if (!is_mailbox(view.substr(0, at)) || !is_host(view.substr(at + 1))) return std::nullopt;
    return Contact{Contact::Kind::email, text};
}

std::string login_of(std::string_view typed) {
    if (const auto contact = contact_of(typed)) return contact->value;
    return lower_ascii(trim(typed));
}

bool is_staff_login(std::string_view login) {
    if (login.size() < 2 || login.size() > 40 || login[0] < 'a' || login[0] > 'z') return false;
    return std::all_of(login.begin(), login.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
}

} // namespace motcua::account
