#include "wallet/kinds.hpp"

#include "law/actions.hpp"
#include "law/law.hpp"
#include "support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace motcua;
using namespace motcua::wallet;

namespace {

std::string last_day(int months, std::string_view from) {
    PaperKind kind;
    kind.valid_months = months;
    return iso(*valid_until(kind, *parse_day(from)));
}

} // namespace

TEST_CASE("every kind of paper names results and parts that the procedures really have, and nothing is of two kinds") {
    auto database = test::fresh_sqlite();
    const Instant now = *parse_instant("2026-11-24T08:00");
    law::seed(*database, now);
    const auto law = database->read([](db::Tx& tx) { return law::load(tx); });
    std::set<std::string> results, keys, places;
    for (const auto* procedure : law->procedures.valid_on(local_day(now))) results.insert(procedure->result_code);
    for (const auto& kind : paper_kinds()) {
        INFO(kind.key);
        CHECK(keys.insert(kind.key).second);
        for (const auto& code : kind.results) CHECK_MESSAGE(results.contains(code), code);
        for (const auto& code : kind.result_of) CHECK_MESSAGE(law->procedures.find(code, local_day(now)), code);
        for (const auto& place : kind.satisfies) {
            INFO(place.procedure, " ", place.part);
            CHECK(places.insert(place.procedure + " " + place.part).second);
            const auto* procedure = law->procedures.find(place.procedure, local_day(now));
            REQUIRE(procedure);
            CHECK(std::ranges::any_of(procedure->parts, [&](const auto& part) { return part.key == place.part; }));
        }
    }
}

TEST_CASE("so many months end the day before the same day, and in a shorter month with its last but one") {
    CHECK(last_day(6, "2022-07-11") == "2023-01-10");
    CHECK(last_day(12, "2024-02-29") == "2025-02-27");
    CHECK(last_day(6, "2022-08-31") == "2023-02-27");
    CHECK(last_day(1, "2022-12-01") == "2022-12-31");
}
