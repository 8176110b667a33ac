#include "base/embedded.hpp"
#include "form/fields.hpp"
#include "form/form_json.hpp"
#include "form/sample.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <set>

using namespace motcua;
using namespace motcua::form;

namespace {

const Day today = *parse_day("2022-07-11");
const std::vector<std::string> places{"Xã Phước Tân, Huyện Phú Riềng", "Phường Tân Phú, Thành phố Đồng Xoài"};

Form named(std::string_view key) {
    const auto file = embedded::file("data/forms/" + std::string(key) + ".json");
    REQUIRE(file);
    return *parse(boost::json::parse(file->bytes).as_object());
}

/// What a browser would send back for the page as it stands.
Typed sent(const QuestionFields& page) {
    Typed typed;
    for (const auto& block : page.blocks)
        for (const auto& field : block.fieldset.fields) {
            if (field.kind == html::Field::Kind::date) {
                typed.emplace_back(field.name + "-day", field.day);
                typed.emplace_back(field.name + "-month", field.month);
                typed.emplace_back(field.name + "-year", field.year);
            } else if (field.choices.empty()) {
                typed.emplace_back(field.name, field.value);
            }
            for (const auto& choice : field.choices)
                if (choice.chosen) typed.emplace_back(field.name, choice.value);
        }
    return typed;
}

const html::Field* field_of(const QuestionFields& page, std::string_view name) {
    for (const auto& block : page.blocks)
        for (const auto& field : block.fieldset.fields)
            if (field.name == name) return &field;
    return nullptr;
}

} // namespace

TEST_CASE("a page that is sent back untouched gives the same answers, for every question of every form") {
    for (const auto& file : embedded::files_under("data/forms/")) {
        const auto form = *parse(boost::json::parse(file.bytes).as_object());
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const auto answers = sample_answers(form, {"Lan", "070190001234", "0912345678", "", "Thôn 3, " + places[0]}, today, seed);
            for (const auto& question : form.questions) {
                if (!is_asked(form, question, answers)) continue;
                INFO(form.key, " ", question.key);
                const auto typed = sent(fields_of(form, question, {.answers = answers, .places = &places}));
                const auto checked = check(form, question, typed, answers, today);
                CHECK(checked.errors.empty());
                CHECK(checked.answers == answers);
                const auto again = sent(fields_of(form, question, {.answers = answers, .typed = &typed, .places = &places}));
                CHECK(again == typed);
            }
        }
    }
}

TEST_CASE("what was typed wrong is shown again, with the error beside it") {
    const auto form = named("khai_sinh");
    const auto& question = *form.question("ngay-sinh");
    const Typed typed{{"con.ngay_sinh-day", "31"}, {"con.ngay_sinh-month", "02"}, {"con.ngay_sinh-year", "2020"}};
    const auto checked = check(form, question, typed, {}, today);
    const auto page = fields_of(form, question, {.answers = checked.answers, .typed = &typed, .errors = &checked.errors});
    const auto* field = field_of(page, "con.ngay_sinh");
    REQUIRE(field);
    CHECK(field->day == "31");
    CHECK(field->year == "2020");
    CHECK(field->error.starts_with("Không có ngày này"));
    CHECK(page.titled);
    CHECK(field->label == "Người được khai sinh sinh ngày nào?");
}

TEST_CASE("a chosen commune is taken out of the address line, another place stays in it") {
    const auto form = named("khai_sinh");
    const auto& question = *form.question("que-quan");
    const Answers near{{"con.que_quan", "Thôn 3, " + places[0]}}, far{{"con.que_quan", "Phố Huế, Hà Nội"}},
        only{{"con.que_quan", places[1]}};
    const auto line = [&](const Answers& answers) {
        const auto page = fields_of(form, question, {.answers = answers, .places = &places});
        std::string text = field_of(page, "con.que_quan")->value + " | ";
        for (const auto& choice : field_of(page, "con.que_quan-unit")->choices)
            if (choice.chosen) text += choice.value;
        return text;
    };
    CHECK(line(near) == "Thôn 3 | " + places[0]);
    CHECK(line(far) == "Phố Huế, Hà Nội | ");
    CHECK(line(only) == " | " + places[1]);
}

TEST_CASE("rows of a group come and go without losing what was typed") {
    const auto form = named("luu_tru");
    const auto& question = *form.question("khach");
    const auto rows = [&](const Typed& typed) { return fields_of(form, question, {.answers = {}, .typed = &typed}).blocks; };
    Typed typed{{"khach.0.ho_ten", "Lan"}};
    CHECK(rows(typed).size() == 1);
    CHECK_FALSE(rows(typed)[0].remove);
    REQUIRE(rows(typed)[0].add);
    CHECK(rows(typed)[0].add->value == "khach");

    typed = with_row(form, question, typed, "khach");
    typed.emplace_back("khach.1.ho_ten", "Bình");
    REQUIRE(rows(typed).size() == 2);
    CHECK(rows(typed)[1].remove->value == "khach.1");
    CHECK(rows(typed)[1].fieldset.legend == "Khách 2");

    typed = without_row(typed, "khach.0");
    REQUIRE(rows(typed).size() == 1);
    CHECK(rows(typed)[0].fieldset.fields[0].name == "khach.1.ho_ten");
    CHECK(check(form, question, typed, {}, today).errors.size() > 0);
    CHECK(with_row(form, question, typed, "dia_chi") == typed);
    CHECK(with_row(form, question, typed, "la") == typed);
}

TEST_CASE("a full group offers no further row, and a missing first row is said at its first field") {
    const auto form = named("con_nuoi");
    const auto& question = *form.question("cha-me-nuoi");
    Typed typed{{"cha_me_nuoi.0.ho_ten", ""}, {"cha_me_nuoi.1.ho_ten", ""}};
    const auto checked = check(form, question, typed, {}, today);
    const auto page = fields_of(form, question, {.answers = {}, .typed = &typed, .errors = &checked.errors});
    CHECK_FALSE(page.blocks.back().add);
    CHECK(page.blocks.front().fieldset.fields.front().error == "Xin điền ít nhất một người hoặc một mục.");
    CHECK(with_row(form, question, typed, "cha_me_nuoi") == typed);
}

TEST_CASE("fields that are not asked do not stand on the page") {
    const auto form = named("khai_sinh");
    CHECK(fields_of(form, *form.question("so-ban-sao"), {.answers = {{"de_nghi_ban_sao", "no"}}}).blocks.empty());
    CHECK(fields_of(form, *form.question("so-ban-sao"), {.answers = {{"de_nghi_ban_sao", "yes"}}}).blocks.size() == 1);
}

TEST_CASE("places are the communes of a day with everything above them") {
    using unit::Type;
    const Day from = *parse_day("1997-01-01"), to = *parse_day("2025-06-30");
    const auto row = [&](Id id, Id parent, Type type, std::string name, int depth) {
        return unit::Unit{.id = id,
                          .parent = parent,
                          .code = std::to_string(id),
                          .type = type,
                          .full_name = std::move(name),
                          .valid_from = from,
                          .valid_to = to,
                          .depth = depth};
    };
    const unit::Tree units({row(1, 0, Type::province, "Tỉnh Bình Phước", 1), row(2, 1, Type::district, "Huyện Phú Riềng", 2),
                            row(3, 2, Type::commune, "Xã Phước Tân", 3), row(4, 3, Type::office, "Công an xã", 4)});
    CHECK(places_of(units, today) == std::vector<std::string>{"Xã Phước Tân, Huyện Phú Riềng, Tỉnh Bình Phước"});
    CHECK(places_of(units, to + 1).empty());
}
