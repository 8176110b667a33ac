#include "campaign/outlook.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::campaign;

namespace {

SoFar half_way(std::int64_t received, std::int64_t online) {
    return {.received = received, .online = online, .lately_received = 140, .lately_online = 70, .lately_days = 14, .days_left = 10};
}

bool enough(const SoFar& so_far, std::int64_t coming, std::int64_t online_to_come, int target) {
    return (so_far.online + online_to_come) * 10'000 >= target * (so_far.received + coming);
}

} // namespace

TEST_CASE("the coming dossiers follow the daily volume of late") {
    CHECK(outlook(half_way(100, 10), 8000).coming == 100);
    auto so_far = half_way(100, 10);
    so_far.lately_received = 15; // 15 × 10 / 14 = 10,7
    CHECK(outlook(so_far, 8000).coming == 11);
}

TEST_CASE("one hundred more are expected: what share of them must be online") {
    const auto possible = outlook(half_way(100, 70), 8000);
    CHECK(possible.prospect == Prospect::possible);
    CHECK(possible.needed == 90); // 70 + 90 of 200 is 80 %
    CHECK(possible.needed_share() == Rate{90, 100});
    CHECK(possible.expected == Rate{120, 200}); // half of the coming ones online, as of late

    CHECK(outlook(half_way(100, 60), 8000).prospect == Prospect::possible); // all hundred
    CHECK(outlook(half_way(100, 60), 8000).needed == 100);
    CHECK(outlook(half_way(100, 59), 8000).prospect == Prospect::out_of_reach);
    CHECK(outlook(half_way(1000, 880), 8000).prospect == Prospect::ensured); // 880 of 1100 is 80 %
    CHECK(outlook(half_way(1000, 879), 8000).prospect == Prospect::possible);
    CHECK(outlook(half_way(1000, 879), 8000).needed == 1);
}

TEST_CASE("a campaign that is over was reached or missed, and says nothing when nothing came") {
    auto over = half_way(200, 160);
    over.days_left = 0;
    CHECK(outlook(over, 8000).prospect == Prospect::reached);
    over.online = 159;
    CHECK(outlook(over, 8000).prospect == Prospect::missed);
    CHECK(outlook({}, 8000).prospect == Prospect::unknown);
}

TEST_CASE("without a dossier of late there is no forecast") {
    auto quiet = half_way(100, 50);
    quiet.lately_received = 0;
    CHECK(outlook(quiet, 8000).prospect == Prospect::unknown);
    quiet = half_way(100, 50);
    quiet.lately_days = 0;
    CHECK(outlook(quiet, 8000).prospect == Prospect::unknown);
}

TEST_CASE("for all small campaigns the needed number is the least that is enough") {
    for (const int target : {0, 1, 3333, 5000, 6667, 8000, 9999, 10'000})
        for (std::int64_t received = 0; received <= 12; ++received)
            for (std::int64_t online = 0; online <= received; ++online)
                for (std::int64_t lately = 0; lately <= 4; ++lately)
                    for (int left = 0; left <= 5; ++left) {
                        const SoFar so_far{.received = received,
                                           .online = online,
                                           .lately_received = lately,
                                           .lately_online = lately / 2,
                                           .lately_days = 2,
                                           .days_left = left};
                        const auto found = outlook(so_far, target);
                        REQUIRE(found.needed >= 0);
                        REQUIRE(enough(so_far, found.coming, found.needed, target));
                        if (found.needed > 0) REQUIRE_FALSE(enough(so_far, found.coming, found.needed - 1, target));
                        if (found.prospect == Prospect::out_of_reach) REQUIRE_FALSE(enough(so_far, found.coming, found.coming, target));
                        if (found.prospect == Prospect::possible) REQUIRE(enough(so_far, found.coming, found.coming, target));
                        if (found.prospect == Prospect::ensured) REQUIRE(enough(so_far, found.coming, 0, target));
                    }
}
