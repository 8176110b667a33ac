#pragma once

#include "base/text.hpp"
#include "form/form.hpp"

#include <boost/json/array.hpp>

/// For the tests: what a person would type on a page to give these answers.
namespace motcua::form {

inline void type_one(Typed& typed, const Field& field, const std::string& name, const boost::json::value& answer) {
    if (field.type == FieldType::choices) {
        for (const auto& one : answer.as_array()) typed.emplace_back(name, std::string(one.as_string()));
        return;
    }
    const std::string text(answer.as_string());
    const bool date = field.type == FieldType::date || field.type == FieldType::partial_date || field.type == FieldType::datetime;
    if (!date) {
        typed.emplace_back(name, text);
        return;
    }
    const auto parts = split(std::string_view(text).substr(0, 10), '-');
    typed.emplace_back(name + "-day", parts.size() > 2 ? std::string(parts[2]) : "");
    typed.emplace_back(name + "-month", parts.size() > 1 ? std::string(parts[1]) : "");
    typed.emplace_back(name + "-year", std::string(parts[0]));
    if (field.type == FieldType::datetime) typed.emplace_back(name + "-time", text.substr(11));
}

inline Typed typing(const Form& form, const Question& question, const Answers& answers) {
    Typed typed;
    for (const auto& key : question.fields) {
        const auto& field = *form.field(key);
        const auto* answer = answers.if_contains(key);
        if (!answer) continue;
        if (field.type != FieldType::group) {
            type_one(typed, field, key, *answer);
            continue;
        }
        int row = 0;
        for (const auto& one : answer->as_array()) {
            for (const auto& member : field.members)
                if (const auto* inner = one.as_object().if_contains(member.key))
                    type_one(typed, member, key + "." + std::to_string(row) + "." + member.key, *inner);
            ++row;
        }
    }
    return typed;
}

} // namespace motcua::form
