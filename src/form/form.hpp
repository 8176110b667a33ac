#pragma once

#include "base/enumeration.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace motcua::form {

enum class FieldType {
    text, lines, number, decimal, money, date, partial_date, datetime, citizen_number, phone, email, tax_code, address, choice, choices,
    yes_no, consent, group, unit
};

/// Shown only when another answer has one of these values.
struct Condition {
    std::string field;
    std::vector<std::string> values;
};

/// One field of a form. Bounds and words are data, never code.
struct Field {
    std::string key;   ///< `con.ho_ten`
    std::string label; ///< Vietnamese
    std::string hint;
    FieldType type = FieldType::text;
    bool required = false;
    std::vector<std::string> options;  ///< of choice and choices; stored as written
    std::optional<std::int64_t> least, most; ///< number, money; for text: length
    std::string prefill;               ///< account.name, account.citizen_number, account.phone, account.email, account.address or a fixed `=Việt Nam`
    std::optional<Condition> condition;
    std::vector<Field> members; ///< of a repeated group
    int at_most = 20;           ///< rows of a group
};

/// One page of the citizen's way: a question, or a few fields that belong together (họ tên + số định danh of one person).
struct Question {
    std::string key; ///< in the URL
    std::string title;
    std::vector<std::string> fields; ///< keys
};

/// A form version (mẫu đơn, tờ khai).
struct Form {
    std::string key;
    int version = 1;
    std::string title;
    std::vector<Field> fields;
    std::vector<Question> questions; ///< every field stands in exactly one

    const Field* field(std::string_view key) const;
};

/// What people answered: field key → string, array of strings (choices), or array of objects (group). Ready for JSON.
using Answers = boost::json::object;

/// Whether the field is asked, given the other answers.
bool is_asked(const Field& field, const Answers& answers);

/// Checks and tidies one question's answers as they were typed (`typed`: form field name → values; group rows as `key.0.member`;
/// a date as key-day, key-month, key-year). Bad ones come back as field errors and are left out of the answers. `today` bounds dates.
struct Checked {
    Answers answers;
    std::vector<FieldError> errors;
};
Checked check(const Form& form, const Question& question, const std::vector<std::pair<std::string, std::string>>& typed,
              const Answers& before, Day today);

/// All of a form at once, from the API or before submission: missing required fields, unknown fields, wrong types.
std::vector<FieldError> check_all(const Form& form, const Answers& answers, Day today);

/// An answer in words for people: "11/07/2022", "1.000.000 đồng", "Có".
std::string shown(const Field& field, const boost::json::value& answer);

} // namespace motcua::form

template <>
struct motcua::Words<motcua::form::FieldType> {
    static constexpr std::array words{
        std::string_view("text"),     std::string_view("lines"),   std::string_view("number"),         std::string_view("decimal"),
        std::string_view("money"),    std::string_view("date"),    std::string_view("partial_date"),   std::string_view("datetime"),
        std::string_view("citizen_number"), std::string_view("phone"), std::string_view("email"),      std::string_view("tax_code"),
        std::string_view("address"),  std::string_view("choice"),  std::string_view("choices"),        std::string_view("yes_no"),
        std::string_view("consent"),  std::string_view("group"),   std::string_view("unit")};
};
