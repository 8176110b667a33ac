#include "message/letter.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace motcua::message {

namespace {

constexpr std::size_t word_bytes = 42; // 56 letters of base64 and the frame: below the 75 of RFC 2047

std::string base64(std::string_view bytes) {
    auto text = crypto::base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

bool is_plain(std::string_view text) {
    return text.size() <= 60 && text.find("=?") == std::string_view::npos &&
           std::ranges::all_of(text, [](char letter) { return letter >= ' ' && letter <= '~'; });
}

// An encoded word must not end within a letter.
std::string_view next_word(std::string_view text) {
    std::size_t bytes = std::min(text.size(), word_bytes);
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

std::string date_of(Instant at) {
    constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Day day = local_day(at);
    const auto date = civil(day);
    const auto second = (at.ms / 1000) % 60;
    return fmt::format("{}, {} {} {} {}:{:02} +0700", days[static_cast<std::size_t>(weekday(day) - 1)], date.day,
                       months[static_cast<std::size_t>(date.month - 1)], date.year, vi_clock(at), second);
}

std::string with_crlf(std::string_view text) {
    std::string lines;
    for (const char letter : text) {
        if (letter == '\n' && !lines.ends_with('\r')) lines += '\r';
        lines += letter;
    }
    return lines;
}

std::string in_lines(std::string_view base64_text) {
    std::string lines;
    for (std::size_t at = 0; at < base64_text.size(); at += 76) lines += fmt::format("{}\r\n", base64_text.substr(at, 76));
    return lines;
}

// A name in quotes is a phrase of its own; encoded words stand without quotes.
std::string mailbox(std::string_view name, std::string_view address) {
    const auto text = tidy(name);
    if (text.empty()) return fmt::format("<{}>", address);
    if (is_plain(text) && text.find_first_of("\"\\") == std::string::npos) return fmt::format("\"{}\" <{}>", text, address);
    return fmt::format("{}\r\n <{}>", header_text(text), address);
}

} // namespace

std::string header_text(std::string_view raw) {
    const auto text = tidy(raw);
    if (is_plain(text)) return text;
    std::string words;
    for (std::string_view rest = text; !rest.empty();) {
        const auto word = next_word(rest);
        if (!words.empty()) words += "\r\n ";
        words += fmt::format("=?UTF-8?B?{}?=", base64(word));
        rest.remove_prefix(word.size());
    }
    return words;
}

std::string write_down(const Letter& letter) {
    const auto host = letter.from.substr(letter.from.find('@') + 1);
    return fmt::format("Date: {}\r\n"
                       "From: {}\r\n"
                       "To: <{}>\r\n"
                       "Subject: {}\r\n"
                       "Message-ID: <{}@{}>\r\n"
                       "Auto-Submitted: auto-generated\r\n"
                       "MIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\n"
                       "Content-Transfer-Encoding: base64\r\n"
                       "\r\n"
                       "{}",
                       date_of(letter.at), mailbox(letter.from_name, letter.from), letter.to, header_text(letter.subject), letter.id, host,
                       in_lines(base64(with_crlf(letter.text))));
}

bool is_mail_address(std::string_view address) {
    const auto at = address.find('@');
    return address.size() <= 254 && at != std::string_view::npos && at > 0 && at + 1 < address.size() &&
           address.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(address, [](char letter) {
               return letter > ' ' && letter <= '~' && std::string_view("<>()[]\\,;:\"").find(letter) == std::string_view::npos;
           });
}

} // namespace motcua::message
