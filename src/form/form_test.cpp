#include "form/form.hpp"
#include "form/form_json.hpp"
#include "form/lint.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::form;

namespace {

const Day today = *parse_day("2022-07-11");

/// A form of one question with this field.
Form form_of(Field field) {
    const Question question{"q", "?", {field.key}};
    return {"mau", 1, "Mẫu", {std::move(field)}, {question}};
}

/// What one typed field becomes: its answer in JSON, else the error codes.
std::string outcome(const Field& field, const Typed& typed) {
    const auto form = form_of(field);
    const auto checked = check(form, form.questions[0], typed, {}, today);
    std::string codes;
    for (const auto& error : checked.errors) codes += (codes.empty() ? "" : " ") + error.code;
    if (!codes.empty()) return codes;
    const auto* answer = checked.answers.if_contains(field.key);
    if (!answer) return "absent";
    CHECK(check_all(form, checked.answers, today).empty());
    return answer->is_string() ? std::string(answer->as_string()) : boost::json::serialize(*answer);
}

std::string outcome(FieldType type, std::string text) {
    return outcome(Field{.key = "a", .label = "A", .type = type}, {{"a", std::move(text)}});
}

std::string date(FieldType type, std::string day, std::string month, std::string year) {
    return outcome(Field{.key = "a", .label = "A", .type = type},
                   {{"a-day", std::move(day)}, {"a-month", std::move(month)}, {"a-year", std::move(year)}});
}

std::string dated(std::int64_t least, std::int64_t most, std::string text) {
    return outcome(Field{.key = "a", .label = "A", .type = FieldType::date, .least = least, .most = most}, {{"a", std::move(text)}});
}

std::vector<std::string> codes_of(const Form& form, const Answers& answers) {
    std::vector<std::string> codes;
    for (const auto& error : check_all(form, answers, today)) codes.push_back(error.field + " " + error.code);
    return codes;
}

Field group_of_people(bool required) {
    return {.key = "khach",
            .label = "Khách",
            .type = FieldType::group,
            .required = required,
            .members = {{.key = "ten", .label = "Tên", .required = true},
                        {.key = "tu", .label = "Từ", .type = FieldType::date},
                        {.key = "den", .label = "Đến", .type = FieldType::date, .not_before = "tu"}},
            .at_most = 3};
}

} // namespace

TEST_CASE("text is tidied, and its length counts letters, not bytes") {
    CHECK(outcome(FieldType::text, "  Nguyễn \t Thị\n Lan ") == "Nguyễn Thị Lan");
    CHECK(outcome(FieldType::text, "Lan\x01\x1f Anh") == "Lan Anh");
    CHECK(outcome(FieldType::text, "   ") == "absent");
    CHECK(outcome(FieldType::lines, "một \r\n\nhai") == "một\n\nhai");
    const Field three{.key = "a", .label = "A", .least = 2, .most = 3};
    CHECK(outcome(three, {{"a", "Ễễễ"}}) == "Ễễễ");
    CHECK(outcome(three, {{"a", "Ễễễễ"}}) == "form.too_long");
    CHECK(outcome(three, {{"a", "Ễ"}}) == "form.too_short");
    CHECK(outcome(FieldType::text, std::string(501, 'x')) == "form.too_long");
    CHECK(outcome(FieldType::lines, std::string(4001, 'x')) == "form.too_long");
}

TEST_CASE("a date must exist") {
    CHECK(date(FieldType::date, "31", "02", "2020") == "form.date_wrong");
    CHECK(date(FieldType::date, "29", "2", "2020") == "2020-02-29");
    CHECK(date(FieldType::date, "29", "2", "2021") == "form.date_wrong");
    CHECK(date(FieldType::date, " 1", "1 ", "1975") == "1975-01-01");
    CHECK(date(FieldType::date, "0", "1", "1975") == "form.date_wrong");
    CHECK(date(FieldType::date, "1", "13", "1975") == "form.date_wrong");
    CHECK(date(FieldType::date, "1", "1", "75") == "form.year_wrong");
    CHECK(date(FieldType::date, "1", "", "1975") == "form.date_incomplete");
    CHECK(date(FieldType::date, "", "1", "1975") == "form.date_incomplete");
    CHECK(date(FieldType::date, "", "", "1975") == "form.date_incomplete");
    CHECK(date(FieldType::date, "một", "1", "1975") == "form.date_incomplete");
    CHECK(date(FieldType::date, "1", "1", "") == "form.year_wrong");
    CHECK(date(FieldType::date, "", "", "") == "absent");
    CHECK(outcome(FieldType::date, "11/7/2022") == "2022-07-11");
    CHECK(outcome(FieldType::date, "2022-07-11") == "2022-07-11");
    CHECK(outcome(FieldType::date, "2022") == "form.date_wrong");
    CHECK(outcome(FieldType::date, "11/7") == "form.year_wrong");
    CHECK(outcome(FieldType::date, "hôm qua") == "form.date_wrong");
}

