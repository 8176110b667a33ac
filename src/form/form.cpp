#include "form/form.hpp"

#include "form/reading.hpp"

#include <algorithm>

namespace motcua::form {

namespace {

template <class Rows>
auto find_key(const Rows& rows, std::string_view key) {
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

std::string known(const Field& field, const Person& person) {
    if (field.prefill.starts_with('=')) return field.prefill.substr(1);
    if (field.prefill == "account.name") return person.name;
    if (field.prefill == "account.citizen_number") return person.citizen_number;
    if (field.prefill == "account.phone") return person.phone;
    if (field.prefill == "account.email") return person.email;
    if (field.prefill == "account.address") return person.address;
    return {};
}

} // namespace

const Field* Form::field(std::string_view key) const {
    return find_key(fields, key);
}

const Question* Form::question(std::string_view key) const {
    return find_key(questions, key);
}

const Question* Form::question_of(std::string_view field) const {
    for (const auto& question : questions)
        if (std::find(question.fields.begin(), question.fields.end(), field) != question.fields.end()) return &question;
    return nullptr;
}

bool is_asked(const Field& field, const Answers& answers) {
    if (!field.condition) return true;
    const auto* answer = answers.if_contains(field.condition->field);
    if (!answer) return false;
    const auto& values = field.condition->values;
    const auto wanted = [&](const boost::json::value& given) {
        const auto* text = given.if_string();
        return text && std::find(values.begin(), values.end(), std::string_view(*text)) != values.end();
    };
    if (const auto* several = answer->if_array()) return std::any_of(several->begin(), several->end(), wanted);
    return wanted(*answer);
}

bool is_asked(const Form& form, const Question& question, const Answers& answers) {
    return std::any_of(question.fields.begin(), question.fields.end(), [&](const std::string& key) {
        const auto* field = form.field(key);
        return field && is_asked(*field, answers);
    });
}

// In the order of the fields, so that an answer goes when the one it hung on went.
Answers only_asked(const Form& form, const Answers& answers) {
    Answers kept;
    for (const auto& field : form.fields) {
        const auto* answer = answers.if_contains(field.key);
        if (answer && is_asked(field, kept)) kept[field.key] = *answer;
    }
    return kept;
}

Answers prefill(const Form& form, const Person& person, Day today) {
    Answers answers;
    for (const auto& field : form.fields) {
        const auto text = known(field, person);
        if (text.empty()) continue;
        if (const auto value = read(field, text, today)) answers[field.key] = *value;
    }
    return answers;
}

} // namespace motcua::form
