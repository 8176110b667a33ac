#include "indicator/board.hpp"
#include "indicator/recount.hpp"

#include "support/databases.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::indicator;

namespace {

Delta online_received(std::int64_t count) {
    Delta delta;
    delta.online = count;
    return delta;
}

Delta direct_received(std::int64_t count) {
    Delta delta;
    delta.direct = count;
    return delta;
}

void count_in(db::Database& database, Id unit, Day day, std::string_view procedure, const Delta& delta) {
    REQUIRE(database.write([&](db::Tx& tx) -> Result<void> {
        count(tx, unit, day, procedure, delta);
        return {};
    }));
}

const Day monday = *day_of(2022, 7, 4);

} // namespace

TEST_CASE("every counter takes part in adding, taking away and comparing") {
    for (const auto counter : counters) {
        Delta delta;
        CHECK(delta.empty());
        delta.*counter = 3;
        CHECK_FALSE(delta.empty());
        CHECK((delta + delta).*counter == 6);
        CHECK((-delta).*counter == -3);
        CHECK((delta - delta).empty());
    }
    static_assert(sizeof(Delta) == counters.size() * sizeof(std::int64_t), "a counter without a place in the list");
}

TEST_CASE("received is the sum of the three channels and of nothing else") {
    Delta delta;
    for (const auto counter : counters) delta.*counter = 100;
    delta.direct = 1;
    delta.online = 2;
    delta.post = 4;
    CHECK(delta.received() == 7);
}

TEST_CASE("counting adds up per unit, day and procedure, and reading adds up over spans and units") {
    test::each_database([](db::Database& database) {
        count_in(database, 1, monday, "1.001193", online_received(2));
        count_in(database, 1, monday, "1.001193", direct_received(1));
        count_in(database, 1, monday, "2.000815", direct_received(5));
        count_in(database, 2, monday + 1, "1.001193", online_received(7));
        count_in(database, 3, monday, "1.001193", online_received(100));
        count_in(database, 1, monday, "1.001193", Delta());

        const std::vector<Id> units{1, 2};
        database.read([&](db::Tx& tx) {
            const auto sums = by_unit(tx, units, monday, monday + 1);
            REQUIRE(sums.size() == 2);
            for (const auto& [unit, sum] : sums) CHECK(sum.received() == (unit == 1 ? 8 : 7));

            const auto first_day = by_unit(tx, units, monday, monday);
            REQUIRE(first_day.size() == 1);
            CHECK(first_day[0].sum == online_received(2) + direct_received(6));

            const auto days = by_day(tx, units, monday - 10, monday + 10);
            REQUIRE(days.size() == 2);
            CHECK(days[0].day == monday);
            CHECK(days[0].sum.online == 2);
            CHECK(days[1].sum.online == 7);

            const auto unit_days = by_unit_and_day(tx, units, monday + 1, monday + 1);
            REQUIRE(unit_days.size() == 1);
            CHECK(unit_days[0].unit == 2);
            CHECK(unit_days[0].online == 7);

            const auto procedures = by_procedure(tx, units, monday, monday + 1);
            REQUIRE(procedures.size() == 2);
            CHECK(procedures[0].procedure == "1.001193");
            CHECK(procedures[0].sum == online_received(9) + direct_received(1));
            CHECK(procedures[1].sum == direct_received(5));

            CHECK(by_unit(tx, {}, monday, monday + 1).empty());
        });
    });
}

TEST_CASE("more units than one statement names are still all counted") {
    test::each_database([](db::Database& database) {
        std::vector<Id> units;
        for (Id unit = 1; unit <= 1201; ++unit) units.push_back(unit);
        for (const Id unit : {1, 500, 501, 1000, 1201}) count_in(database, unit, monday, "1.001193", online_received(1));
        database.read([&](db::Tx& tx) {
            CHECK(by_unit(tx, units, monday, monday).size() == 5);
            REQUIRE(by_day(tx, units, monday, monday).size() == 1);
            CHECK(by_day(tx, units, monday, monday)[0].sum.online == 5);
            CHECK(by_procedure(tx, units, monday, monday)[0].sum.online == 5);
        });
    });
}

TEST_CASE("a comparison finds what was counted wrongly, twice or never, and a rewrite leaves no difference") {
    test::each_database([](db::Database& database) {
        Tally history;
        history.add(1, monday, "1.001193", online_received(2));
        history.add(1, monday, "2.000815", direct_received(1));
        history.add(2, monday, "1.001193", online_received(1));
        const auto differences = [&] { return database.read([&](db::Tx& tx) { return compare(tx, history); }); };

        count_in(database, 1, monday, "1.001193", online_received(2));
        count_in(database, 1, monday, "2.000815", direct_received(1));
        count_in(database, 2, monday, "1.001193", online_received(1));
        CHECK(differences().empty());

        SUBCASE("counted twice") {
            count_in(database, 2, monday, "1.001193", online_received(1));
            const auto found = differences();
            REQUIRE(found.size() == 2); // the day's sum, and the procedure's
            CHECK(found[0].place == Place{2, "", monday});
            CHECK(found[1].place == Place{2, "1.001193", monday});
            CHECK(found[1].expected.online == 1);
            CHECK(found[1].counted.online == 2);
        }
        SUBCASE("never counted") {
            history.add(3, monday + 1, "1.001193", direct_received(1));
            CHECK(differences().size() == 2);
        }
        SUBCASE("counted without any history") {
            count_in(database, 4, monday, "1.001193", direct_received(1));
            CHECK(differences().size() == 2);
        }
        REQUIRE(database.write([&](db::Tx& tx) -> Result<void> {
            rewrite(tx, history);
            return {};
        }));
        CHECK(differences().empty());
    });
}
