#include "law/calendars.hpp"

#include <map>
#include <set>

namespace motcua::law {

namespace {

using calendar::DayKind;

constexpr int longest_coverage_days = 60 * 366;

bool is_weekend(Day day) {
    return weekday(day) > 5;
}

/// A rule is a value with where it comes from: `{"value": …, "source": …, "certainty": …, "setting": true}`.
template <class Read>
void read_rule(Reader& rules, std::string_view key, Read&& read) {
    auto rule = rules.object(key);
    if (!rule) {
        rules.complain("", "law.problem.missing", {std::string(key)});
        return;
    }
    read(*rule);
    rule->text("source");
    rule->text("certainty");
    rule->yes("setting");
    rule->done();
}

std::vector<calendar::Session> read_sessions(Reader& rule) {
    std::vector<calendar::Session> sessions;
    for (auto& one : rule.objects("value")) {
        const calendar::Session session{one.minute("opens"), one.minute("closes")};
        if (session.opens >= session.closes || (!sessions.empty() && session.opens < sessions.back().closes))
            one.complain("", "law.problem.session_order");
        one.done();
        sessions.push_back(session);
    }
    if (sessions.empty()) rule.complain("value", "law.problem.missing", {"value"});
    return sessions;
}

calendar::Calendar::Rules read_rules(Reader& whole) {
    calendar::Calendar::Rules rules;
    auto reader = whole.object("rules");
    if (!reader) {
        whole.complain("", "law.problem.missing", {"rules"});
        return rules;
    }
    read_rule(*reader, "sessions", [&](Reader& rule) { rules.sessions = read_sessions(rule); });
    read_rule(*reader, "last_hour_minutes", [&](Reader& rule) {
        const auto minutes = rule.number("value").value_or(-1);
        if (minutes < 0 || minutes > 240)
            rule.complain("value", "law.problem.out_of_range", {"value", "0", "240"});
        else
            rules.last_hour_minutes = static_cast<int>(minutes);
    });
    read_rule(*reader, "same_day_cutoff", [&](Reader& rule) { rules.same_day_cutoff = rule.minute("value"); });
    reader->done();
    return rules;
}

void check_kind(Reader& reader, const calendar::SpecialDay& special) {
    const bool weekend = is_weekend(special.day);
    const bool fits = special.kind == DayKind::holiday || (special.kind == DayKind::swap_work) == weekend;
    if (!fits) reader.complain("day", "law.problem.day_kind", {iso(special.day), std::string(word_of(special.kind))});
}

std::vector<calendar::SpecialDay> read_days(Reader& whole, Day from, Day to) {
    std::vector<calendar::SpecialDay> days;
    std::set<Day> seen;
    for (auto& one : whole.objects("days")) {
        const auto before = one.complaints();
        const calendar::SpecialDay special{one.day("day"), one.word<DayKind>("kind"), one.text("name")};
        one.text_if_any("certainty");
        one.done();
        if (one.complaints() > before) continue;
        if (special.day < from || special.day > to) one.complain("day", "law.problem.outside_coverage", {iso(special.day)});
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

} // namespace

CalendarRow read_calendar(Source& source) {
    CalendarRow row;
    if (!source.readable()) return row;
    Reader reader(source, source.value(), "");
    reader.text("name");
    row.covers_from = reader.day("covers_from");
    row.covers_to = reader.day("covers_to");
    if (row.covers_to < row.covers_from || row.covers_to - row.covers_from > longest_coverage_days)
        reader.complain("covers_to", "law.problem.ends_before", {iso(row.covers_to)});
    row.rules = read_rules(reader);
    const auto before = reader.complaints();
    row.days = read_days(reader, row.covers_from, row.covers_to);
    reader.done();
    if (reader.complaints() == before) check_years(reader, row.days);
    return row;
}

} // namespace motcua::law
