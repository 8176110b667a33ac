#include "formula/score.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::formula;

namespace {

const Facts some{{"a", 7}, {"b", 2}, {"zero", 0}};

std::optional<Number> named(std::string_view name) {
    const auto found = some.find(name);
    return found == some.end() ? std::nullopt : std::optional(found->second);
}

std::string worth(std::string_view formula) {
    const auto expression = Expression::parse(formula);
    if (!expression) {
        const auto& fault = expression.error().fields.front();
        return fault.code.substr(16) + (fault.arguments.empty() ? "" : " " + fault.arguments.front());
    }
    const auto value = expression->value(named);
    return value ? rounded(*value, 4) : "unknown";
}

Item item_of(std::string_view numerator, std::string_view denominator, WhenZero when_zero) {
    Item item;
    item.maximum = 6;
    Share share;
    share.name = "x";
    share.numerator = *Expression::parse(numerator);
    share.denominator = *Expression::parse(denominator);
    share.when_zero = when_zero;
    item.shares.push_back(share);
    item.points = *Expression::parse("6 * x");
    return item;
}

} // namespace

TEST_CASE("numbers are exact and rounded only when they are shown, halves away from zero") {
    CHECK(number_of("2.5") == Number(5) / 2);
    CHECK(number_of("007") == Number(7));
    CHECK(rounded(Number(1) / 3, 2) == "0.33");
    CHECK(rounded(Number(5) / 1000, 2) == "0.01");
    CHECK(rounded(Number(-5) / 1000, 2) == "-0.01");
    CHECK(rounded(Number(-1) / 1000, 2) == "0.00");
    CHECK(rounded(Number(5088) / 1000, 2) == "5.09");
    CHECK(rounded(Number(12), 0) == "12");
    Number sum = 0;
    for (int times = 0; times < 10; ++times) sum += *number_of("0.1");
    CHECK(sum == 1);
    for (const auto* text : {"", ".", "1.", ".5", "-1", "1e3", "1234567890", "0.1234567", "1.2.3", " 1"}) CHECK_FALSE(number_of(text));
}

TEST_CASE("formulas bind as people write them") {
    CHECK(worth("1 + 2 * 3") == "7.0000");
    CHECK(worth("(1 + 2) * 3") == "9.0000");
    CHECK(worth("10 - 2 - 3") == "5.0000");
    CHECK(worth("a / 2 / 7") == "0.5000");
    CHECK(worth("-a + b * -1") == "-9.0000");
    CHECK(worth("min(a, b) + max(a, b)") == "9.0000");
    CHECK(worth("min(2, 2.5*b) + 6 * (1 - (a + b)/100)") == "7.4600");
}

TEST_CASE("what nobody has said makes a formula unknown, unless it says what to take instead") {
    CHECK(worth("a + nothing") == "unknown");
    CHECK(worth("-nothing") == "unknown");
    CHECK(worth("known(nothing, 3) + a") == "10.0000");
    CHECK(worth("known(b, 3)") == "2.0000");
    CHECK(worth("known(nothing, other)") == "unknown");
}

TEST_CASE("a formula that is none is refused at its place, and so is a division that may be by zero") {
    CHECK(worth("") == "unreadable 1");
    CHECK(worth("1 +") == "unreadable 4");
    CHECK(worth("1 2") == "unreadable 3");
    CHECK(worth("(1 + 2") == "unreadable 7");
    CHECK(worth("A") == "unreadable 1");
    CHECK(worth("1.2.3") == "unreadable 1");
    CHECK(worth("min(1)") == "unreadable 6");
    CHECK(worth("min(1, 2, 3)") == "unreadable 9");
    CHECK(worth("system(1, 2)") == "unknown_function system");
    CHECK(worth("a / b") == "division 5");
    CHECK(worth("a / (2)") == "division 5");
    CHECK(worth("a / 0.00") == "division 5");
    CHECK(worth(std::string(501, '1')) == "too_long");
    CHECK(worth(std::string(40, '(') + "1" + std::string(40, ')')) == "too_long");
    CHECK(worth(std::string(400, '-') + "1").starts_with("unreadable"));
}

TEST_CASE("a denominator of zero does what the item says, and never gives points silently") {
    const auto full = score(item_of("a", "zero", WhenZero::full), some);
    CHECK(full.counts());
    CHECK(full.full_for_none);
    CHECK(full.points == 6);
    CHECK(score(item_of("a", "zero", WhenZero::not_applicable), some).standing == ItemScore::Standing::not_applicable);
    const auto nothing = score(item_of("a", "zero", WhenZero::nothing), some);
    CHECK(nothing.counts());
    CHECK(nothing.points == 0);
    const auto unknown = score(item_of("a", "undeclared", WhenZero::full), some);
    CHECK(unknown.standing == ItemScore::Standing::unknown);
    CHECK(unknown.missing == std::vector<std::string>{"undeclared"});
}

TEST_CASE("an item gives no more than its maximum and no less than nothing") {
    CHECK(score(item_of("a", "b", WhenZero::full), some).points == 6);
    CHECK(score(item_of("b - a", "b", WhenZero::full), some).points == 0);
    CHECK(score(item_of("b", "a", WhenZero::full), some).points == Number(12) / 7);
}
