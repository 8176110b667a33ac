#include "indicator/board.hpp"
#include "indicator/recount.hpp"

#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <thread>

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
        Recollection recollection;
        database.read([&](db::Tx& tx) {
            const auto counted = recollection.days(tx, units);
            const auto sums = by_unit(counted, monday, monday + 1);
            REQUIRE(sums.size() == 2);
            for (const auto& [unit, sum] : sums) CHECK(sum.received() == (unit == 1 ? 8 : 7));

            const auto first_day = by_unit(counted, monday, monday);
            REQUIRE(first_day.size() == 1);
            CHECK(first_day[0].sum == online_received(2) + direct_received(6));

            const auto days = by_day(counted, monday - 10, monday + 10);
            REQUIRE(days.size() == 2);
            CHECK(days[0].day == monday);
            CHECK(days[0].sum.online == 2);
            CHECK(days[1].sum.online == 7);

            const auto unit_days = by_unit_and_day(counted, monday + 1, monday + 1);
            REQUIRE(unit_days.size() == 1);
            CHECK(unit_days[0].unit == 2);
            CHECK(unit_days[0].online == 7);

            const auto procedures = by_procedure(tx, units, monday, monday + 1);
            REQUIRE(procedures.size() == 2);
            CHECK(procedures[0].procedure == "1.001193");
            CHECK(procedures[0].sum == online_received(9) + direct_received(1));
            CHECK(procedures[1].sum == direct_received(5));

            CHECK(by_unit(recollection.days(tx, {}), monday, monday + 1).empty());
        });
    });
}

TEST_CASE("more units than one statement names are still all counted") {
    test::each_database([](db::Database& database) {
        std::vector<Id> units;
        for (Id unit = 1; unit <= 1201; ++unit) units.push_back(unit);
        for (const Id unit : {1, 500, 501, 1000, 1201}) count_in(database, unit, monday, "1.001193", online_received(1));
        Recollection recollection;
        database.read([&](db::Tx& tx) {
            const auto counted = recollection.days(tx, units);
            CHECK(by_unit(counted, monday, monday).size() == 5);
            REQUIRE(by_day(counted, monday, monday).size() == 1);
            CHECK(by_day(counted, monday, monday)[0].sum.online == 5);
            CHECK(by_procedure(tx, units, monday, monday)[0].sum.online == 5);
        });
    });
}

TEST_CASE("what is remembered is at every look what the database holds, whatever was counted, set right or forgotten meanwhile") {
    test::each_database([](db::Database& database) {
        const std::vector<Id> units{1, 2, 3};
        const auto look = [&](Recollection& recollection) {
            return database.read([&](db::Tx& tx) { return by_day(recollection.days(tx, units), monday - 400, monday + 400); });
        };
        Recollection keeping, forgetful(2);
        const auto check = [&] {
            Recollection fresh;
            const auto truth = look(fresh);
            for (auto* recollection : {&keeping, &forgetful}) {
                const auto seen = look(*recollection);
                REQUIRE(seen.size() == truth.size());
                for (std::size_t place = 0; place < seen.size(); ++place) {
                    CHECK(seen[place].day == truth[place].day);
                    CHECK(seen[place].sum == truth[place].sum);
                }
            }
        };
        check();
        std::uint32_t chance = 2022;
        const auto draw = [&](std::uint32_t most) {
            return static_cast<int>((chance = chance * 1664525 + 1013904223) >> 8) % static_cast<int>(most);
        };
        for (int round = 0; round < 60; ++round) {
            for (int more = draw(3); more >= 0; --more)
                count_in(database, 1 + draw(3), monday + (draw(20) - 10), "1.001193", online_received(1 + draw(5)));
            check();
        }
        Tally other;
        other.add(2, monday + 1, "1.001193", direct_received(4));
        REQUIRE(database.write([&](db::Tx& tx) -> Result<void> {
            rewrite(tx, other);
            return {};
        }));
        check();
        CHECK(by_unit(database.read([&](db::Tx& tx) { return keeping.days(tx, units); }), monday + 1, monday + 1).size() >= 1);
    });
}

TEST_CASE("who looks while others count never sees a number that was not true, and in the end sees all") {
    test::each_database([](db::Database& database) {
        constexpr int rounds = 100;
        const std::vector<Id> units{1, 2};
        Recollection recollection;
        std::vector<std::thread> counting;
        for (const Id unit : units)
            counting.emplace_back([&database, unit] {
                for (int round = 0; round < rounds; ++round)
                    (void)database.write([&](db::Tx& tx) -> Result<void> {
                        count(tx, unit, monday + round % 5, "1.001193", online_received(1));
                        return {};
                    });
            });
        const auto total = [&] {
            const auto days = database.read([&](db::Tx& tx) { return by_day(recollection.days(tx, units), monday, monday + 5); });
            std::int64_t sum = 0;
            for (const auto& day : days) sum += day.sum.online;
            return sum;
        };
        std::int64_t last = 0;
        while (last < 2 * rounds) {
            const auto now = total();
            REQUIRE(now >= last);
            REQUIRE(now <= 2 * rounds);
            last = now;
        }
        for (auto& thread : counting) thread.join();
        CHECK(total() == 2 * rounds);
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
