#include "base/money.hpp"
#include "base/text.hpp"
#include "form/form.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <array>

namespace motcua::form {

namespace {

std::string shown_date(std::string_view text) {
    const auto parts = split(text, '-');
    if (parts.size() == 3) return fmt::format("{}/{}/{}", parts[2], parts[1], parts[0]);
    if (parts.size() == 2) return fmt::format("{}/{}", parts[1], parts[0]);
    return std::string(text);
}

std::string shown_moment(std::string_view text, Locale locale) {
    if (text.size() != 16) return std::string(text);
    const std::array arguments{std::string(text.substr(11)), shown_date(text.substr(0, 10))};
    return sentence(locale, "form.moment", arguments);
}

std::string shown_money(std::string_view text) {
    if (!all_digits(text) || text.size() > 18) return std::string(text);
    return vi_money({std::stoll(std::string(text))});
}

std::string shown_text(const Field& field, std::string_view text, Locale locale) {
    switch (field.type) {
    case FieldType::date:
    case FieldType::partial_date:
        return shown_date(text);
    case FieldType::datetime:
        return shown_moment(text, locale);
    case FieldType::money:
        return shown_money(text);
    case FieldType::decimal: {
        std::string figure(text);
        if (const auto dot = figure.find('.'); dot != std::string::npos) figure[dot] = ',';
        return figure;
    }
    case FieldType::yes_no:
        return std::string(sentence(locale, text == "yes" ? "form.yes" : "form.no"));
    case FieldType::consent:
        return std::string(sentence(locale, "form.agreed"));
    default:
        return std::string(text);
    }
}

std::string shown_row(const Field& group, const boost::json::value& row, Locale locale) {
    const auto* object = row.if_object();
    if (!object) return boost::json::serialize(row);
    std::string line;
    for (const auto& member : group.members) {
        const auto* answer = object->if_contains(member.key);
        if (!answer) continue;
        if (!line.empty()) line += "; ";
        line += shown(member, *answer, locale);
    }
    return line;
}

} // namespace

std::string shown(const Field& field, const boost::json::value& answer, Locale locale) {
    if (const auto* text = answer.if_string()) return shown_text(field, *text, locale);
    const auto* rows = answer.if_array();
    if (!rows) return boost::json::serialize(answer);
    std::string lines;
    for (const auto& row : *rows) {
        if (!lines.empty()) lines += field.type == FieldType::group ? "\n" : "; ";
        lines += field.type == FieldType::group ? shown_row(field, row, locale) : row.is_string() ? std::string(row.as_string()) : "";
    }
    return lines;
}

} // namespace motcua::form
