#include "form/fields.hpp"

#include "base/text.hpp"
#include "form/typed.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace motcua::form {

namespace {

using Kind = html::Field::Kind;

constexpr std::size_t most_radios = 8; ///< more options are a list to open

Kind kind_of(const Field& field) {
    switch (field.type) {
    case FieldType::lines:
        return Kind::lines;
    case FieldType::number:
        return Kind::number;
    case FieldType::date:
    case FieldType::partial_date:
    case FieldType::datetime:
        return Kind::date;
    case FieldType::citizen_number:
        return Kind::number;
    case FieldType::phone:
        return Kind::telephone;
    case FieldType::email:
        return Kind::email;
    case FieldType::choice:
        return field.options.size() > most_radios ? Kind::select : Kind::radios;
    case FieldType::yes_no:
        return Kind::radios;
    case FieldType::choices:
    case FieldType::consent:
        return Kind::checkboxes;
    default:
        return Kind::text;
    }
}

int width_of(const Field& field) {
    switch (field.type) {
    case FieldType::number:
        return 5;
    case FieldType::decimal:
        return 10;
    case FieldType::money:
    case FieldType::citizen_number:
    case FieldType::phone:
    case FieldType::tax_code:
        return 20;
    default:
        return field.type == FieldType::text && field.most && *field.most <= 20 ? 20 : 0;
    }
}

std::string autocomplete_of(const Field& field) {
    constexpr std::array known{std::pair("account.name", "name"), std::pair("account.phone", "tel"), std::pair("account.email", "email")};
    for (const auto& [source, token] : known)
        if (field.prefill == source) return token;
    return {};
}

/// Turns the fields of one level (a question, or a row) into inputs.
class Maker {
  public:
    Maker(const Showing& showing, const Answers& answers, std::string prefix)
        : showing_(showing), answers_(answers), prefix_(std::move(prefix)) {}

    void make(const Field& field, std::vector<html::Field>& into) {
        html::Field input{.kind = kind_of(field), .name = prefix_ + field.key, .label = field.label, .hint = field.hint};
        input.required = field.required;
        input.width = width_of(field);
        input.autocomplete = autocomplete_of(field);
        input.error = error_of(input.name);
        if (field.type == FieldType::decimal) input.input_mode = "decimal";
        if (field.type == FieldType::money) input.input_mode = "numeric", input.suffix = say("form.money_suffix");
        if (input.kind == Kind::date) return make_date(field, std::move(input), into);
        if (field.type == FieldType::address || field.type == FieldType::unit) return make_address(field, std::move(input), into);
        if (!options_of(field).empty())
            choose(field, input);
        else
            input.value = text_of(field, input.name);
        into.push_back(std::move(input));
    }

  private:
    std::string say(std::string_view key, std::vector<std::string> arguments = {}) const {
        return sentence(showing_.locale, key, arguments);
    }

    std::string error_of(const std::string& name) const {
        if (!showing_.errors) return {};
        for (const auto& error : *showing_.errors)
            if (error.field == name) return say(error.code, error.arguments);
        return {};
    }

    std::string answer_of(const Field& field) const {
        const auto* answer = answers_.if_contains(field.key);
        return answer && answer->is_string() ? std::string(answer->as_string()) : std::string();
    }

    std::string text_of(const Field& field, const std::string& name) const {
        if (showing_.typed) return std::string(first_typed(*showing_.typed, name));
        const auto answer = answer_of(field);
        const bool figure = field.type == FieldType::decimal;
        return figure && !answer.empty() ? shown(field, boost::json::value(answer)) : answer;
    }

    std::vector<html::Choice> options_of(const Field& field) const {
        if (field.type == FieldType::yes_no) return {{"yes", say("form.yes")}, {"no", say("form.no")}};
        if (field.type == FieldType::consent) return {{"yes", say("form.agreed")}};
        std::vector<html::Choice> choices;
        for (const auto& option : field.options) choices.push_back({option, option});
        return choices;
    }

