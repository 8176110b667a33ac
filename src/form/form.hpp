#pragma once

#include "base/enumeration.hpp"
#include "base/locale.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace motcua::form {

enum class FieldType {
    text,
    lines,
    number,
    decimal,
    money,
    date,
    partial_date,
    datetime,
    citizen_number,
    phone,
    email,
    tax_code,
    address,
    choice,
    choices,
    yes_no,
    consent,
    group,
    unit
};

/// Asked only when the answer of an earlier question has one of these values.
struct Condition {
    std::string field;
    std::vector<std::string> values;
};

/// One field of a form. Bounds and words are data, never code.
struct Field {
    std::string key;   ///< `con.ho_ten`; of a member, the name within its row
    std::string label; ///< Vietnamese
    std::string hint;
    FieldType type = FieldType::text;
    bool required = false;
    std::vector<std::string> options;        ///< of choice and choices; stored as written
    std::string list;                        ///< `ethnic-groups`: the options are those of data/lists/<list>.json
    std::optional<std::int64_t> least, most; ///< number, decimal, money: the value; text: characters; dates: days from today
    std::string not_before;                  ///< of a date: key of the date that it may not precede, in the same form or the same row
    std::string prefill; ///< account.name, account.citizen_number, account.phone, account.email, account.address or a fixed `=Việt Nam`
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
    const Question* question(std::string_view key) const;
    const Question* question_of(std::string_view field) const;
};

/// What people answered: field key → string, array of strings (choices), or array of objects (group). Ready for JSON.
/// Strings are canonical: number and money `1000000`, decimal `74.5` (at most two places), date `2022-07-11`, partial_date also
/// `1950-07` or `1950`, datetime `2022-07-11T16:10` in Vietnamese time, phone `0912345678`, yes_no `yes` or `no`, consent `yes`,
/// unit and address as people read them. What was not answered is absent.
using Answers = boost::json::object;

/// Whether the field is asked, given the other answers.
bool is_asked(const Field& field, const Answers& answers);

/// As the browser sends it: form field name → value, in order.
using Typed = std::vector<std::pair<std::string, std::string>>;

/// Checks and tidies one question's answers as they were typed: a date as key-day, key-month, key-year (and key-time of a datetime) or
/// whole as dd/mm/yyyy; an address or unit as key and key-unit; group rows as `key.0.member`, of which empty ones do not count.
/// `answers` is `before` with this question answered anew; bad answers come back as errors (`form.…`, field as typed) and are left out.
/// `today` bounds dates.
struct Checked {
    Answers answers;
    std::vector<FieldError> errors;
};
Checked check(const Form& form, const Question& question, const Typed& typed, const Answers& before, Day today);

/// All of a form at once, from the API or before submission: missing required fields, unknown fields, fields that are not asked given
/// the other answers, wrong types, anything not canonical.
std::vector<FieldError> check_all(const Form& form, const Answers& answers, Day today);

/// The answers without those of fields that are no longer asked, because another answer changed.
Answers only_asked(const Form& form, const Answers& answers);
/// Whether any field of the question is asked.
bool is_asked(const Form& form, const Question& question, const Answers& answers);

/// What is known of the person before they answer.
struct Person {
    std::string name;
    std::string citizen_number;
    std::string phone;
    std::string email;
    std::string address;
};
/// The answers a form begins with. What would not pass the checks stays empty.
Answers prefill(const Form& form, const Person& person, Day today);

/// An answer in words for people: "11/07/2022", "1.000.000 đồng", "Có".
/// A group gives one line a row. Throws nothing: what does not fit the field is shown as it is.
std::string shown(const Field& field, const boost::json::value& answer, Locale locale = Locale::vi);

} // namespace motcua::form

template <>
struct motcua::Words<motcua::form::FieldType> {
    static constexpr std::array words{
        std::string_view("text"),           std::string_view("lines"),  std::string_view("number"),       std::string_view("decimal"),
        std::string_view("money"),          std::string_view("date"),   std::string_view("partial_date"), std::string_view("datetime"),
        std::string_view("citizen_number"), std::string_view("phone"),  std::string_view("email"),        std::string_view("tax_code"),
        std::string_view("address"),        std::string_view("choice"), std::string_view("choices"),      std::string_view("yes_no"),
        std::string_view("consent"),        std::string_view("group"),  std::string_view("unit")};
};
