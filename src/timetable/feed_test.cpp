#include "timetable/feed.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace motcua;
using timetable::feed_of;

namespace {

/// The stream as a program reads it: folded lines joined again.
std::vector<std::string> lines_of(const std::string& feed) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < feed.size();) {
        const auto end = feed.find("\r\n", start);
        REQUIRE(end != std::string::npos);
        CHECK(end - start <= 75);
        const auto line = feed.substr(start, end - start);
        CHECK(is_utf8(line));
        if (line.starts_with(' '))
            lines.back() += line.substr(1);
        else
            lines.push_back(line);
        start = end + 2;
    }
    return lines;
}

bool holds(const std::vector<std::string>& lines, const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

} // namespace

TEST_CASE("a promised day stands in the telephone's calendar in universal time, under a name of its own") {
    const auto lines = lines_of(feed_of("Hẹn của tôi", {{"H10-1", *parse_instant("2022-07-14T17:00"), "Hẹn trả", "https://x.example/d"}},
                                        *parse_instant("2022-07-11T05:30")));
    CHECK(lines.front() == "BEGIN:VCALENDAR");
    CHECK(lines.back() == "END:VCALENDAR");
    CHECK(holds(lines, "UID:H10-1"));
    CHECK(holds(lines, "DTSTART:20220714T100000Z"));
    CHECK(holds(lines, "DTSTAMP:20220710T223000Z"));
    CHECK(holds(lines, "SUMMARY:Hẹn trả"));
}

TEST_CASE("long Vietnamese lines are folded between letters, and nothing typed ends a line") {
    std::string summary;
    for (int i = 0; i < 40; ++i) summary += "Được, hẹn; trả\\";
    const auto lines = lines_of(feed_of("a\r\nBEGIN:VEVENT", {{"1", Instant{}, summary, "u"}}, Instant{}));
    CHECK(holds(lines, "X-WR-CALNAME:a\\nBEGIN:VEVENT"));
    std::string expected = "SUMMARY:";
    for (int i = 0; i < 40; ++i) expected += "Được\\, hẹn\\; trả\\\\";
    CHECK(holds(lines, expected));
}
