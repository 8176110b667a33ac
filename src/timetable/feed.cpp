#include "timetable/feed.hpp"

#include <fmt/format.h>

namespace motcua::timetable {

namespace {

constexpr std::size_t longest_line = 75;

/// `20220714T100000Z`
std::string stamp(Instant at) {
    const Instant utc = at - vietnam_offset_ms; // civil() and local_minute() tell Vietnamese time
    const auto date = civil(local_day(utc));
    const auto minute = local_minute(utc);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}00Z", date.year, date.month, date.day, minute / 60, minute % 60);
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        if (letter == '\r') continue;
        if (letter == '\\' || letter == ',' || letter == ';') result += '\\';
        result += letter == '\n' ? std::string("\\n") : std::string(1, letter);
    }
    return result;
}

void add_line(std::string& feed, std::string_view name, std::string_view value) {
    const std::string line = fmt::format("{}:{}", name, value);
    std::size_t length = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool starts_letter = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
        std::size_t bytes = 1;
        while (i + bytes < line.size() && (static_cast<unsigned char>(line[i + bytes]) & 0xC0) == 0x80) ++bytes;
        if (starts_letter && length + bytes > longest_line) {
            feed += "\r\n ";
            length = 1;
        }
        feed += line[i];
        ++length;
    }
    feed += "\r\n";
}

void add_reminder(std::string& feed, const Reminder& reminder, Instant now) {
    add_line(feed, "BEGIN", "VEVENT");
    add_line(feed, "UID", escaped(reminder.id));
    add_line(feed, "DTSTAMP", stamp(now));
    add_line(feed, "DTSTART", stamp(reminder.at));
    add_line(feed, "DTEND", stamp(reminder.at));
    add_line(feed, "SUMMARY", escaped(reminder.summary));
    add_line(feed, "URL", reminder.url);
    add_line(feed, "END", "VEVENT");
}

} // namespace

std::string feed_of(std::string_view name, const std::vector<Reminder>& reminders, Instant now) {
    std::string feed;
    add_line(feed, "BEGIN", "VCALENDAR");
    add_line(feed, "VERSION", "2.0");
    add_line(feed, "PRODID", "-//Motcua//Motcua//VI");
    add_line(feed, "X-WR-CALNAME", escaped(name));
    add_line(feed, "REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
    for (const auto& reminder : reminders) add_reminder(feed, reminder, now);
    add_line(feed, "END", "VCALENDAR");
    return feed;
}

} // namespace motcua::timetable