TEST_CASE("a birth date may be only a year, or a month and a year") {
    CHECK(date(FieldType::partial_date, "", "", "1950") == "1950");
    CHECK(date(FieldType::partial_date, "", "7", "1950") == "1950-07");
    CHECK(date(FieldType::partial_date, "9", "7", "1950") == "1950-07-09");
    CHECK(date(FieldType::partial_date, "9", "", "1950") == "form.date_incomplete");
    CHECK(date(FieldType::partial_date, "", "13", "1950") == "form.date_wrong");
    CHECK(outcome(FieldType::partial_date, "7/1950") == "1950-07");
    CHECK(outcome(FieldType::partial_date, "1950") == "1950");
}

TEST_CASE("dates are bounded by days from today") {
    CHECK(dated(-10, 0, "11/7/2022") == "2022-07-11");
    CHECK(dated(-10, 0, "12/7/2022") == "form.date_in_future");
    CHECK(dated(-10, 0, "1/7/2022") == "2022-07-01");
    CHECK(dated(-10, 0, "30/6/2022") == "form.date_too_early");
    CHECK(dated(0, 5, "10/7/2022") == "form.date_in_past");
    CHECK(dated(0, 5, "16/7/2022") == "2022-07-16");
    CHECK(dated(0, 5, "17/7/2022") == "form.date_too_late");
    const Field born{.key = "a", .label = "A", .type = FieldType::partial_date, .most = 0};
    CHECK(outcome(born, {{"a", "2022"}}) == "2022");
    CHECK(outcome(born, {{"a", "7/2022"}}) == "2022-07");
    CHECK(outcome(born, {{"a", "8/2022"}}) == "form.date_in_future");
    CHECK(outcome(born, {{"a", "2023"}}) == "form.date_in_future");
}

TEST_CASE("a moment is a day and a time of day") {
    const auto at = [](std::string time) {
        return outcome(Field{.key = "a", .label = "A", .type = FieldType::datetime},
                       {{"a-day", "9"}, {"a-month", "7"}, {"a-year", "2022"}, {"a-time", std::move(time)}});
    };
    CHECK(at("16:05") == "2022-07-09T16:05");
    CHECK(at("7h30") == "2022-07-09T07:30");
    CHECK(at("16 h") == "2022-07-09T16:00");
    CHECK(at("7g5") == "2022-07-09T07:05");
    CHECK(at("24:00") == "form.time_wrong");
    CHECK(at("16:60") == "form.time_wrong");
    CHECK(at("16") == "form.time_wrong");
    CHECK(at("") == "form.time_wrong");
    CHECK(outcome(Field{.key = "a", .label = "A", .type = FieldType::datetime}, {{"a-time", "16:05"}}) == "form.year_wrong");
}

TEST_CASE("figures are read as people write them") {
    CHECK(outcome(FieldType::number, " 7 ") == "7");
    CHECK(outcome(FieldType::number, "007") == "7");
    CHECK(outcome(FieldType::number, "-3") == "-3");
    for (const auto* bad : {"1.000", "2,5", "hai", "1 2", "--1", "-", "9999999999999999999"})
        CHECK(outcome(FieldType::number, bad) == "form.number_wrong");

    CHECK(outcome(FieldType::money, "1.000.000") == "1000000");
    CHECK(outcome(FieldType::money, "1,000,000") == "1000000");
    CHECK(outcome(FieldType::money, "1 000 000 đồng") == "1000000");
    CHECK(outcome(FieldType::money, "8000đ") == "8000");
    for (const auto* bad : {"1.5", "1.000,50", "1.0000", ".000", "1..000", "1.000.", "triệu", "đồng", "-5"})
        CHECK(outcome(FieldType::money, bad) == "form.money_wrong");

    CHECK(outcome(FieldType::decimal, "74,5") == "74.5");
    CHECK(outcome(FieldType::decimal, "74.50") == "74.5");
    CHECK(outcome(FieldType::decimal, "100,00") == "100");
    CHECK(outcome(FieldType::decimal, "1.234,5") == "1234.5");
    CHECK(outcome(FieldType::decimal, "1,234.56") == "1234.56");
    CHECK(outcome(FieldType::decimal, "1.234") == "1234");
    CHECK(outcome(FieldType::decimal, "-0,25") == "-0.25");
    CHECK(outcome(FieldType::decimal, "-0,00") == "0");
    CHECK(outcome(FieldType::decimal, "1,234") == "form.decimal_places");
    for (const auto* bad : {"1,2,3", "rộng", "1,", ",", "1.23.4"}) CHECK(outcome(FieldType::decimal, bad) == "form.decimal_wrong");
}

