#include "law/forms.hpp"

#include "form/form_json.hpp"
#include "form/lint.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace motcua::law {

namespace json = boost::json;

namespace {

/// `questions.2.fields.0.type` → `/questions/2/fields/0/type`
std::string pointer_of(std::string field) {
    std::replace(field.begin(), field.end(), '.', '/');
    return field.empty() ? field : "/" + field;
}

/// Where the field or question with this key stands, by looking for it.
std::string place_of(const json::value& value, const std::string& key, const std::string& pointer) {
    if (const auto* object = value.if_object()) {
        const auto* own = object->if_contains("key");
        if (own != nullptr && own->is_string() && own->get_string() == key) return pointer;
        for (const auto& [name, inner] : *object)
            if (auto found = place_of(inner, key, below(pointer, std::string_view(name))); !found.empty()) return found;
    } else if (const auto* array = value.if_array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            if (auto found = place_of((*array)[i], key, below(pointer, i)); !found.empty()) return found;
    }
    return {};
}

std::optional<form::Form> read_form(Source& source, const json::value& value, const std::string& pointer) {
    const auto* object = value.if_object();
    if (object == nullptr) {
        source.complain(pointer, "law.problem.not_object");
        return std::nullopt;
    }
    auto form = form::parse(*object);
    if (!form) {
        for (const auto& fault : form.error().fields) source.complain(pointer + pointer_of(fault.field), fault.code, fault.arguments);
        if (form.error().fields.empty()) source.complain(pointer, form.error().code, form.error().arguments);
        return std::nullopt;
    }
    const auto faults = form::lint(*form);
    for (const auto& fault : faults) {
        const auto place = place_of(value, fault.field, pointer);
        source.complain(place.empty() ? pointer : place, fault.code, fault.arguments);
    }
    return faults.empty() ? std::optional(*std::move(form)) : std::nullopt;
}

} // namespace

std::vector<FormRow> read_forms(Source& source) {
    std::vector<FormRow> rows;
    if (!source.readable()) return rows;
    if (const auto* list = source.value().if_array())
        for (std::size_t i = 0; i < list->size(); ++i) rows.push_back({read_form(source, (*list)[i], below("", i)), below("", i)});
    else
        rows.push_back({read_form(source, source.value(), ""), ""});
    return rows;
}

} // namespace motcua::law
