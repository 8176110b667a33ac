#include "law/calendars.hpp"

#include "law/rule.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace motcua::law {

namespace {

using calendar::DayKind;

constexpr int longest_coverage_days = 60 * 366;
constexpr std::size_t most_periods = 120;

bool is_weekend(Day day) {
    return weekday(day) > 5;
}

std::vector<calendar::Session> read_sessions(Reader& rule, std::string_view key) {
    std::vector<calendar::Session> sessions;
    for (auto& one : rule.objects(key)) {
        const calendar::Session session{one.minute("opens"), one.minute("closes")};
        if (session.opens >= session.closes || (!sessions.empty() && session.opens < sessions.back().closes))
            one.complain("", "law.problem.session_order");
        one.done();
        sessions.push_back(session);
    }
    if (sessions.empty()) rule.complain(key, "law.problem.missing", {std::string(key)});
    return sessions;
}

/// Calendars that were stored before there were rule sets hold two of their rules; they are passed over.
void pass_over_rules_of_the_law(Reader& rules) {
    for (const auto* key : {"last_hour_minutes", "same_day_cutoff"}) rules.pass_over(key);
}

void read_hours(Reader& whole, CalendarRow& row) {
    auto rules = whole.object("rules");
    if (!rules && row.unit.empty()) whole.complain("", "law.problem.missing", {"rules"});
    if (rules) {
        pass_over_rules_of_the_law(*rules);
        read_rule(*rules, "sessions", [&](Reader& rule) { row.sessions = read_sessions(rule, "value"); });
        rules->done();
    }
    for (auto& one : whole.objects("hours")) {
        calendar::HoursPeriod period{one.day("from"), one.day("to"), read_sessions(one, "sessions")};
        if (period.to < period.from) one.complain("to", "law.problem.ends_before", {iso(period.to)});
        one.text("source");
        one.text("certainty");
        one.done();
        row.periods.push_back(std::move(period));
    }
    if (row.periods.size() > most_periods) whole.complain("hours", "law.problem.too_many", {std::to_string(most_periods)});
}

void check_kind(Reader& reader, const calendar::SpecialDay& special) {
    const bool weekend = is_weekend(special.day);
    const bool fits = special.kind == DayKind::holiday || (special.kind == DayKind::swap_work) == weekend;
    if (!fits) reader.complain("day", "law.problem.day_kind", {iso(special.day), std::string(word_of(special.kind))});
}

std::vector<calendar::SpecialDay> read_days(Reader& whole, const CalendarRow& row) {
    std::vector<calendar::SpecialDay> days;
    std::set<Day> seen;
    for (auto& one : whole.objects("days")) {
        const auto before = one.complaints();
        const calendar::SpecialDay special{one.day("day"), one.word<DayKind>("kind"), one.text("name")};
        one.text_if_any("certainty");
        one.done();
        if (one.complaints() > before) continue;
        const bool outside = row.unit.empty() && (special.day < row.covers_from || row.covers_to < special.day);
        if (outside) one.complain("day", "law.problem.outside_coverage", {iso(special.day)});
        if (!seen.insert(special.day).second) one.complain("day", "law.problem.twice", {"day", iso(special.day)});
        check_kind(one, special);
        days.push_back(special);
    }
    return days;
}

/// Counted year by year, as the law grants them.
struct YearCount {
    int weekend_holidays = 0, compensations = 0, swaps_off = 0, swaps_worked = 0;
};

void check_years(Reader& whole, const std::vector<calendar::SpecialDay>& days) {
    std::map<int, YearCount> years;
    for (const auto& special : days) {
        auto& year = years[civil(special.day).year];
        year.weekend_holidays += special.kind == DayKind::holiday && is_weekend(special.day) ? 1 : 0;
        year.compensations += special.kind == DayKind::compensation ? 1 : 0;
        year.swaps_off += special.kind == DayKind::swap_off ? 1 : 0;
        year.swaps_worked += special.kind == DayKind::swap_work ? 1 : 0;
    }
    for (const auto& [year, count] : years) {
        if (count.compensations != count.weekend_holidays)
            whole.complain("days", "law.problem.compensation",
                           {std::to_string(year), std::to_string(count.compensations), std::to_string(count.weekend_holidays)});
        if (count.swaps_off != count.swaps_worked)
            whole.complain("days", "law.problem.swaps",
                           {std::to_string(year), std::to_string(count.swaps_off), std::to_string(count.swaps_worked)});
    }
}

void read_coverage(Reader& reader, CalendarRow& row) {
    row.covers_from = reader.day("covers_from");
    row.covers_to = reader.day("covers_to");
    if (row.covers_to < row.covers_from || row.covers_to - row.covers_from > longest_coverage_days)
        reader.complain("covers_to", "law.problem.ends_before", {iso(row.covers_to)});
}

/// Own days stand in the place of those of the province.
std::vector<calendar::SpecialDay> over(std::vector<calendar::SpecialDay> base, const std::vector<calendar::SpecialDay>& own) {
    std::erase_if(base, [&](const calendar::SpecialDay& special) {
        return std::ranges::any_of(own, [&](const calendar::SpecialDay& mine) { return mine.day == special.day; });
    });
    base.insert(base.end(), own.begin(), own.end());
    return base;
}

} // namespace

calendar::Calendar CalendarRow::made(int version) const {
    return {version, {sessions, periods}, days, covers_from, covers_to};
}

calendar::Calendar CalendarRow::made(int version, const CalendarRow& province) const {
    auto all_periods = province.periods;
    if (!sessions.empty()) all_periods.clear(); // who has hours of their own has them all year
    all_periods.insert(all_periods.end(), periods.begin(), periods.end());
    return {version,
            {sessions.empty() ? province.sessions : sessions, std::move(all_periods)},
            over(province.days, days),
            province.covers_from,
            province.covers_to};
}

CalendarRow read_calendar(Source& source) {
    CalendarRow row;
    if (!source.readable()) return row;
    Reader reader(source, source.value(), "");
    reader.text("name");
    row.unit = reader.text_if_any("unit");
    row.province_version = static_cast<int>(reader.number("province_version").value_or(0));
    if (row.unit.empty()) read_coverage(reader, row);
    read_hours(reader, row);
    const auto before = reader.complaints();
    row.days = read_days(reader, row);
    reader.done();
    if (row.unit.empty() && reader.complaints() == before) check_years(reader, row.days);
    return row;
}

} // namespace motcua::law