TEST_CASE("figures stay within their bounds") {
    const auto bounded = [](FieldType type, std::string text) {
        return outcome(Field{.key = "a", .label = "A", .type = type, .least = 1, .most = 99}, {{"a", std::move(text)}});
    };
    for (const auto type : {FieldType::number, FieldType::money, FieldType::decimal}) {
        CHECK(bounded(type, "1") == "1");
        CHECK(bounded(type, "99") == "99");
        CHECK(bounded(type, "0") == "form.not_between");
        CHECK(bounded(type, "100") == "form.not_between");
    }
    CHECK(bounded(FieldType::decimal, "99,01") == "form.not_between");
    CHECK(bounded(FieldType::decimal, "0,99") == "form.not_between");
    CHECK(outcome(Field{.key = "a", .label = "A", .type = FieldType::number, .least = 1}, {{"a", "0"}}) == "form.too_small");
    CHECK(outcome(Field{.key = "a", .label = "A", .type = FieldType::number, .most = 1}, {{"a", "2"}}) == "form.too_large");
}

TEST_CASE("numbers of people are checked by their form") {
    CHECK(outcome(FieldType::citizen_number, "070 190 001234") == "070190001234");
    CHECK(outcome(FieldType::citizen_number, "07019000123").starts_with("numbers."));
    CHECK(outcome(FieldType::citizen_number, "555190001234").starts_with("numbers."));
    CHECK(outcome(FieldType::phone, "+84 912 345 678") == "0912345678");
    CHECK(outcome(FieldType::phone, "12345").starts_with("numbers."));
    CHECK(outcome(FieldType::phone, "113") == "form.phone_hotline");
    CHECK(outcome(FieldType::tax_code, "0123456789").starts_with("numbers."));
    CHECK(outcome(FieldType::email, " lan@example.vn ") == "lan@example.vn");
    for (const auto* bad : {"lan", "lan@", "@example.vn", "lan@example", "lan@.vn", "lan@example.", "a b@example.vn", "a@b@example.vn"})
        CHECK(outcome(FieldType::email, bad) == "form.email_wrong");
}

TEST_CASE("a choice must stand in the list") {
    const Field sex{.key = "a", .label = "A", .type = FieldType::choice, .required = true, .options = {"Nam", "Nữ"}};
    CHECK(outcome(sex, {{"a", "Nữ"}}) == "Nữ");
    CHECK(outcome(sex, {{"a", "nữ"}}) == "form.not_an_option");
    CHECK(outcome(sex, {}) == "form.choose_one");
    const Field kinds{.key = "a", .label = "A", .type = FieldType::choices, .required = true, .options = {"Nhìn", "Nghe", "Khác"}};
    CHECK(outcome(kinds, {{"a", "Khác"}, {"a", "Nhìn"}, {"a", "Nhìn"}}) == R"(["Nhìn","Khác"])");
    CHECK(outcome(kinds, {{"a", "Khác"}, {"a", "Nói"}}) == "form.not_an_option");
    CHECK(outcome(kinds, {}) == "form.choose_some");
    CHECK(outcome(FieldType::yes_no, "no") == "no");
    CHECK(outcome(FieldType::yes_no, "có") == "form.not_an_option");
    CHECK(outcome(FieldType::consent, "yes") == "yes");
    CHECK(outcome(FieldType::consent, "no") == "form.not_an_option");
    CHECK(outcome(Field{.key = "a", .label = "A", .type = FieldType::consent, .required = true}, {}) == "form.consent_needed");
}

