#include "deadline/cases_test.hpp"

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace motcua::deadline::test {

namespace {

using calendar::DayKind;
using calendar::LimitUnit;

} // namespace

Day day(std::string_view text) {
    return *parse_day(text);
}

Instant at(std::string_view text) {
    return *parse_instant(text);
}

calendar::Calendar shipped_calendar() {
    std::ifstream file("data/calendars/viet-nam.json");
    const auto json = boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    std::vector<calendar::SpecialDay> days;
    for (const auto& one : json.at("days").as_array())
        days.push_back({day(one.at("day").as_string()), *from_word<DayKind>(std::string_view(one.at("kind").as_string())), "ngày nghỉ"});
    return {1, {}, std::move(days), day(json.at("covers_from").as_string()), day(json.at("covers_to").as_string())};
}

std::uint64_t seed() {
    static const std::uint64_t chosen = [] {
        const auto* given = std::getenv("MOTCUA_TEST_SEED");
        const std::uint64_t fresh = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
        MESSAGE("seed " << fresh << " (repeat with MOTCUA_TEST_SEED=" << fresh << ")");
        return fresh;
    }();
    return chosen;
}

std::vector<calendar::Session> Chance::sessions() {
    const auto opens = static_cast<int>(between(6 * 60, 9 * 60));
    const auto noon = static_cast<int>(between(11 * 60, 12 * 60));
    const auto again = static_cast<int>(between(noon, 14 * 60));
    const auto closes = static_cast<int>(between(16 * 60, 18 * 60));
    if (between(0, 9) == 0) return {{opens, noon}};
    return {{opens, noon}, {again, closes}};
}

World Chance::world() {
    World world;
    world.from = Day{static_cast<std::int32_t>(between(18'000, 21'000))};
    world.to = world.from + 400;
    world.hours.sessions = sessions();
    for (auto count = between(0, 3); count > 0; --count) {
        const auto from = world.from + static_cast<int>(between(0, 380));
        world.hours.periods.push_back({from, from + static_cast<int>(between(0, 90)), sessions()});
    }
    for (Day day = world.from; day <= world.to; day = day + 1) {
        const bool weekend = weekday(day) > 5;
        const auto lot = between(0, 99);
        if (lot < 3) world.days.push_back({day, DayKind::holiday, ""});
        if (lot >= 3 && lot < 8 && weekend) world.days.push_back({day, DayKind::swap_work, ""});
        if (lot >= 3 && lot < 6 && !weekend) world.days.push_back({day, DayKind::swap_off, ""});
    }
    world.rules.last_hour_minutes = static_cast<int>(between(0, 120));
    world.rules.same_day_cutoff = static_cast<int>(between(10 * 60, 17 * 60));
    return world;
}

Instant Chance::moment(const World& world, int days) {
    return local_instant(world.from + static_cast<int>(between(0, days - 1)), 0) + between(0, day_ms - 1);
}

calendar::Limit Chance::limit(LimitUnit unit) {
    constexpr int most[] = {60, 16, 120, 6, 0};
    const auto value = unit == LimitUnit::same_day ? 0 : between(1, most[static_cast<int>(unit)]);
    return {static_cast<int>(value), unit};
}

} // namespace motcua::deadline::test
