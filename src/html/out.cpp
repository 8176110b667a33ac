#include "html/out.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace motcua::html {

namespace {

void escape(std::string& result, std::string_view value, std::string_view special) {
    std::size_t at = 0;
    while (at < value.size()) {
        const auto next = std::min(value.find_first_of(special, at), value.size());
        result.append(value, at, next - at);
        at = next;
        if (at == value.size()) return;
        switch (value[at++]) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            break; // NUL has no place in HTML
        }
    }
}

constexpr std::string_view in_text{"&<>\0", 4};
constexpr std::string_view in_attribute{"&<>\"'\0", 6};

constexpr std::array<std::string_view, 3> schemes{"https:", "mailto:", "tel:"};

bool may_lead_to(std::string_view url) {
    // Browsers drop tabs and line breaks inside URLs and read a backslash as a slash; none of ours has any.
    const auto strange = [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == '\\'; };
    if (std::ranges::any_of(url, strange)) return false;
    if (url.starts_with("//")) return false;
    if (url.starts_with('/') || url.starts_with('#') || url.starts_with('?')) return true;
    return std::ranges::any_of(schemes, [&](std::string_view scheme) { return url.starts_with(scheme); });
}

std::string in_words(Locale locale, Instant at) {
    const std::array<std::string, 2> arguments{vi_clock(at), vi_day(local_day(at))};
    return motcua::sentence(locale, "html.instant", arguments);
}

} // namespace

Out::Out(Locale locale, std::string csrf_token) : locale_(locale), csrf_(std::move(csrf_token)) {
    text_.reserve(8 * 1024);
}

void Out::text(std::string_view value) {
    escape(text_, value, in_text);
}

void Out::text(Day day) {
    text_ += vi_day(day);
}

void Out::text(Instant at) {
    text(in_words(locale_, at));
}

void Out::text(Money amount) {
    text(vi_money(amount));
}

void Out::attribute(std::string_view value) {
    escape(text_, value, in_attribute);
}

void Out::url(std::string_view value) {
    attribute(may_lead_to(value) ? value : "#");
}

void Out::url_part(std::string_view value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char letter : value) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x80 && (std::isalnum(byte) || letter == '-' || letter == '.' || letter == '_' || letter == '~')) {
            text_ += letter;
        } else {
            text_ += {'%', digits[byte >> 4], digits[byte & 15]};
        }
    }
}

void Out::sentence(std::string_view key, std::initializer_list<std::string> arguments) {
    text(motcua::sentence(locale_, key, std::span(arguments.begin(), arguments.size())));
}

void Out::sentence_attribute(std::string_view key, std::initializer_list<std::string> arguments) {
    attribute(motcua::sentence(locale_, key, std::span(arguments.begin(), arguments.size())));
}

std::string Out::plain(Day day) const {
    return vi_day(day);
}

std::string Out::plain(Instant at) const {
    return in_words(locale_, at);
}

std::string Out::plain(Money amount) const {
    return vi_money(amount);
}

void Out::number(long long value) {
    text_ += std::to_string(value);
}

} // namespace motcua::html
