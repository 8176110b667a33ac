#include "form/form_json.hpp"

#include "base/embedded.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace motcua::form {

namespace {

namespace json = boost::json;

/// Takes members out of one object and notes what is wrong with them.
class Reader {
  public:
    Reader(const json::object& object, std::string path, std::vector<FieldError>& errors)
        : object_(object), path_(std::move(path)), errors_(errors) {}

    std::string path(std::string_view name) const { return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name); }
    void note(std::string_view name, std::string code, std::vector<std::string> arguments = {}) {
        errors_.push_back({path(name), std::move(code), std::move(arguments)});
    }

    const json::value* find(std::string_view name, bool required) {
        const auto* value = object_.if_contains(name);
        if (!value && required) note(name, "form.data.missing");
        return value;
    }

    std::string text(std::string_view name, bool required) {
        const auto* value = find(name, required);
        if (!value) return {};
        if (!value->is_string()) return note(name, "form.data.not_text"), std::string();
        return std::string(value->as_string());
    }

    std::optional<std::int64_t> integer(std::string_view name, bool required = false) {
        const auto* value = find(name, required);
        if (!value) return std::nullopt;
        if (!value->is_int64()) return note(name, "form.data.not_number"), std::nullopt;
        return value->as_int64();
    }

    bool flag(std::string_view name) {
        const auto* value = find(name, false);
        if (!value) return false;
        if (!value->is_bool()) return note(name, "form.data.not_flag"), false;
        return value->as_bool();
    }

    std::vector<std::string> texts(std::string_view name, bool required) {
        std::vector<std::string> result;
        for (const auto& value : array(name, required)) {
            if (value.is_string())
                result.emplace_back(value.as_string());
            else
                note(name, "form.data.not_text");
        }
        return result;
    }

    const json::array& array(std::string_view name, bool required) {
        static const json::array none;
        const auto* value = find(name, required);
        if (!value) return none;
        if (!value->is_array()) return note(name, "form.data.not_list"), none;
        return value->as_array();
    }

    void only(std::initializer_list<std::string_view> names) {
        for (const auto& [name, value] : object_)
            if (std::find(names.begin(), names.end(), std::string_view(name)) == names.end()) note(name, "form.data.unknown_member");
    }

    /// Calls `each(Reader)` for the objects of a list.
    template <class Each>
    void objects(std::string_view name, bool required, Each&& each) {
        std::size_t index = 0;
        for (const auto& value : array(name, required)) {
            const auto place = fmt::format("{}.{}", path(name), index++);
            if (value.is_object())
                each(Reader(value.as_object(), place, errors_));
            else
                errors_.push_back({place, "form.data.not_object", {}});
        }
    }

    const json::object* object(std::string_view name) {
        const auto* value = find(name, false);
        if (!value) return nullptr;
        if (!value->is_object()) return note(name, "form.data.not_object"), nullptr;
        return &value->as_object();
    }

    std::vector<FieldError>& errors() { return errors_; }

  private:
    const json::object& object_;
    std::string path_;
    std::vector<FieldError>& errors_;
};

std::vector<std::string> values_of(Reader& reader, const std::string& list) {
    const auto file = embedded::file(fmt::format("data/lists/{}.json", list));
    if (!file) return reader.note("list", "form.data.unknown_list", {list}), std::vector<std::string>();
    const auto whole = json::parse(file->bytes);
    std::vector<std::string> values;
    for (const auto& value : whole.at("values").as_array()) values.emplace_back(value.as_string());
    return values;
}

std::optional<Condition> condition_of(Reader& reader) {
    const auto* object = reader.object("condition");
    if (!object) return std::nullopt;
    Reader inner(*object, reader.path("condition"), reader.errors());
    inner.only({"field", "values"});
    return Condition{inner.text("field", true), inner.texts("values", true)};
}

Field field_of(Reader reader) {
    reader.only({"key", "label", "hint", "type", "required", "options", "list", "least", "most", "not_before", "prefill", "condition",
                 "members", "at_most"});
    Field field;
    field.key = reader.text("key", true);
    field.label = reader.text("label", true);
    field.hint = reader.text("hint", false);
    const auto type = reader.text("type", true);
    if (const auto known = from_word<FieldType>(type))
        field.type = *known;
    else if (!type.empty())
        reader.note("type", "form.data.unknown_type", {type});
    field.required = reader.flag("required");
    field.list = reader.text("list", false);
    field.options = field.list.empty() ? reader.texts("options", false) : values_of(reader, field.list);
    field.least = reader.integer("least");
    field.most = reader.integer("most");
    field.not_before = reader.text("not_before", false);
    field.prefill = reader.text("prefill", false);
    field.condition = condition_of(reader);
    reader.objects("members", false, [&](Reader member) { field.members.push_back(field_of(std::move(member))); });
    if (const auto rows = reader.integer("at_most")) field.at_most = static_cast<int>(std::clamp<std::int64_t>(*rows, 0, 1000));
    return field;
}

json::array array_of(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

json::object json_of(const Field& field) {
    json::object json{{"key", field.key}, {"label", field.label}};
    const auto put = [&](const char* name, const std::string& text) {
        if (!text.empty()) json[name] = text;
    };
    put("hint", field.hint);
    json["type"] = word_of(field.type);
    if (field.required) json["required"] = true;
    put("list", field.list);
    if (field.list.empty() && !field.options.empty()) json["options"] = array_of(field.options);
    if (field.least) json["least"] = *field.least;
    if (field.most) json["most"] = *field.most;
    put("not_before", field.not_before);
    put("prefill", field.prefill);
    if (field.condition) json["condition"] = {{"field", field.condition->field}, {"values", array_of(field.condition->values)}};
    if (field.at_most != Field{}.at_most) json["at_most"] = field.at_most;
    if (!field.members.empty()) {
        auto& members = json["members"].emplace_array();
        for (const auto& member : field.members) members.emplace_back(json_of(member));
    }
    return json;
}

} // namespace

Result<Form> parse(const json::object& json) {
    std::vector<FieldError> errors;
    Reader reader(json, "", errors);
    reader.only({"key", "version", "title", "questions"});
    Form form;
    form.key = reader.text("key", true);
    form.version = static_cast<int>(std::clamp<std::int64_t>(reader.integer("version", true).value_or(0), 0, 1'000'000));
    form.title = reader.text("title", true);
    reader.objects("questions", true, [&](Reader question) {
        question.only({"key", "title", "fields"});
        Question asked{question.text("key", true), question.text("title", true), {}};
        question.objects("fields", true, [&](Reader field) {
            form.fields.push_back(field_of(std::move(field)));
            asked.fields.push_back(form.fields.back().key);
        });
        form.questions.push_back(std::move(asked));
    });
    if (!errors.empty()) return refuse_fields(std::move(errors));
    return form;
}

json::object to_json(const Form& form) {
    json::array questions;
    for (const auto& question : form.questions) {
        json::array fields;
        for (const auto& key : question.fields) fields.emplace_back(json_of(*form.field(key)));
        questions.push_back({{"key", question.key}, {"title", question.title}, {"fields", std::move(fields)}});
    }
    return {{"key", form.key}, {"version", form.version}, {"title", form.title}, {"questions", std::move(questions)}};
}

} // namespace motcua::form
