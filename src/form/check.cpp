#include "base/text.hpp"
#include "form/reading.hpp"
#include "form/typed.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

/// What people typed → answers.
namespace motcua::form {

namespace {

using Errors = std::vector<FieldError>;

bool is_date(const Field& field) {
    return field.type == FieldType::date || field.type == FieldType::partial_date || field.type == FieldType::datetime;
}

std::string required_code(const Field& field) {
    switch (field.type) {
    case FieldType::choice:
    case FieldType::yes_no:
        return "form.choose_one";
    case FieldType::choices:
        return "form.choose_some";
    case FieldType::consent:
        return "form.consent_needed";
    case FieldType::group:
        return "form.row_needed";
    default:
        return is_date(field) ? "form.date_needed" : "form.required";
    }
}

/// One answer from its inputs; nothing when it was left empty.
std::optional<Reading> reading_of(const Field& field, const std::string& name, const Typed& typed, Day today) {
    const auto text = is_date(field) ? typed_date(field, name, typed) : typed_text(field, name, typed);
    if (!text) return std::unexpected(text.error());
    if (text->empty()) return std::nullopt;
    return read(field, *text, today);
}

/// The chosen of several, in the order of the form.
boost::json::array chosen_of(const Field& field, const std::string& name, const Typed& typed, Errors& errors) {
    const auto values = all_typed(typed, name);
    boost::json::array chosen;
    for (const auto& option : field.options)
        if (std::find(values.begin(), values.end(), option) != values.end()) chosen.emplace_back(option);
    for (const auto value : values) {
        if (std::find(field.options.begin(), field.options.end(), value) == field.options.end()) {
            errors.push_back({name, "form.not_an_option", {}});
            break;
        }
    }
    return chosen;
}

/// A date that may not precede another one, once both are good.
void check_order(const Field& field, const std::string& name, Answers& answers, Errors& errors, const std::vector<Field>& fields) {
    const auto* later = answers.if_contains(field.key);
    const auto* earlier = field.not_before.empty() ? nullptr : answers.if_contains(field.not_before);
    if (!later || !earlier || !precedes(*later, *earlier)) return;
    const auto other = std::find_if(fields.begin(), fields.end(), [&](const Field& one) { return one.key == field.not_before; });
    errors.push_back({name, "form.before_other", {other == fields.end() ? field.not_before : other->label}});
    answers.erase(field.key);
}

void check_one(const Field& field, const std::string& name, const Typed& typed, Day today, Answers& answers, Errors& errors) {
    if (field.type == FieldType::choices) {
        auto chosen = chosen_of(field, name, typed, errors);
        if (!chosen.empty())
            answers[field.key] = std::move(chosen);
        else if (field.required)
            errors.push_back({name, required_code(field), {}});
        return;
    }
    const auto reading = reading_of(field, name, typed, today);
    if (!reading) {
        if (field.required) errors.push_back({name, required_code(field), {}});
    } else if (!*reading) {
        errors.push_back({name, reading->error().code, reading->error().arguments});
    } else {
        answers[field.key] = **reading;
    }
}

void check_group(const Field& group, const Typed& typed, Day today, Answers& answers, Errors& errors) {
    boost::json::array rows;
    for (const auto index : typed_rows(group.key, typed)) {
        if (row_is_empty(group.key, index, typed)) continue;
        if (rows.size() >= static_cast<std::size_t>(group.at_most)) {
            errors.push_back({group.key, "form.too_many_rows", {std::to_string(group.at_most)}});
            break;
        }
        Answers row;
        const auto prefix = fmt::format("{}.{}.", group.key, index);
        for (const auto& member : group.members) check_one(member, prefix + member.key, typed, today, row, errors);
        for (const auto& member : group.members) check_order(member, prefix + member.key, row, errors, group.members);
        if (!row.empty()) rows.emplace_back(std::move(row));
    }
    const bool good =
        std::none_of(errors.begin(), errors.end(), [&](const FieldError& error) { return error.field.starts_with(group.key + "."); });
    if (rows.empty() && good && group.required) errors.push_back({group.key, required_code(group), {}});
    if (!rows.empty()) answers[group.key] = std::move(rows);
}

} // namespace

Checked check(const Form& form, const Question& question, const Typed& typed, const Answers& before, Day today) {
    Checked checked{before, {}};
    for (const auto& key : question.fields) checked.answers.erase(key);
    for (const auto& key : question.fields) {
        const auto& field = *form.field(key);
        if (!is_asked(field, checked.answers)) continue;
        if (field.type == FieldType::group)
            check_group(field, typed, today, checked.answers, checked.errors);
        else
            check_one(field, field.key, typed, today, checked.answers, checked.errors);
    }
    for (const auto& key : question.fields) {
        const auto& field = *form.field(key);
        check_order(field, field.key, checked.answers, checked.errors, form.fields);
    }
    return checked;
}

} // namespace motcua::form
