#include "form/reading.hpp"
#include "form/typed.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

/// Whole sets of answers, as they are stored and as programs send them.
namespace motcua::form {

namespace {

using Errors = std::vector<FieldError>;

void check_text(const Field& field, const std::string& name, const boost::json::value& answer, Day today, Errors& errors) {
    const auto* text = answer.if_string();
    if (!text) return errors.push_back({name, "form.not_text", {}});
    if (text->empty()) return errors.push_back({name, "form.empty_text", {}});
    const auto reading = read(field, *text, today);
    if (!reading) return errors.push_back({name, reading.error().code, reading.error().arguments});
    if (std::string_view(*text) != *reading) errors.push_back({name, "form.not_tidy", {*reading}});
}

void check_choices(const Field& field, const boost::json::value& answer, Errors& errors) {
    const auto* chosen = answer.if_array();
    if (!chosen || chosen->empty()) return errors.push_back({field.key, "form.not_list", {}});
    std::vector<std::string_view> seen;
    for (const auto& one : *chosen) {
        const auto* text = one.if_string();
        const bool option = text && std::find(field.options.begin(), field.options.end(), std::string_view(*text)) != field.options.end();
        const bool again = text && std::find(seen.begin(), seen.end(), std::string_view(*text)) != seen.end();
        if (!option || again) return errors.push_back({field.key, "form.not_an_option", {}});
        seen.push_back(*text);
    }
}

void check_fields(const std::vector<Field>& fields, const Answers& answers, const std::string& prefix, Day today, Errors& errors);

void check_rows(const Field& group, const boost::json::value& answer, Day today, Errors& errors) {
    const auto* rows = answer.if_array();
    if (!rows || rows->empty()) return errors.push_back({group.key, "form.not_list", {}});
    if (rows->size() > static_cast<std::size_t>(group.at_most))
        return errors.push_back({group.key, "form.too_many_rows", {std::to_string(group.at_most)}});
    for (std::size_t index = 0; index < rows->size(); ++index) {
        const auto prefix = fmt::format("{}.{}", group.key, index);
        const auto* row = (*rows)[index].if_object();
        if (row)
            check_fields(group.members, *row, prefix + ".", today, errors);
        else
            errors.push_back({prefix, "form.not_object", {}});
    }
}

void check_answer(const Field& field, const std::string& name, const boost::json::value& answer, Day today, Errors& errors) {
    if (field.type == FieldType::choices) return check_choices(field, answer, errors);
    if (field.type == FieldType::group) return check_rows(field, answer, today, errors);
    check_text(field, name, answer, today, errors);
}

/// Every field and every answer, at one level.
void check_fields(const std::vector<Field>& fields, const Answers& answers, const std::string& prefix, Day today, Errors& errors) {
    const auto label_of = [&](std::string_view key) {
        const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.key == key; });
        return found == fields.end() ? std::string(key) : found->label;
    };
    for (const auto& field : fields) {
        const auto name = prefix + field.key;
        const auto* answer = answers.if_contains(field.key);
        const bool asked = is_asked(field, answers);
        if (!answer && asked && field.required) errors.push_back({name, "form.required", {}});
        if (!answer) continue;
        if (!asked)
            errors.push_back({name, "form.not_asked", {}});
        else
            check_answer(field, name, *answer, today, errors);
        const auto* earlier = answers.if_contains(field.not_before);
        if (earlier && precedes(*answer, *earlier)) errors.push_back({name, "form.before_other", {label_of(field.not_before)}});
    }
    for (const auto& [key, answer] : answers) {
        const auto known = [&](const Field& field) { return field.key == std::string_view(key); };
        if (std::none_of(fields.begin(), fields.end(), known)) errors.push_back({prefix + std::string(key), "form.unknown_field", {}});
    }
}

} // namespace

std::vector<FieldError> check_all(const Form& form, const Answers& answers, Day today) {
    Errors errors;
    check_fields(form.fields, answers, "", today, errors);
    return errors;
}

} // namespace motcua::form