TEST_CASE("an address is a line and, when chosen, a commune behind it") {
    const Field home{.key = "a", .label = "A", .type = FieldType::address, .required = true};
    CHECK(outcome(home, {{"a", "Thôn 3"}, {"a-unit", "Xã Phước Tân, Huyện Phú Riềng"}}) == "Thôn 3, Xã Phước Tân, Huyện Phú Riềng");
    CHECK(outcome(home, {{"a", "Số 1 phố Huế, Hà Nội"}, {"a-unit", ""}}) == "Số 1 phố Huế, Hà Nội");
    CHECK(outcome(home, {{"a", ""}, {"a-unit", "Xã Phước Tân"}}) == "Xã Phước Tân");
    CHECK(outcome(home, {{"a", " "}, {"a-unit", " "}}) == "form.required");
}

TEST_CASE("rows of a group are read in order, empty ones do not count, and errors keep the row's own name") {
    const auto group = group_of_people(true);
    CHECK(outcome(group, {{"khach.0.ten", "Lan"}, {"khach.2.ten", "Bình"}}) == R"([{"ten":"Lan"},{"ten":"Bình"}])");
    CHECK(outcome(group, {{"khach.0.ten", " "}, {"khach.7.ten", "Bình"}}) == R"([{"ten":"Bình"}])");
    CHECK(outcome(group, {{"khach.0.ten", ""}}) == "form.row_needed");
    CHECK(outcome(group_of_people(false), {{"khach.0.ten", ""}}) == "absent");
    CHECK(outcome(group, {{"khach.x.ten", "Lan"}, {"khach.-1.ten", "Lan"}, {"khach.100.ten", "Lan"}}) == "form.row_needed");
    CHECK(outcome(group, {{"khach.0.ten", "A"}, {"khach.1.ten", "B"}, {"khach.2.ten", "C"}, {"khach.3.ten", "D"}}) == "form.too_many_rows");

    const auto form = form_of(group);
    const auto checked = check(form, form.questions[0], {{"khach.4.ten", ""}, {"khach.4.tu", "1/7/2022"}}, {}, today);
    REQUIRE(checked.errors.size() == 1);
    CHECK(checked.errors[0] == FieldError{"khach.4.ten", "form.required", {}});
}

TEST_CASE("a later date may not precede the earlier one, in a form and in a row") {
    CHECK(outcome(group_of_people(true), {{"khach.0.ten", "Lan"}, {"khach.0.tu", "2/7/2022"}, {"khach.0.den", "1/7/2022"}}) ==
          "form.before_other");
    const Form form{"mau",
                    1,
                    "Mẫu",
                    {{.key = "tu", .label = "Từ", .type = FieldType::datetime},
                     {.key = "den", .label = "Đến", .type = FieldType::datetime, .not_before = "tu"}},
                    {{"q", "?", {"tu", "den"}}}};
    const auto errors = [&](std::string from, std::string to) { return codes_of(form, {{"tu", from}, {"den", to}}).size(); };
    CHECK(errors("2022-07-11T08:00", "2022-07-11T08:00") == 0);
    CHECK(errors("2022-07-11T08:00", "2022-07-11T07:59") == 1);
    CHECK(errors("2022-07-11T08:00", "2022-07-10T09:00") == 1);
    CHECK(errors("2022-07-11T08:00", "2022-07-12T07:00") == 0);
}

TEST_CASE("a field is asked only when an earlier answer calls for it, and its answer goes with that") {
    const Form form{"mau",
                    1,
                    "Mẫu",
                    {{.key = "can", .label = "Cần", .type = FieldType::yes_no},
                     {.key = "so", .label = "Số", .type = FieldType::number, .required = true, .condition = Condition{"can", {"yes"}}}},
                    {{"q1", "?", {"can"}}, {"q2", "?", {"so"}}}};
    CHECK_FALSE(is_asked(form, form.questions[1], {}));
    CHECK_FALSE(is_asked(form, form.questions[1], {{"can", "no"}}));
    CHECK(is_asked(form, form.questions[1], {{"can", "yes"}}));
    CHECK(codes_of(form, {}).empty());
    CHECK(codes_of(form, {{"can", "yes"}}) == std::vector<std::string>{"so form.required"});
    CHECK(codes_of(form, {{"can", "no"}, {"so", "2"}}) == std::vector<std::string>{"so form.not_asked"});
    CHECK(only_asked(form, {{"can", "no"}, {"so", "2"}}) == Answers{{"can", "no"}});
    CHECK(is_asked(Field{.key = "x", .label = "X", .condition = Condition{"dang", {"Khác"}}}, {{"dang", {"Nhìn", "Khác"}}}));
}

