#include "reception/competence.hpp"
#include "reception/continuation.hpp"
#include "reception/deliveries.hpp"
#include "reception/linked.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace motcua;
using namespace motcua::reception;
using account::Role;
using unit::Type;

namespace {

Day day(std::string_view text) {
    return *parse_day(text);
}

unit::Unit row(Id id, Id parent, Type type, std::string code, std::string identifier, std::string_view from, std::string_view to = {},
               std::string successor = {}) {
    unit::Unit made;
    made.id = id;
    made.parent = parent;
    made.type = type;
    made.code = std::move(code);
    made.identifier = std::move(identifier);
    made.valid_from = day(from);
    if (!to.empty()) made.valid_to = day(to);
    made.successor_code = std::move(successor);
    made.depth = parent == 0 ? 1 : 2;
    return made;
}

/// A province with a district and two communes becomes another one with one commune, raised to a ward a year later.
unit::Tree merged() {
    return unit::Tree({row(1, 0, Type::province, "70", "H10", "2020-01-01", "2025-06-30", "75"),
                       row(2, 1, Type::district, "688", "H10.31", "2020-01-01", "2025-06-30"),
                       row(3, 2, Type::commune, "25216", "H10.31.01", "2020-01-01", "2025-06-30", "25217"),
                       row(4, 2, Type::commune, "25217", "H10.31.02", "2020-01-01", "2025-06-30", "25217"),
                       row(5, 0, Type::province, "75", "H19", "2025-07-01"),
                       row(6, 5, Type::commune, "25217", "H19.33", "2025-07-01", "2026-04-29", "25217"),
                       row(7, 5, Type::ward, "25217", "H19.33", "2026-04-30")});
}

account::Actor holding(Role role, Id unit) {
    account::Actor actor;
    actor.account = 77;
    actor.grants = {{role, unit}};
    return actor;
}

} // namespace

TEST_CASE("a unit that is no more goes on in its successors' last one, and without any in what it lay in") {
    const auto units = merged();
    CHECK(continuing(units, 3) == 7);
    CHECK(continuing(units, 4) == 7);
    CHECK(continuing(units, 6) == 7);
    CHECK(continuing(units, 7) == 7);
    CHECK(continuing(units, 1) == 5);
    CHECK(continuing(units, 2) == 5);
    CHECK(has_successor(units, 3));
    CHECK_FALSE(has_successor(units, 2)); // nobody was named for the district
    CHECK_FALSE(has_successor(units, 7));
    CHECK(continuing(units, 99) == 99);
}

TEST_CASE("a desk has the dossiers of all units it continues, and a code finds its unit for good") {
    const auto units = merged();
    auto desks = with_continued(units, {7});
    std::sort(desks.begin(), desks.end());
    CHECK(desks == std::vector<Id>{3, 4, 6, 7});
    CHECK(bearer_of(units, "H10.31.01", day("2022-07-11"))->id == 3);
    CHECK(bearer_of(units, "H10.31.01", day("2026-01-01"))->id == 3);
    CHECK(bearer_of(units, "H19.33", day("2026-05-01"))->id == 7);
    CHECK(bearer_of(units, "H19.33", day("2022-07-11")) == nullptr);
    CHECK(bearer_of(units, "H99", day("2022-07-11")) == nullptr);
}

TEST_CASE("who holds a role in the unit that continues holds it over what was handed down, and nobody beside") {
    const auto units = merged();
    CHECK(holds(holding(Role::clerk, 7), Role::clerk, 3, units));
    CHECK(holds(holding(Role::clerk, 5), Role::clerk, 2, units));
    CHECK(holds(holding(Role::clerk, 3), Role::clerk, 3, units)); // until the role is taken
    CHECK_FALSE(holds(holding(Role::clerk, 7), Role::clerk, 2, units));
    CHECK_FALSE(holds(holding(Role::officer, 7), Role::clerk, 3, units));
    CHECK_FALSE(holds(holding(Role::clerk, 3), Role::clerk, 7, units));
}

TEST_CASE("when no unit of a procedure's levels is left, a dossier may be handed to any unit in force") {
    const auto units = merged();
    procedure::Procedure of_the_district;
    of_the_district.levels = {procedure::Level::district};
    CHECK(may_be_handed_to(units, of_the_district, 2, day("2022-07-11")));
    CHECK_FALSE(may_be_handed_to(units, of_the_district, 3, day("2022-07-11")));
    CHECK(may_be_handed_to(units, of_the_district, 6, day("2025-08-01")));
    CHECK_FALSE(may_be_handed_to(units, of_the_district, 3, day("2025-08-01")));
}

TEST_CASE("every linked procedure has at least two children, none of them linked itself") {
    CHECK(linked_procedures().size() == 3);
    for (const auto& code : linked_procedures()) {
        CAPTURE(code);
        CHECK(children_of(code).size() >= 2);
        for (const auto& child : children_of(code)) CHECK(children_of(child.procedure).empty());
    }
    CHECK(children_of("1.001193").empty());
}

TEST_CASE("every way of receiving a result is open, but where the data says which are") {
    CHECK(ways_of("1.001193") == std::vector<std::string_view>{"electronic", "counter", "post"});
    REQUIRE_FALSE(bounded_procedures().empty());
    for (const auto procedure : bounded_procedures()) {
        CHECK_FALSE(ways_of(procedure).empty());
        for (const auto way : ways_of(procedure)) CHECK((way == "electronic" || way == "counter" || way == "post"));
    }
    CHECK_FALSE(is_offered("1.001456", "electronic")); // a passport
    CHECK(is_offered("1.001456", "post"));
}
