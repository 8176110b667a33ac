#include "base/crypto.hpp"
#include "dossier/actions.hpp"
#include "timetable/feed.hpp"
#include "timetable/pages.hpp"
#include "timetable/routes.hpp"
#include "timetable/views/timetable.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::timetable {

namespace {

using account::Role;
using visit::Access;
using visit::Visit;

constexpr int days_ahead = 7;
constexpr std::size_t special_days_shown = 40;
constexpr int dossiers_fed = 100;

std::string clock(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string hours(const Visit& visit, const calendar::Calendar& calendar, Day day) {
    if (!calendar.is_working(day)) return visit.say("timetable.off");
    std::string text;
    for (const auto& session : calendar.sessions(day))
        text += fmt::format("{}{} – {}", text.empty() ? "" : ", ", clock(session.opens), clock(session.closes));
    return text;
}

std::string named(const Visit& visit, Day day) {
    return visit.say(fmt::format("timetable.weekday.{}", weekday(day))) + " " + vi_day(day);
}

std::string now_of(const Visit& visit, const calendar::Calendar& calendar) {
    const Day today = local_day(visit.now);
    if (!calendar.is_open(visit.now)) return visit.say("timetable.closed_now", {named(visit, today), hours(visit, calendar, today)});
    return visit.say("timetable.open_now", {hours(visit, calendar, today)});
}

html::Table week_of(const Visit& visit, const calendar::Calendar& calendar) {
    html::Table table;
    table.caption = visit.say("timetable.week");
    table.heads = {{visit.say("timetable.day")}, {visit.say("timetable.hours")}};
    for (int ahead = 0; ahead < days_ahead; ++ahead) {
        const Day day = local_day(visit.now) + ahead;
        table.rows.push_back({{named(visit, day)}, {hours(visit, calendar, day)}});
    }
    return table;
}

html::Table special_of(const Visit& visit, const calendar::Calendar& calendar) {
    html::Table table;
    table.caption = visit.say("timetable.special");
    table.heads = {{visit.say("timetable.day")}, {visit.say("timetable.what")}};
    table.empty = visit.say("timetable.special.none");
    for (const auto& special : calendar.special_days()) {
        if (special.day < local_day(visit.now) || table.rows.size() == special_days_shown) continue;
        const auto kind = visit.say(fmt::format("timetable.kind.{}", word_of(special.kind)));
        table.rows.push_back({{named(visit, special.day)}, {special.name.empty() ? kind : special.name + " (" + kind + ")"}});
    }
    return table;
}

http::Response calendar_page(const Visit& visit, const unit::Unit* unit) {
    const auto& calendar = unit ? visit.law->calendar(unit->id) : visit.law->calendar();
    CalendarPage page{.title = unit ? visit.say("timetable.title_of", {unit->full_name}) : visit.say("timetable.title"),
                      .now = now_of(visit, calendar),
                      .week = week_of(visit, calendar),
                      .special = special_of(visit, calendar)};
    return visit.page(200, visit::Look{.title = page.title, .anybody = true}, [&](html::Out& out) { views::calendar(out, page); });
}

http::Response of_province(Visit& visit) {
    return calendar_page(visit, nullptr);
}

http::Response of_unit(Visit& visit) {
    const auto* unit = visit.law->units.with_identifier(visit.value("unit"), local_day(visit.now));
    if (!unit) return visit.refuse({Kind::not_found, "timetable.no_unit", {}, {}});
    return calendar_page(visit, unit);
}

/// Not stored: it follows from the key, so a copy of the database opens no feed.
std::string secret_of(const Visit& visit, Id account) {
    return crypto::keyed_hash_hex(visit.services.number_key, fmt::format("due-dates/{}", account)).substr(0, 32);
}

http::Response my_feed(Visit& visit) {
    const auto path = fmt::format("/due-dates/{}/{}", visit.actor.account, secret_of(visit, visit.actor.account));
    const FeedPage page{path, visit.services.public_url + path};
    return visit.page(200, visit::Look{.title = visit.say("timetable.feed.title"), .back = html::Link{visit.say("visit.nav.me"), "/me"}},
                      [&](html::Out& out) { views::feed(out, page); });
}

/// Promised days of what is still with the office. The code alone: a telephone shows its calendar to whoever looks at it.
std::vector<Reminder> reminders_of(const Visit& visit, Id account) {
    std::vector<Reminder> reminders;
    for (const auto& line : dossier::of_account(visit.services.database, account, dossiers_fed))
        if (line.due_at && !dossier::is_end(line.state))
            reminders.push_back({line.code, *line.due_at, visit.say("timetable.feed.due", {line.code}),
                                 fmt::format("{}/dossiers/{}", visit.services.public_url, line.code)});
    return reminders;
}

http::Response feed(Visit& visit) {
    Id account = 0;
    const auto asked = visit.value("account");
    const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), account);
    const bool whole = error == std::errc() && end == asked.data() + asked.size();
    if (!whole || !crypto::equal(secret_of(visit, account), visit.value("secret")))
        return visit.refuse({Kind::not_found, "timetable.no_feed", {}, {}});
    auto response = http::Response::text(200, "text/calendar; charset=utf-8",
                                         feed_of(visit.say("timetable.feed.name"), reminders_of(visit, account), visit.now));
    response.set("cache-control", "no-store");
    return response;
}

} // namespace

visit::Routes web_routes() {
    using http::Method;
    return {{Method::get, "/calendar", Access::anyone(), of_province},
            {Method::get, "/calendar/{unit}", Access::anyone(), of_unit},
            {Method::get, "/me/calendar", Access::any_of({Role::citizen}), my_feed},
            {Method::get, "/due-dates/{account}/{secret}", Access::anyone(), feed, {}, {}, visit::Pace::lookup}};
}

} // namespace motcua::timetable
