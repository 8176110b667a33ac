// How many due dates a second one core counts, over the shipped calendar and all kinds of limits. Prints one line: `due dates N/s`.

#include "deadline/deadline.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

using namespace motcua;
using calendar::LimitUnit;

namespace {

calendar::Calendar shipped_calendar() {
    std::ifstream file("data/calendars/viet-nam.json");
    const auto json = boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    const auto day = [](const boost::json::value& text) { return *parse_day(std::string_view(text.as_string())); };
    std::vector<calendar::SpecialDay> days;
    for (const auto& one : json.at("days").as_array())
        days.push_back({day(one.at("day")), *from_word<calendar::DayKind>(std::string_view(one.at("kind").as_string())), {}});
    return {1, {}, std::move(days), day(json.at("covers_from")), day(json.at("covers_to"))};
}

} // namespace

int main() {
    constexpr std::array limits{calendar::Limit{3, LimitUnit::working_day}, calendar::Limit{8, LimitUnit::working_hour},
                                calendar::Limit{20, LimitUnit::calendar_day}, calendar::Limit{1, LimitUnit::month},
                                calendar::Limit{0, LimitUnit::same_day}};
    constexpr int rounds = 5'000'000;
    const auto calendar = shipped_calendar();
    const deadline::RuleSet rules;
    const auto first = local_instant(*day_of(2022, 1, 1), 0);
    std::int64_t sum = 0, at = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < rounds; ++round) {
        at = (at + 7'919'777'777) % (5 * 365 * day_ms); // any moment of the five years, none twice in a row
        const auto due = deadline::due({rules, calendar}, limits[static_cast<std::size_t>(round % 5)], first + at);
        if (due) sum += due->ms;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    fmt::print("due dates {:.0f}/s (sum {})\n", rounds / seconds.count(), sum);
}
