#include "form/lint.hpp"

#include "form/typed.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace motcua::form {

namespace {

constexpr std::size_t most_fields_of_a_question = 6;

class Linter {
  public:
    explicit Linter(const Form& form) : form_(form) {}

    std::vector<FieldError> run() {
        check_words("", form_.key, form_.title);
        if (form_.version < 1) note("", "form.lint.version");
        if (form_.questions.empty()) note("", "form.lint.no_question");
        check_keys(form_.fields, "");
        std::set<std::string> questions;
        for (const auto& question : form_.questions) {
            if (!questions.insert(question.key).second) note(question.key, "form.lint.twice");
            check_question(question);
        }
        check_placing();
        return std::move(faults_);
    }

  private:
    void note(std::string field, std::string code, std::vector<std::string> arguments = {}) {
        faults_.push_back({std::move(field), std::move(code), std::move(arguments)});
    }

    static bool is_key(std::string_view key) {
        const auto good = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
        };
        return !key.empty() && key.size() <= 60 && std::all_of(key.begin(), key.end(), good);
    }

    void check_words(const std::string& where, std::string_view key, std::string_view words) {
        if (!is_key(key)) note(where, "form.lint.key", {std::string(key)});
        if (words.empty()) note(where, "form.lint.no_words");
    }

    /// No key twice, and none that begins as the rows of a group do.
    void check_keys(const std::vector<Field>& fields, const std::string& prefix) {
        std::set<std::string> keys;
        for (const auto& field : fields) {
            if (!keys.insert(field.key).second) note(prefix + field.key, "form.lint.twice");
            const auto clashes = [&](const Field& group) {
                return group.type == FieldType::group && field.key.starts_with(group.key + ".");
            };
            if (std::any_of(fields.begin(), fields.end(), clashes)) note(prefix + field.key, "form.lint.like_a_row");
            if (!field.members.empty()) check_keys(field.members, prefix + field.key + ".");
        }
    }

    /// Every field in exactly one question, every question of known fields.
    void check_placing() {
        for (const auto& field : form_.fields) {
            const auto times = std::count_if(form_.questions.begin(), form_.questions.end(), [&](const Question& question) {
                return std::find(question.fields.begin(), question.fields.end(), field.key) != question.fields.end();
            });
            if (times != 1) note(field.key, "form.lint.placed", {std::to_string(times)});
        }
    }

    void check_question(const Question& question) {
        check_words(question.key, question.key, question.title);
        if (question.fields.empty()) note(question.key, "form.lint.nothing_asked");
        if (question.fields.size() > most_fields_of_a_question) note(question.key, "form.lint.too_much_asked");
        for (const auto& key : question.fields) {
            if (const auto* field = form_.field(key))
                check_field(*field, key, form_.fields);
            else
                note(question.key, "form.lint.unknown_field", {key});
        }
        for (const auto& key : question.fields)
            if (const auto* field = form_.field(key); field && field->condition) check_condition(*field);
        asked_.insert(question.fields.begin(), question.fields.end());
    }

    /// Without scripts a page cannot ask by what was answered on the same page.
    void check_condition(const Field& field) {
        const auto* other = form_.field(field.condition->field);
        if (!other || !asked_.contains(field.condition->field))
            return note(field.key, "form.lint.condition_not_earlier", {field.condition->field});
        if (field.condition->values.empty()) note(field.key, "form.lint.condition_value", {""});
        for (const auto& value : field.condition->values) {
            const bool possible = other->type == FieldType::yes_no ? value == "yes" || value == "no"
                                  : other->type == FieldType::consent
                                      ? value == "yes"
                                      : std::find(other->options.begin(), other->options.end(), value) != other->options.end();
            if (!possible) note(field.key, "form.lint.condition_value", {value});
        }
    }

    void check_field(const Field& field, const std::string& name, const std::vector<Field>& beside) {
        check_words(name, field.key, field.label);
        const bool chooses = field.type == FieldType::choice || field.type == FieldType::choices;
        if (chooses && field.options.size() < 2) note(name, "form.lint.no_options");
        if (!chooses && !field.options.empty()) note(name, "form.lint.options_unused");
        if (std::set<std::string>(field.options.begin(), field.options.end()).size() != field.options.size())
            note(name, "form.lint.option_twice");
        if (field.least && field.most && *field.least > *field.most) note(name, "form.lint.bounds");
        check_prefill(field, name);
        check_not_before(field, name, beside);
        check_group(field, name);
    }

    void check_prefill(const Field& field, const std::string& name) {
        constexpr std::array known{"", "account.name", "account.citizen_number", "account.phone", "account.email", "account.address"};
        const bool good = field.prefill.size() > 1 && field.prefill.starts_with('=')
                              ? true
                              : std::find(known.begin(), known.end(), field.prefill) != known.end();
        if (!good) note(name, "form.lint.prefill", {field.prefill});
    }

    void check_not_before(const Field& field, const std::string& name, const std::vector<Field>& beside) {
        if (field.not_before.empty()) return;
        const auto is_date = [](FieldType type) {
            return type == FieldType::date || type == FieldType::partial_date || type == FieldType::datetime;
        };
        const auto other = std::find_if(beside.begin(), beside.end(), [&](const Field& one) { return one.key == field.not_before; });
        if (other == beside.end() || other->key == field.key || !is_date(other->type) || !is_date(field.type))
            note(name, "form.lint.not_before", {field.not_before});
    }

    void check_group(const Field& field, const std::string& name) {
        if (field.type != FieldType::group) {
            if (!field.members.empty()) note(name, "form.lint.members_unused");
            return;
        }
        if (field.members.empty()) note(name, "form.lint.no_members");
        if (field.at_most < 1 || field.at_most > most_rows) note(name, "form.lint.rows");
        for (const auto& member : field.members) {
            const auto inner = name + "." + member.key;
            if (member.type == FieldType::group || member.type == FieldType::choices || member.condition || !member.prefill.empty())
                note(inner, "form.lint.member_kind");
            check_field(member, inner, field.members);
        }
    }

    const Form& form_;
    std::vector<FieldError> faults_;
    std::set<std::string> asked_; ///< fields of the questions before
};

} // namespace

std::vector<FieldError> lint(const Form& form) {
    return Linter(form).run();
}

} // namespace motcua::form