    std::vector<std::string> chosen_of(const Field& field, const std::string& name) const {
        if (showing_.typed) {
            const auto values = all_typed(*showing_.typed, name);
            return {values.begin(), values.end()};
        }
        std::vector<std::string> chosen;
        const auto* answer = answers_.if_contains(field.key);
        if (answer && answer->is_string()) chosen.emplace_back(answer->as_string());
        if (answer && answer->is_array())
            for (const auto& one : answer->as_array())
                if (one.is_string()) chosen.emplace_back(one.as_string());
        return chosen;
    }

    void choose(const Field& field, html::Field& input) const {
        input.choices = options_of(field);
        const auto chosen = chosen_of(field, input.name);
        for (auto& choice : input.choices) choice.chosen = std::find(chosen.begin(), chosen.end(), choice.value) != chosen.end();
    }

    void make_date(const Field& field, html::Field input, std::vector<html::Field>& into) const {
        input.year_only_allowed = field.type == FieldType::partial_date;
        if (input.hint.empty()) input.hint = say("form.date_hint");
        const auto answer = answer_of(field);
        if (showing_.typed) {
            input.day = first_typed(*showing_.typed, input.name + "-day");
            input.month = first_typed(*showing_.typed, input.name + "-month");
            input.year = first_typed(*showing_.typed, input.name + "-year");
        } else {
            input.year = answer.substr(0, 4);
            if (answer.size() >= 7) input.month = answer.substr(5, 2);
            if (answer.size() >= 10) input.day = answer.substr(8, 2);
        }
        html::Field time{.name = input.name + "-time", .label = say("form.time", {field.label}), .hint = say("form.time_hint")};
        time.required = field.required;
        time.width = 5;
        time.value = showing_.typed ? std::string(first_typed(*showing_.typed, time.name)) : answer.size() == 16 ? answer.substr(11) : "";
        into.push_back(std::move(input));
        if (field.type == FieldType::datetime) into.push_back(std::move(time));
    }

    /// A line, and below it the communes of the province, so that most people need not type theirs.
    void make_address(const Field& field, html::Field input, std::vector<html::Field>& into) const {
        input.value = text_of(field, input.name);
        if (!showing_.places || showing_.places->empty()) return into.push_back(std::move(input));
        html::Field place{.kind = Kind::select, .name = input.name + "-unit", .label = say("form.place", {field.label})};
        place.hint = say("form.place_hint");
        place.required = field.required;
        auto chosen = showing_.typed ? std::string(first_typed(*showing_.typed, place.name)) : std::string();
        for (const auto& option : *showing_.places) {
            if (!showing_.typed && chosen.empty() && input.value.ends_with(option)) {
                chosen = option;
                input.value = input.value.size() > option.size() + 2 ? input.value.substr(0, input.value.size() - option.size() - 2) : "";
            }
            place.choices.push_back({option, option, {}, chosen == option});
        }
        if (input.hint.empty()) input.hint = say("form.place_street_hint");
        into.push_back(std::move(input));
        into.push_back(std::move(place));
    }