TEST_CASE("answers of programs must be canonical, of the right type, and known") {
    const auto code = [](FieldType type, boost::json::value answer) {
        const auto form = form_of({.key = "a", .label = "A", .type = type, .options = {"Nam", "Nữ"}});
        const auto errors = check_all(form, {{"a", std::move(answer)}}, today);
        return errors.empty() ? std::string("good") : errors[0].code;
    };
    CHECK(code(FieldType::text, "Lan") == "good");
    CHECK(code(FieldType::text, " Lan") == "form.not_tidy");
    CHECK(code(FieldType::text, "Lan\x02") == "form.not_tidy");
    CHECK(code(FieldType::text, "") == "form.empty_text");
    CHECK(code(FieldType::text, 5) == "form.not_text");
    CHECK(code(FieldType::number, 5) == "form.not_text");
    CHECK(code(FieldType::number, "05") == "form.not_tidy");
    CHECK(code(FieldType::money, "1.000.000") == "form.not_tidy");
    CHECK(code(FieldType::decimal, "74,5") == "form.not_tidy");
    CHECK(code(FieldType::date, "2022-02-31") == "form.date_wrong");
    CHECK(code(FieldType::date, "11/07/2022") == "form.date_wrong");
    CHECK(code(FieldType::date, "2022-07") == "form.date_wrong");
    CHECK(code(FieldType::datetime, "2022-07-11") == "form.date_wrong");
    CHECK(code(FieldType::datetime, "2022-07-11T08:00Z") == "form.date_wrong");
    CHECK(code(FieldType::phone, "0912 345 678") == "form.not_tidy");
    CHECK(code(FieldType::yes_no, true) == "form.not_text");
    CHECK(code(FieldType::choices, "Nam") == "form.not_list");
    CHECK(code(FieldType::choices, boost::json::array{}) == "form.not_list");
    CHECK(code(FieldType::choices, boost::json::array{"Nam", "Nam"}) == "form.not_an_option");
    CHECK(code(FieldType::choices, boost::json::array{"Nam", 1}) == "form.not_an_option");
    CHECK(code(FieldType::group, "Lan") == "form.not_list");
    CHECK(code(FieldType::group, boost::json::array{"Lan"}) == "form.not_object");

    const auto people = form_of(group_of_people(true));
    CHECK(codes_of(people, {{"la", "x"}}) == std::vector<std::string>{"khach form.required", "la form.unknown_field"});
    CHECK(codes_of(people, {{"khach", {{{"ten", "Lan"}, {"la", "x"}}, boost::json::object{}}}}) ==
          std::vector<std::string>{"khach.0.la form.unknown_field", "khach.1.ten form.required"});
    boost::json::array four(4, boost::json::object{{"ten", "Lan"}});
    CHECK(codes_of(people, {{"khach", four}}) == std::vector<std::string>{"khach form.too_many_rows"});
}

TEST_CASE("answers are shown in words for people") {
    const auto say = [](FieldType type, boost::json::value answer) { return shown({.key = "a", .label = "A", .type = type}, answer); };
    CHECK(say(FieldType::date, "2022-07-11") == "11/07/2022");
    CHECK(say(FieldType::partial_date, "1950-07") == "07/1950");
    CHECK(say(FieldType::partial_date, "1950") == "1950");
    CHECK(say(FieldType::datetime, "2022-07-11T16:10") == "16:10 ngày 11/07/2022");
    CHECK(say(FieldType::money, "1000000") == "1.000.000 đồng");
    CHECK(say(FieldType::decimal, "74.5") == "74,5");
    CHECK(say(FieldType::yes_no, "yes") == "Có");
    CHECK(say(FieldType::consent, "yes") == "Đồng ý");
    CHECK(say(FieldType::choices, {"Nhìn", "Nghe"}) == "Nhìn; Nghe");
    CHECK(shown(group_of_people(false), {{{"ten", "Lan"}, {"tu", "2022-07-01"}}, {{"ten", "Bình"}}}) == "Lan; 01/07/2022\nBình");
    CHECK(say(FieldType::text, 5) == "5");
}

