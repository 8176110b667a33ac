#include "message/message.hpp"

#include "base/text.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace motcua::message {

namespace {

constexpr std::size_t sms_limit = 160;

std::string key_of(std::string_view kind, std::string_view part) {
    return "message." + std::string(kind) + "." + std::string(part);
}

std::string without_marks(std::string_view text) {
    utf8proc_uint8_t* made = nullptr;
    const auto bytes = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                    &made, static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, std::free);
    return bytes < 0 ? std::string() : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(bytes));
}

struct Plain {
    std::string_view letter, plain;
};
// Letters without a decomposition, and the signs that our sentences use.
constexpr Plain plain_letters[] = {{"đ", "d"}, {"Đ", "D"}, {"“", "\""}, {"”", "\""}, {"‘", "'"},
                                   {"’", "'"}, {"–", "-"}, {"—", "-"},  {"…", "..."}};

std::string_view plain_of(std::string_view letter) {
    for (const auto& pair : plain_letters)
        if (pair.letter == letter) return pair.plain;
    return "?";
}

// Outside the basic alphabet of SMS, or two letters there.
bool costs_more(char letter) {
    return std::string_view("[]{}^~|\\`").find(letter) != std::string_view::npos;
}

} // namespace

std::string Message::title(Locale locale) const {
    return sentence(locale, key_of(kind, "title"), arguments);
}

std::string Message::text(Locale locale) const {
    return sentence(locale, key_of(kind, "text"), arguments);
}

std::string sms_text(std::string_view text) {
    const auto bare = without_marks(tidy(text));
    std::string plain;
    for (std::size_t at = 0; at < bare.size();) {
        const auto letter = shorten(std::string_view(bare).substr(at), 1);
        at += letter.size();
        if (letter.size() > 1)
            plain += plain_of(letter);
        else
            plain += costs_more(letter[0]) ? '-' : letter[0];
    }
    if (plain.size() > sms_limit) plain = plain.substr(0, sms_limit - 3) + "...";
    return plain;
}

} // namespace motcua::message
