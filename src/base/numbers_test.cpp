#include "base/numbers.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::numbers;

namespace {

template <class Found>
std::string_view why(const std::expected<Found, Fault>& found) {
    return found ? std::string_view() : found.error().key;
}

} // namespace

TEST_CASE("a citizen number says where, whether man or woman, and when") {
    const auto man = citizen_number("070090000123");
    REQUIRE(man);
    CHECK(man->place == "070");
    CHECK(man->sex == Sex::male);
    CHECK(man->birth_year == 1990);
    CHECK(citizen_number("070204000123")->birth_year == 2004);
    CHECK(citizen_number("070204000123")->sex == Sex::male);
    CHECK(citizen_number("096301000123")->sex == Sex::female);
    CHECK(citizen_number(" 070 090 000 123 ")->number == "070090000123");
    CHECK(why(citizen_number("003090000123")) == "numbers.citizen_number.place");
    CHECK(why(citizen_number("0700900001234")) == "numbers.citizen_number.length");
    CHECK(why(citizen_number("07009000012x")) == "numbers.citizen_number.length");
    CHECK(why(citizen_number("070690000123")) == "numbers.citizen_number.century");
    CHECK(why(citizen_number("")) == "numbers.citizen_number.length");
}

TEST_CASE("what a person states otherwise than the number is a warning") {
    const auto man = *citizen_number("070090000123");
    CHECK_FALSE(disagreement(man, 1990, Sex::male));
    CHECK_FALSE(disagreement(man, std::nullopt, std::nullopt));
    REQUIRE(disagreement(man, 1991, std::nullopt));
    CHECK(disagreement(man, 1991, std::nullopt)->arguments == std::vector<std::string>{"1990"});
    CHECK(disagreement(man, 1990, Sex::female)->key == "numbers.citizen_number.other_sex");
}

TEST_CASE("a tax code has a right check digit, a branch a number, a person the own number") {
    CHECK(tax_code("0100109106")->kind == TaxCode::Kind::organisation);
    CHECK(tax_code("0300588569")->kind == TaxCode::Kind::organisation);
    CHECK(tax_code("0100109106-001")->kind == TaxCode::Kind::branch);
    CHECK(tax_code("070090000123")->kind == TaxCode::Kind::person);
    CHECK(why(tax_code("0100109107")) == "numbers.tax_code.check_digit");
    CHECK(why(tax_code("0100109106-000")) == "numbers.tax_code.form");
    CHECK(why(tax_code("0100109106-1")) == "numbers.tax_code.form");
    CHECK(why(tax_code("010010910")) == "numbers.tax_code.form");
    CHECK(why(tax_code("")) == "numbers.tax_code.form");
    CHECK(why(tax_code("003090000123")) == "numbers.citizen_number.place");
}

TEST_CASE("of ten last digits at most one fits a tax code") {
    for (const std::string base : {"010010910", "030058856", "123456789", "380012345"}) {
        int fitting = 0;
        for (char last = '0'; last <= '9'; ++last) fitting += tax_code(base + last).has_value() ? 1 : 0;
        CHECK(fitting <= 1);
    }
}

TEST_CASE("phones are kept in one spelling") {
    for (const auto* text : {"0912345678", "84912345678", "+84 912 345 678", "0912.345.678", "(+84) 0912345678", "0084912345678"}) {
        CAPTURE(text);
        REQUIRE(phone(text));
        CHECK(phone(text)->number == "0912345678");
        CHECK(phone(text)->kind == Phone::Kind::mobile);
    }
    CHECK(phone("0271.3880161")->number == "02713880161");
    CHECK(phone("02713880161")->kind == Phone::Kind::landline);
    CHECK(phone("18001096")->kind == Phone::Kind::hotline);
    CHECK(phone("113")->kind == Phone::Kind::hotline);
    for (const auto* text : {"0212345678", "0112345678", "091234567", "09123456789", "abc", "", "84", "+84912"}) {
        CAPTURE(text);
        CHECK(why(phone(text)) == "numbers.phone.form");
    }
}

TEST_CASE("a dossier code names unit, day and number, and the old order is understood") {
    const auto code = dossier_code("H10.35.12-220711-0001");
    REQUIRE(code);
    CHECK(code->unit == "H10.35.12");
    CHECK(iso(code->day) == "2022-07-11");
    CHECK(code->number == 1);
    CHECK(dossier_code("H10-220711-9999"));
    CHECK(why(dossier_code("000.00.35.H10-220711-0001")) == "numbers.dossier_code.old_order");
    CHECK(from_old_order("000.00.35.H10-220711-0001") == "H10.35-220711-0001");
    CHECK(from_old_order("000.12.35.H10-220711-0001") == "H10.35.12-220711-0001");
    CHECK_FALSE(from_old_order("H10.35.12-220711-0001"));
    CHECK(why(dossier_code("H10.35.12-220732-0001")) == "numbers.dossier_code.day");
    for (const auto* text : {"", "H10", "H10-220711", "h10-220711-0001", "H10.3-220711-0001", "H10-220711-1", "H10-220711-0000",
                             "H10.01.02.03.04-220711-0001", "H10-220711-0001-1"}) {
        CAPTURE(text);
        CHECK(why(dossier_code(text)) == "numbers.dossier_code.form");
    }
}

TEST_CASE("checking says in words what a number is or why not") {
    CHECK(check("citizen-number", "070090000123") ==
          std::pair(true, std::string("Hợp lệ: 070090000123, nơi đăng ký khai sinh 070, nam, sinh năm 1990")));
    CHECK_FALSE(check("phone", "0212345678").first);
    CHECK(check("phone", "0212345678", Locale::en).second.contains("not a phone number"));
    CHECK(check("tax-code", "0100109106-001").first);
    CHECK(check("dossier-code", "000.00.35.H10-220711-0001").second.contains("H10.35-220711-0001"));
    CHECK_FALSE(check("shoe-size", "42").first);
}