TEST_CASE("a form that would misbehave is named, fault by fault") {
    const auto codes = [](const Form& form) {
        std::string text;
        for (const auto& fault : lint(form)) text += fault.field + " " + fault.code + "\n";
        return text;
    };
    const Field a{.key = "a", .label = "A"}, b{.key = "b", .label = "B"};
    CHECK(codes({"mau", 1, "Mẫu", {a, b}, {{"q", "?", {"a"}}, {"p", "?", {"b"}}}}) == "");
    CHECK(codes({"mau", 0, "", {a}, {{"q", "?", {"a"}}}}) == " form.lint.no_words\n form.lint.version\n");
    CHECK(codes({"mau", 1, "Mẫu", {a, b}, {{"q", "?", {"a"}}, {"q", "?", {"b"}}}}) == "q form.lint.twice\n");
    CHECK(codes({"mau", 1, "Mẫu", {a, b}, {{"q", "?", {"a"}}}}) == "b form.lint.placed\n");
    CHECK(codes({"mau", 1, "Mẫu", {a}, {{"q", "?", {"a", "c"}}}}) == "q form.lint.unknown_field\n");
    auto field = a;
    const auto alone = [&](auto change) {
        field = a;
        change(field);
        return codes({"mau", 1, "Mẫu", {field, b}, {{"q", "?", {field.key, "b"}}}});
    };
    CHECK(alone([](Field& f) { f.key = "họ tên"; }) == "họ tên form.lint.key\n");
    CHECK(alone([](Field& f) { f.type = FieldType::choice; }) == "a form.lint.no_options\n");
    CHECK(alone([](Field& f) { f.options = {"x", "y"}; }) == "a form.lint.options_unused\n");
    CHECK(alone([](Field& f) { f.type = FieldType::choice, f.options = {"x", "x"}; }) == "a form.lint.option_twice\n");
    CHECK(alone([](Field& f) { f.least = 2, f.most = 1; }) == "a form.lint.bounds\n");
    CHECK(alone([](Field& f) { f.prefill = "account.age"; }) == "a form.lint.prefill\n");
    CHECK(alone([](Field& f) { f.condition = Condition{"b", {"x"}}; }) == "a form.lint.condition_not_earlier\n");
    CHECK(alone([](Field& f) { f.not_before = "b"; }) == "a form.lint.not_before\n");
    CHECK(alone([](Field& f) { f.type = FieldType::group; }) == "a form.lint.no_members\n");
    CHECK(alone([&](Field& f) { f.type = FieldType::group, f.members = {b}, f.at_most = 101; }) == "a form.lint.rows\n");
    CHECK(alone([&](Field& f) { f.type = FieldType::group, f.members = {b}, f.members[0].prefill = "account.name"; }) ==
          "a.b form.lint.member_kind\n");
    Field yes{.key = "a", .label = "A", .type = FieldType::yes_no}, then = b;
    then.condition = Condition{"a", {"maybe"}};
    CHECK(codes({"mau", 1, "Mẫu", {yes, then}, {{"q", "?", {"a"}}, {"p", "?", {"b"}}}}) == "b form.lint.condition_value\n");
    const Field like{.key = "k.ten", .label = "K"}, people{.key = "k", .label = "K", .type = FieldType::group, .members = {b}};
    CHECK(codes({"mau", 1, "Mẫu", {people, like}, {{"q", "?", {"k", "k.ten"}}}}) == "k.ten form.lint.like_a_row\n");
}

TEST_CASE("a form file of the wrong shape is refused with a line for each fault") {
    const auto faults = [](std::string_view text) {
        const auto form = parse(boost::json::parse(text).as_object());
        std::string lines;
        if (!form)
            for (const auto& fault : form.error().fields) lines += fault.field + " " + fault.code + "\n";
        return lines;
    };
    CHECK(faults(R"({})") == "key form.data.missing\nversion form.data.missing\ntitle form.data.missing\nquestions form.data.missing\n");
    CHECK(faults(R"({"key": "a", "version": "1", "title": "A", "questions": [5], "color": 1})") ==
          "color form.data.unknown_member\nversion form.data.not_number\nquestions.0 form.data.not_object\n");
    CHECK(faults(R"({"key": "a", "version": 1, "title": "A", "questions": [{"key": "q", "title": "?", "fields": [
        {"key": "x", "label": "X", "type": "texts", "required": 1, "list": "planets", "condition": {"field": "y"}}]}]})") ==
          "questions.0.fields.0.type form.data.unknown_type\nquestions.0.fields.0.required form.data.not_flag\n"
          "questions.0.fields.0.list form.data.unknown_list\nquestions.0.fields.0.condition.values form.data.missing\n");
}

TEST_CASE("every refusal of forms has a sentence in both languages") {
    for (const auto& key : sentence_keys(Locale::vi))
        if (key.starts_with("form.")) CHECK(has_sentence(Locale::en, key));
}
