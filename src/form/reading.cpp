#include "form/reading.hpp"

#include "base/numbers.hpp"
#include "base/text.hpp"
#include "form/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::form {

namespace {

constexpr std::size_t text_limit = 500;
constexpr std::size_t lines_limit = 4000;

/// Between one and `longest` digits.
std::optional<int> digits(std::string_view text, std::size_t longest) {
    text = trim(text);
    if (text.size() > longest || !all_digits(text)) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Reading read_text(const Field& field, std::string_view typed) {
    const bool lines = field.type == FieldType::lines;
    auto text = lines ? tidy_lines(typed) : tidy(typed);
    const auto letters = length(text);
    const auto most = field.most ? static_cast<std::size_t>(*field.most) : lines ? lines_limit : text_limit;
    if (letters > most) return wrong("form.too_long", {std::to_string(most)});
    if (field.least && letters < static_cast<std::size_t>(*field.least)) return wrong("form.too_short", {std::to_string(*field.least)});
    return text;
}

Reading read_email(std::string_view typed) {
    auto text = tidy(typed);
    const auto at = text.find('@');
    const auto dot = text.rfind('.');
    const bool plausible = at != std::string::npos && at > 0 && text.find('@', at + 1) == std::string::npos && dot != std::string::npos &&
                           dot > at + 1 && dot + 1 < text.size() && text.find(' ') == std::string::npos && text.size() <= 254;
    if (!plausible) return wrong("form.email_wrong");
    return text;
}

Reading read_choice(const Field& field, std::string_view text) {
    if (std::find(field.options.begin(), field.options.end(), text) == field.options.end()) return wrong("form.not_an_option");
    return std::string(text);
}

Reading read_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    if (std::find(words.begin(), words.end(), text) == words.end()) return wrong("form.not_an_option");
    return std::string(text);
}

Reading read_date(const Field& field, std::string_view text, Day today) {
    const auto span = span_of(text);
    if (!span || (field.type == FieldType::date && text.size() != 10)) return wrong("form.date_wrong");
    const auto within = [&](int days) { return today + days; };
    if (field.most && span->first > within(static_cast<int>(*field.most))) {
        return *field.most == 0 ? wrong("form.date_in_future")
                                : wrong("form.date_too_late", {vi_day(within(static_cast<int>(*field.most)))});
    }
    if (field.least && span->last < within(static_cast<int>(*field.least))) {
        return *field.least == 0 ? wrong("form.date_in_past")
                                 : wrong("form.date_too_early", {vi_day(within(static_cast<int>(*field.least)))});
    }
    return std::string(text);
}

Reading read_datetime(const Field& field, std::string_view text, Day today) {
    if (text.size() != 16 || !parse_instant(text)) return wrong("form.date_wrong");
    const auto day = read_date(field, text.substr(0, 10), today);
    if (!day) return day;
    return std::string(text);
}

std::unexpected<Wrong> wrong_number(numbers::Fault fault) {
    return std::unexpected(Wrong{std::string(fault.key), std::move(fault.arguments)});
}

Reading read_citizen_number(std::string_view text) {
    auto number = numbers::citizen_number(text);
    if (!number) return wrong_number(std::move(number).error());
    return std::move(number)->number;
}

Reading read_tax_code(std::string_view text) {
    auto code = numbers::tax_code(text);
    if (!code) return wrong_number(std::move(code).error());
    return std::move(code)->code;
}

Reading read_phone(std::string_view text) {
    auto phone = numbers::phone(text);
    if (!phone) return wrong_number(std::move(phone).error());
    if (phone->kind == numbers::Phone::Kind::hotline) return wrong("form.phone_hotline");
    return std::move(phone)->number;
}

} // namespace

std::optional<Span> span_of(std::string_view date) {
    if (date.size() == 10) {
        const auto day = parse_day(date);
        if (!day) return std::nullopt;
        return Span{*day, *day};
    }
    if (date.size() == 4) {
        const auto first = parse_day(fmt::format("{}-01-01", date)), last = parse_day(fmt::format("{}-12-31", date));
        if (!first || !last) return std::nullopt;
        return Span{*first, *last};
    }
    if (date.size() != 7) return std::nullopt;
    const auto first = parse_day(fmt::format("{}-01", date));
    if (!first) return std::nullopt;
    const auto [year, month, day] = civil(*first);
    const auto next = month == 12 ? day_of(year + 1, 1, 1) : day_of(year, month + 1, 1);
    return Span{*first, *next - 1};
}

Reading date_from(std::string_view day, std::string_view month, std::string_view year, bool partial) {
    const auto typed_year = digits(year, 4);
    if (!typed_year || trim(year).size() != 4) return wrong("form.year_wrong");
    const bool no_day = trim(day).empty(), no_month = trim(month).empty();
    if (no_day && no_month && partial) return fmt::format("{:04}", *typed_year);
    const auto typed_month = digits(month, 2);
    if (!typed_month) return wrong("form.date_incomplete");
    if (no_day && partial) return fmt::format("{:04}-{:02}", *typed_year, *typed_month);
    const auto typed_day = digits(day, 2);
    if (!typed_day) return wrong("form.date_incomplete");
    return fmt::format("{:04}-{:02}-{:02}", *typed_year, *typed_month, *typed_day);
}

Reading time_from(std::string_view text) {
    text = trim(text);
    const auto mark = text.find_first_of(":hg.");
    if (mark == std::string_view::npos) return wrong("form.time_wrong");
    const auto hour = digits(text.substr(0, mark), 2);
    const auto rest = trim(text.substr(mark + 1));
    const auto minute = rest.empty() && text[mark] == 'h' ? std::optional(0) : digits(rest, 2);
    if (!hour || !minute || *hour > 23 || *minute > 59) return wrong("form.time_wrong");
    return fmt::format("{:02}:{:02}", *hour, *minute);
}

Reading read(const Field& field, std::string_view text, Day today) {
    switch (field.type) {
    case FieldType::number:
        return read_whole(field, text);
    case FieldType::money:
        return read_money(field, text);
    case FieldType::decimal:
        return read_decimal(field, text);
    case FieldType::date:
    case FieldType::partial_date:
        return read_date(field, text, today);
    case FieldType::datetime:
        return read_datetime(field, text, today);
    case FieldType::citizen_number:
        return read_citizen_number(text);
    case FieldType::tax_code:
        return read_tax_code(text);
    case FieldType::phone:
        return read_phone(text);
    case FieldType::email:
        return read_email(text);
    case FieldType::choice:
        return read_choice(field, text);
    case FieldType::yes_no:
        return read_one_of(text, {"yes", "no"});
    case FieldType::consent:
        return read_one_of(text, {"yes"});
    default:
        return read_text(field, text);
    }
}

} // namespace motcua::form