    const Showing& showing_;
    const Answers& answers_;
    std::string prefix_;
};

std::vector<int> rows_of(const Field& group, const Showing& showing) {
    if (showing.typed) {
        auto rows = typed_rows(group.key, *showing.typed);
        return rows.empty() ? std::vector{0} : rows;
    }
    const auto* answer = showing.answers.if_contains(group.key);
    const auto count = answer && answer->is_array() ? answer->as_array().size() : 0;
    std::vector<int> rows;
    for (int row = 0; row < std::max(1, static_cast<int>(count)); ++row) rows.push_back(row);
    return rows;
}

const Answers& row_answers(const Field& group, const Answers& answers, int row) {
    static const Answers none;
    const auto* rows = answers.if_contains(group.key);
    if (!rows || !rows->is_array() || static_cast<std::size_t>(row) >= rows->as_array().size()) return none;
    const auto* object = rows->as_array()[static_cast<std::size_t>(row)].if_object();
    return object ? *object : none;
}

void add_rows(const Field& group, const Showing& showing, std::vector<Block>& blocks) {
    const auto say = [&](std::string_view key, std::vector<std::string> arguments) { return sentence(showing.locale, key, arguments); };
    const auto rows = rows_of(group, showing);
    int number = 0;
    for (const int row : rows) {
        Maker maker(showing, showing.typed ? showing.answers : row_answers(group, showing.answers, row),
                    fmt::format("{}.{}.", group.key, row));
        Block block{{say("form.row", {group.label, std::to_string(++number)}), {}}};
        for (const auto& member : group.members) maker.make(member, block.fieldset.fields);
        if (rows.size() > 1)
            block.remove = html::Button{say("form.remove_row", {group.label, std::to_string(number)}), "remove",
                                        fmt::format("{}.{}", group.key, row), "secondary"};
        blocks.push_back(std::move(block));
    }
    if (rows.size() < static_cast<std::size_t>(group.at_most))
        blocks.back().add = html::Button{say("form.add_row", {group.label}), "add", group.key, "secondary"};
    if (!showing.errors) return;
    for (const auto& error : *showing.errors) // of the group as a whole: it stands at the first input
        if (error.field == group.key) blocks[blocks.size() - rows.size()].fieldset.fields.front().error = say(error.code, error.arguments);
}

} // namespace

QuestionFields fields_of(const Form& form, const Question& question, const Showing& showing) {
    QuestionFields made;
    Maker maker(showing, showing.answers, "");
    Block plain;
    for (const auto& key : question.fields) {
        const auto& field = *form.field(key);
        if (!is_asked(field, showing.answers)) continue;
        if (field.type == FieldType::group)
            add_rows(field, showing, made.blocks);
        else
            maker.make(field, plain.fieldset.fields);
    }
    auto& fields = plain.fieldset.fields;
    if (fields.size() == 1 && made.blocks.empty()) {
        fields.front().label = question.title;
        fields.front().label_is_title = made.titled = true;
    }
    if (!fields.empty()) made.blocks.insert(made.blocks.begin(), std::move(plain));
    return made;
}

Typed with_row(const Form& form, const Question& question, Typed typed, std::string_view group) {
    const auto* field = form.field(group);
    const bool here = std::find(question.fields.begin(), question.fields.end(), group) != question.fields.end();
    if (!field || !here || field->type != FieldType::group || field->members.empty()) return typed;
    const auto rows = typed_rows(group, typed);
    const int next = rows.empty() ? 0 : rows.back() + 1;
    if (rows.size() < static_cast<std::size_t>(field->at_most) && next < most_rows)
        typed.emplace_back(fmt::format("{}.{}.{}", group, next, field->members.front().key), "");
    return typed;
}

Typed without_row(Typed typed, std::string_view row) {
    const auto prefix = fmt::format("{}.", row);
    std::erase_if(typed, [&](const auto& input) { return input.first.starts_with(prefix); });
    return typed;
}

std::vector<std::string> places_of(const unit::Tree& units, Day day) {
    std::vector<std::string> places;
    const auto visit = [&](const auto& self, const unit::Unit& unit, const std::string& above) -> void {
        if (unit.type == unit::Type::office) return;
        const auto name = above.empty() ? unit.full_name : fmt::format("{}, {}", unit.full_name, above);
        bool lowest = true;
        for (const auto* child : units.children(unit.id, day)) {
            lowest = lowest && child->type == unit::Type::office;
            self(self, *child, name);
        }
        if (lowest && unit.depth > 1) places.push_back(name);
    };
    for (const auto* root : units.roots(day)) visit(visit, *root, "");
    return places;
}

} // namespace motcua::form
