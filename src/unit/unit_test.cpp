#include "unit/unit.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using unit::Tree;
using unit::Type;
using unit::Unit;

namespace {

Day day(int year, int month, int date) {
    return *day_of(year, month, date);
}

/// Chơn Thành was a district until 30 September 2022 and a town from the next day on; Minh Lập went on below it.
Tree chon_thanh() {
    const auto founded = day(1997, 1, 1);
    const auto raised = day(2022, 10, 1);
    const auto dissolved = day(2025, 6, 30);
    return Tree({
        {5, 2, "25435", "H10.40.03", Type::commune, "Minh Lập", "Xã Minh Lập", "", founded, dissolved, "25450", 3},
        {1, 0, "70", "H10", Type::province, "Bình Phước", "Tỉnh Bình Phước", "", founded, dissolved, "75", 1},
        {2, 1, "697", "H10.40", Type::district, "Chơn Thành", "Huyện Chơn Thành", "", founded, raised - 1, "697", 2},
        {3, 1, "697", "H10.40", Type::town, "Chơn Thành", "Thị xã Chơn Thành", "", raised, dissolved, "", 2},
        {4, 3, "25432", "H10.40.01", Type::ward, "Hưng Long", "Phường Hưng Long", "", raised, dissolved, "25432", 3},
        {6, 2, "25432", "H10.40.01", Type::township, "Chơn Thành", "Thị trấn Chơn Thành", "", founded, raised - 1, "25432", 3},
    });
}

} // namespace

TEST_CASE("a code that was used again is found by its day") {
    const auto tree = chon_thanh();
    CHECK(tree.with_code("697", day(2022, 9, 30))->type == Type::district);
    CHECK(tree.with_code("697", day(2022, 10, 1))->type == Type::town);
    CHECK(tree.with_code("697", day(2025, 7, 1)) == nullptr);
    CHECK(tree.with_identifier("H10.40.01", day(2022, 9, 30))->name == "Chơn Thành");
    CHECK(tree.with_identifier("H10.40.01", day(2022, 10, 1))->name == "Hưng Long");
    CHECK(tree.with_identifier("H10.99", day(2022, 10, 1)) == nullptr);
}

TEST_CASE("a commune stays below its district when the district is raised to a town") {
    const auto tree = chon_thanh();
    const auto before = tree.children(2, day(2022, 9, 30));
    REQUIRE(before.size() == 2);
    CHECK(before[0]->name == "Chơn Thành");
    CHECK(before[1]->name == "Minh Lập");
    const auto after = tree.children(3, day(2022, 10, 1));
    REQUIRE(after.size() == 2);
    CHECK(after[0]->name == "Hưng Long");
    CHECK(after[1]->name == "Minh Lập");
    CHECK(tree.children(3, day(2022, 9, 30)).empty());
    CHECK(tree.within(5, 2));
    CHECK(tree.within(5, 3));
    CHECK(tree.within(5, 1));
    CHECK_FALSE(tree.within(6, 3));
    CHECK_FALSE(tree.within(1, 5));
}

TEST_CASE("paths run from the province down, subtrees hold every unit once") {
    const auto tree = chon_thanh();
    const auto path = tree.path(5);
    REQUIRE(path.size() == 3);
    CHECK(path[0]->name == "Bình Phước");
    CHECK(path[2]->name == "Minh Lập");
    CHECK(tree.subtree(1).size() == 6);
    CHECK(tree.subtree(3) == std::vector<Id>{3, 4, 5});
    CHECK(tree.subtree(99).empty());
    CHECK(tree.path(99).empty());
    CHECK_FALSE(tree.within(99, 99));
}

TEST_CASE("roots are the provinces of the day") {
    const auto tree = chon_thanh();
    CHECK(tree.roots(day(2022, 7, 1)).size() == 1);
    CHECK(tree.roots(day(2025, 7, 1)).empty());
}
