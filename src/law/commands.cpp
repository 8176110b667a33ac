#include "law/commands.hpp"

#include "base/embedded.hpp"
#include "base/numbers.hpp"
#include "deadline/deadline.hpp"
#include "law/actions.hpp"
#include "law/files.hpp"
#include "law/lint.hpp"

#include <algorithm>
#include <array>
#include <ostream>

namespace motcua::law {

namespace {

constexpr std::array<std::string_view, 7> data_places{"data/units/", "data/rules/",     "data/index/",          "data/procedures/",
                                                      "data/forms/", "data/calendars/", "data/life_events.json"};

std::string say(Locale locale, std::string_view key, const std::vector<std::string>& arguments) {
    return sentence(locale, key, arguments);
}

int refused(std::ostream& out, Locale locale, const Error& error) {
    out << say(locale, error.code, error.arguments) << '\n';
    return 1;
}

std::vector<DataFile> data_of_the_program() {
    std::vector<DataFile> files;
    for (const auto place : data_places)
        for (const auto& file : embedded::files_under(place)) files.push_back({std::string(file.path), std::string(file.bytes)});
    return files;
}

/// A folder stands for the data files that lint knows below it; files of other kinds in it are passed over.
std::vector<std::filesystem::path> files_at(const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path)) return {path};
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        const bool known = entry.path().filename() == "life_events.json" || entry.path().parent_path().filename() == "index" ||
                           from_word<DataKind>(entry.path().parent_path().filename().string()).has_value();
        if (entry.is_regular_file() && entry.path().extension() == ".json" && known) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string count(std::size_t number) {
    return std::to_string(number);
}

} // namespace

int lint_command(const std::vector<std::filesystem::path>& paths, std::ostream& out, Locale locale) {
    auto files = paths.empty() ? data_of_the_program() : std::vector<DataFile>{};
    for (const auto& path : paths)
        for (const auto& file : files_at(path)) {
            auto text = contents_of(file);
            if (!text) return refused(out, locale, text.error());
            files.push_back({file.string(), *std::move(text)});
        }
    const auto problems = lint(files);
    for (const auto& problem : problems) out << told(problem, locale) << '\n';
    out << say(locale, "law.lint.done", {count(files.size()), count(problems.size())}) << '\n';
    return problems.empty() ? 0 : 1;
}

int import_command(DataKind kind, const std::filesystem::path& file, bool dry_run, db::Database& database, Instant now, std::ostream& out,
                   Locale locale) {
    return tell_import(import_file(kind, file, dry_run, database, now), dry_run, out, locale);
}

int tell_import(const Result<Report>& report, bool dry_run, std::ostream& out, Locale locale) {
    if (!report) return refused(out, locale, report.error());
    for (const auto& problem : report->refused) out << told(problem, locale) << '\n';
    out << say(locale, dry_run ? "law.import.tried" : "law.import.done",
               {std::to_string(report->added), std::to_string(report->changed), std::to_string(report->same),
                count(report->refused.size())})
        << '\n';
    return report->refused.empty() ? 0 : 1;
}

int due_command(const Law& law, int limit, std::string_view unit, std::string_view at, std::string_view for_unit, std::ostream& out,
                Locale locale) {
    const auto counted = from_word<calendar::LimitUnit>(unit);
    if (!counted) return refused(out, locale, {Kind::invalid, "law.due.unit", {std::string(unit)}});
    const auto start = parse_instant(at);
    if (!start) return refused(out, locale, {Kind::invalid, "law.due.at", {std::string(at)}});
    const auto day = local_day(*start);
    const auto* named = law.units.with_identifier(for_unit, day);
    if (named == nullptr) named = law.units.with_code(for_unit, day);
    if (!for_unit.empty() && named == nullptr)
        return refused(out, locale, {Kind::not_found, "law.due.no_unit", {std::string(for_unit), vi_day(day)}});
    const auto* rules = law.rules_on(day);
    if (rules == nullptr) return refused(out, locale, {Kind::conflict, "deadline.no_rule_set", {vi_day(day)}});
    const auto due = deadline::due({*rules, named ? law.calendar(named->id) : law.calendar()}, {limit, *counted}, *start);
    if (!due) return refused(out, locale, due.error());
    out << iso(*due) << '\n';
    return 0;
}

int check_command(std::string_view kind, std::string_view value, std::ostream& out, Locale locale) {
    const auto [valid, text] = numbers::check(kind, value, locale);
    out << text << '\n';
    return valid ? 0 : 1;
}

} // namespace motcua::law
