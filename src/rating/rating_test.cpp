#include "rating/actions.hpp"

#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace motcua;
using namespace motcua::rating;

TEST_CASE("the questionnaire of each period has nine questions, each once, and no day has two") {
    REQUIRE_FALSE(questionnaires().empty());
    const Questionnaire* before = nullptr;
    for (const auto& one : questionnaires()) {
        std::set<std::string> keys;
        for (const auto& question : one.questions) CHECK(keys.insert(question.key).second);
        CHECK(keys.size() == 9);
        CHECK_FALSE(keys.contains(std::string(satisfaction)));
        if (before) CHECK((before->valid_to && *before->valid_to < one.valid_from));
        before = &one;
    }
    CHECK_FALSE(questionnaire_on(*parse_day("2018-06-20")));
    CHECK(questionnaire_on(*parse_day("2018-06-21"))->key == "2018");
}

TEST_CASE("any answer may be left out; a question that is not asked and points that there are not are refused") {
    const auto& asked = *questionnaire_on(*parse_day("2022-07-11"));
    CHECK(check({}, asked));
    CHECK(check({{"time", 0}, {"courtesy", 2}}, asked));
    CHECK(check({{"weather", 1}}, asked).error().fields.front().code == "rating.unknown_question");
    CHECK(check({{"time", 3}}, asked).error().fields.front().field == "answers.time");
    CHECK(check({{"time", -1}}, asked).error().fields.front().code == "rating.points");
}

TEST_CASE("sums are those of the units and months asked for, with every question whether answered or not") {
    test::each_database([](db::Database& database) {
        const auto& asked = *questionnaire_on(*parse_day("2022-07-11"));
        const auto add = [&](Id unit, std::string_view day, int satisfied, const Answers& answers) {
            (void)database.write([&](db::Tx& tx) -> Result<void> {
                count(tx, unit, *parse_day(day), asked, satisfied, answers);
                return {};
            });
        };
        add(1, "2022-07-01", 2, {{"time", 2}, {"courtesy", 1}});
        add(1, "2022-07-31", 0, {{"time", 1}});
        add(2, "2022-08-01", 1, {{"time", 0}});
        add(3, "2022-07-05", 1, {{"time", 0}});
        const auto found = database.read([&](db::Tx& tx) {
            return sums(tx, {1, 2}, asked, *parse_day("2022-07-15"), *parse_day("2022-08-15"));
        });
        REQUIRE(found.size() == 10);
        CHECK(found[0].question == "satisfaction");
        CHECK(found[0].answers() == 3);
        CHECK(found[0].average() == 1);
        CHECK(found[1].question == "time");
        CHECK(found[1].average() == 1);
        CHECK(found[1].twos == 1);
        CHECK(found[2].answers() == 0);
        CHECK(found[2].average() == 0);
        const auto july =
            database.read([&](db::Tx& tx) { return sums(tx, {1}, asked, *parse_day("2022-07-15"), *parse_day("2022-07-15")); });
        CHECK(july[1].answers() == 2);
    });
}

TEST_CASE("sums that somebody changed are found out and made those of history again") {
    test::each_database([](db::Database& database) {
        const auto& asked = *questionnaire_on(*parse_day("2022-07-11"));
        const Day day = *parse_day("2022-07-11");
        const auto different = [&](bool repair) {
            return *database.write([&](db::Tx& tx) -> Result<int> {
                Recollection history;
                history.add(day, asked, 2, {{"time", 1}});
                return history.finish_unit(tx, 1, repair);
            });
        };
        CHECK(different(false) == 2); // nothing is kept yet
        CHECK(different(true) == 2);
        CHECK(different(false) == 0);
        (void)database.write([&](db::Tx& tx) -> Result<void> {
            count(tx, 1, day, asked, 2, {{"courtesy", 1}});
            return {};
        });
        CHECK(different(true) == 2);
        CHECK(different(false) == 0);
    });
}
