#include "base/embedded.hpp"
#include "form/form_json.hpp"
#include "form/lint.hpp"
#include "form/sample.hpp"
#include "support/typing.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

#include <set>

using namespace motcua;
using namespace motcua::form;

namespace {

const Day today = *parse_day("2022-07-11");
const Person lan{"Nguyễn Thị Lan", "070190001234", "0912345678", "lan@example.vn", "Thôn 3, Xã Phước Tân"};

std::vector<Form> all_forms() {
    std::vector<Form> forms;
    for (const auto& file : embedded::files_under("data/forms/")) {
        const auto form = parse(boost::json::parse(file.bytes).as_object());
        INFO(file.path);
        REQUIRE(form);
        CHECK(file.path == "data/forms/" + form->key + ".json");
        forms.push_back(*form);
    }
    return forms;
}

std::string lines_of(const std::vector<FieldError>& errors) {
    std::string text;
    for (const auto& error : errors) text += error.field + " " + error.code + "\n";
    return text;
}

} // namespace

TEST_CASE("every form of the province loads, is sound, and comes back the same from JSON") {
    const auto forms = all_forms();
    CHECK(forms.size() == 42);
    for (const auto& form : forms) {
        INFO(form.key);
        CHECK(lines_of(lint(form)) == "");
        const auto json = to_json(form);
        const auto again = parse(json);
        REQUIRE(again);
        CHECK(to_json(*again) == json);
        for (const auto& field : form.fields) CHECK(form.question_of(field.key) != nullptr);
    }
}

TEST_CASE("every form that a procedure asks for exists") {
    std::set<std::string> keys;
    for (const auto& form : all_forms()) keys.insert(form.key);
    for (const auto& file : embedded::files_under("data/procedures/")) {
        const auto procedure = boost::json::parse(file.bytes).as_object();
        const std::string form(procedure.at("form").as_string());
        INFO(file.path, " ", form);
        CHECK((form.empty() || keys.contains(form)));
    }
}

TEST_CASE("any valid answers can be typed question by question, are kept as they are, and pass as a whole") {
    for (const auto& form : all_forms()) {
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            INFO(form.key, " seed ", seed);
            const auto wanted = sample_answers(form, lan, today, seed);
            REQUIRE(lines_of(check_all(form, wanted, today)) == "");
            Answers answers;
            for (const auto& question : form.questions) {
                if (!is_asked(form, question, answers)) continue;
                const auto checked = check(form, question, typing(form, question, wanted), answers, today);
                REQUIRE(lines_of(checked.errors) == "");
                answers = checked.answers;
            }
            CHECK(answers == wanted);
        }
    }
}

TEST_CASE("an empty set of answers misses exactly the required fields that are asked") {
    for (const auto& form : all_forms()) {
        std::size_t required = 0;
        for (const auto& field : form.fields) required += field.required && is_asked(field, {}) ? 1 : 0;
        CHECK(check_all(form, {}, today).size() == required);
    }
}

TEST_CASE("the person's own data are filled in beforehand, and broken ones are not") {
    for (const auto& form : all_forms()) {
        if (form.key != "khai_sinh") continue;
        const auto answers = prefill(form, lan, today);
        CHECK(answers.at("nyc.ho_ten").as_string() == "Nguyễn Thị Lan");
        CHECK(answers.at("nyc.so_dinh_danh").as_string() == "070190001234");
        CHECK(answers.at("con.quoc_tich").as_string() == "Việt Nam");
        CHECK_FALSE(prefill(form, {"Lan", "12", "", "", ""}, today).contains("nyc.so_dinh_danh"));
    }
}
