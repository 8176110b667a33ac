#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace motcua {

namespace {

std::string mapped(std::string_view text, int options) {
    utf8proc_uint8_t* made = nullptr;
    const auto bytes = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                                    &made, static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, std::free);
    return bytes < 0 ? std::string() : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(bytes));
}

bool is_continuation(char letter) {
    return (static_cast<unsigned char>(letter) & 0xC0) == 0x80;
}

/// Letters that NFC leaves as they are, whatever stands beside them: below U+0300, and the Vietnamese ones of U+1EA0 to U+1EF9. What is
/// typed here is hardly ever anything else.
bool is_composed(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto left = text.size() - i;
        if (lead < 0x80) {
            i += 1;
        } else if (lead >= 0xC2 && lead <= 0xCB && left >= 2 && is_continuation(text[i + 1])) {
            i += 2;
        } else if (lead == 0xE1 && left >= 3 && is_continuation(text[i + 2]) &&
                   ((text[i + 1] == '\xBA' && text[i + 2] >= '\xA0') || (text[i + 1] == '\xBB' && text[i + 2] <= '\xB9'))) {
            i += 3;
        } else {
            return false;
        }
    }
    return true;
}

std::string composed(std::string_view text) {
    return is_composed(text) ? std::string(text) : mapped(text, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

bool is_letter_or_digit(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || (static_cast<unsigned char>(letter) & 0x80) != 0;
}

std::string collapse(std::string_view text, bool keep_lines) {
    std::string result;
    result.reserve(text.size());
    for (const char letter : text) {
        const bool line = keep_lines && letter == '\n';
        if (line) {
            while (!result.empty() && result.back() == ' ') result.pop_back();
            result += '\n';
        } else if (static_cast<unsigned char>(letter) <= ' ' || letter == 0x7f) {
            if (!result.empty() && result.back() != ' ' && result.back() != '\n') result += ' ';
        } else {
            result += letter;
        }
    }
    while (!result.empty() && (result.back() == ' ' || result.back() == '\n')) result.pop_back();
    return result;
}

} // namespace

std::string fold(std::string_view text) {
    const auto bare = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD | UTF8PROC_COMPAT);
    std::string result;
    result.reserve(bare.size());
    for (std::size_t i = 0; i < bare.size(); ++i) {
        if (bare[i] == '\xc4' && i + 1 < bare.size() && bare[i + 1] == '\x91') { // đ has no decomposition in Unicode
            result += 'd';
            ++i;
        } else if (is_letter_or_digit(bare[i])) {
            result += bare[i];
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

std::string tidy(std::string_view text) {
    return collapse(composed(text), false);
}

std::string tidy_lines(std::string_view text) {
    return collapse(composed(text), true);
}

bool is_utf8(std::string_view text) {
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    utf8proc_int32_t letter = 0;
    while (left > 0) {
        const auto bytes = *at < 0x80 ? 1 : utf8proc_iterate(at, left, &letter);
        if (bytes <= 0) return false;
        at += bytes;
        left -= bytes;
    }
    return true;
}

std::size_t length(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view shorten(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
        if (starts && count-- == 0) break;
    }
    return text.substr(0, end);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view space = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(separator, start);
        parts.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::string lower_ascii(std::string_view text) {
    std::string result(text);
    for (auto& letter : result)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    return result;
}

std::string upper(std::string_view text) {
    std::string result;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t letter = 0;
        const auto bytes = utf8proc_iterate(at, left, &letter);
        if (bytes <= 0) break;
        utf8proc_uint8_t encoded[4];
        const auto made = utf8proc_encode_char(utf8proc_toupper(letter), encoded);
        result.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(made));
        at += bytes;
        left -= bytes;
    }
    return result;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string masked(std::string_view text, std::size_t shown) {
    if (text.size() <= shown) return std::string(text.size(), '*');
    return std::string(text.size() - shown, '*') + std::string(text.substr(text.size() - shown));
}

} // namespace motcua
