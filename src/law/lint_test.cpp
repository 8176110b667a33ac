#include "base/embedded.hpp"
#include "law/commands.hpp"
#include "law/lint.hpp"
#include "support/databases.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace motcua;
using law::DataFile;

namespace {

/// The problems of one file, as `line code` each.
std::string problems(const std::string& name, const std::string& text) {
    std::string all;
    for (const auto& problem : law::lint({{name, text}})) all += std::to_string(problem.line) + " " + problem.code.substr(12) + ";";
    return all;
}

/// A sound procedure with one key replaced (JSON text), or added.
std::string procedure_with(const std::string& key, const std::string& value) {
    const auto file = embedded::file("data/procedures/1.004873.json");
    REQUIRE(file);
    auto procedure = boost::json::parse(file->bytes).as_object();
    procedure[key] = boost::json::parse(value);
    return boost::json::serialize(procedure);
}

std::string procedure_problems(const std::string& key, const std::string& value) {
    return problems("procedures/x.json", procedure_with(key, value));
}

std::string row_of(const std::string& code, const std::string& parent, const std::string& identifier, const std::string& from,
                   const std::string& to, const std::string& successor = "") {
    return R"({"code": ")" + code + R"(", "parent_code": ")" + parent + R"(", "identifier": ")" + identifier +
           R"(", "type": "commune", "name": "A", "full_name": "Xã A", "valid_from": )" + from + R"(, "valid_to": )" + to +
           R"(, "successor_code": ")" + successor + "\"}";
}

std::string unit_problems(const std::vector<std::string>& units) {
    std::string text = "[\n";
    for (const auto& one : units) text += (text.size() > 2 ? ",\n" : "") + one;
    return problems("units/x.json", text + "\n]");
}

const std::string province = row_of("1", "", "H99", "\"2000-01-01\"", "null");

std::string calendar_problems(const std::string& days, const std::string& sessions = R"([{"opens": "07:00", "closes": "11:00"}])") {
    const std::string rule = R"("source": "s", "certainty": "sample", "setting": true})";
    return problems("calendars/x.json", "{\"name\": \"n\", \"covers_from\": \"2022-01-01\", \"covers_to\": \"2022-12-31\",\n\"rules\": {"
                                        "\"sessions\": {\"value\": " +
                                            sessions + ", " + rule + ", \"last_hour_minutes\": {\"value\": 60, " + rule +
                                            ", \"same_day_cutoff\": {\"value\": \"15:00\", " + rule + "},\n\"days\": [\n" + days + "\n]}");
}

std::string day(const std::string& date, const std::string& kind) {
    return R"({"day": ")" + date + R"(", "kind": ")" + kind + R"(", "name": "n"})";
}

} // namespace

TEST_CASE("the data that travel in the program are without fault") {
    std::ostringstream out;
    CHECK(law::lint_command({}, out) == 0);
    CHECK(out.str().ends_with(": 0 lỗi\n"));
}

TEST_CASE("a text that is no JSON is refused at the line where it breaks") {
    CHECK(problems("procedures/x.json", "{\n\"code\": \"1.004873\",\n}") == "3 not_json;");
    CHECK(problems("units/x.json", "") == "1 not_json;");
    CHECK(problems("whatever.json", "{\"colour\": 1}") == "1 unknown_content;");
    CHECK(problems("units/x.json", "{}") == "1 not_array;");
    CHECK(problems("units/x.json", "[\n1]") == "2 not_object;");
}

TEST_CASE("a procedure is refused for what its keys may not say") {
    CHECK(procedure_problems("fee", "0").empty());
    CHECK(procedure_problems("fee", "null").empty());
    CHECK(procedure_problems("colour", "1") == "1 unknown_key;");
    CHECK(procedure_problems("name", "7") == "1 not_text;");
    CHECK(procedure_problems("name", "null") == "1 missing;");
    CHECK(procedure_problems("name", "\"hai  cách\"") == "1 untidy;");
    CHECK(procedure_problems("fee", "100") == "1 fee;");
    CHECK(procedure_problems("fee", "-5000") == "1 fee;");
    CHECK(procedure_problems("fee_online", "\"5000\"") == "1 not_number;");
    CHECK(procedure_problems("limit", R"({"value": 3})") == "1 limit_without_unit;");
    CHECK(procedure_problems("limit", R"({"value": 3, "unit": "day"})").starts_with("1 unknown_word;"));
    CHECK(procedure_problems("limit", R"({"value": 0, "unit": "working_day"})") == "1 out_of_range;");
    CHECK(procedure_problems("limit", R"({"unit": "working_day"})") == "1 missing;");
    CHECK(procedure_problems("code", "\"dsfas\"") == "1 procedure_code;");
    CHECK(procedure_problems("result_code", "\"dsfas\"") == "1 result_code;");
    CHECK(procedure_problems("other_result_codes", R"(["KQ.G15.1"])") == "1 result_code;");
    CHECK(procedure_problems("form", "\"khong_co\"") == "1 dead_form;");
    CHECK(procedure_problems("life_events", R"(["party"])") == "1 dead_life_event;");
    CHECK(procedure_problems("levels", "[]") == "1 missing;");
    CHECK(procedure_problems("levels", R"(["village"])").starts_with("1 unknown_word;"));
    CHECK(procedure_problems("words", "\"khai sinh\"") == "1 not_list;");
    CHECK(procedure_problems("valid_from", "\"2022-02-30\"") == "1 not_day;");
    CHECK(procedure_problems("valid_to", "\"2021-01-01\"") == "1 ends_before;");
    CHECK(procedure_problems("online_level", "\"information\"") == "1 information_online;");
    CHECK(procedure_problems("certainty", "\"maybe\"") == "1 unknown_word;");
}

TEST_CASE("a workflow is refused that nobody can follow") {
    CHECK(procedure_problems("steps", "[]") == "1 no_steps;");
    CHECK(procedure_problems("steps", R"([{"key": "a", "name": "A", "role": "wizard"}])") == "1 unknown_word;");
    CHECK(procedure_problems("steps", R"([{"key": "a", "name": "A", "role": "clerk"}, {"key": "a", "name": "B", "role": "officer"}])") ==
          "1 twice;");
    CHECK(procedure_problems("parts", R"([{"key": "a", "name": "A"}, {"key": "a", "name": "B"}])") == "1 twice;");
    CHECK(procedure_problems("parts", R"([{"key": "a", "name": "A", "required": 1}])") == "1 not_yes_no;");
}

TEST_CASE("the linter of workflows speaks for every procedure file, at the line of the step") {
    const auto steps = [](std::string_view second, std::string_view more = "") {
        return R"([{"key": "a", "name": "A", "role": "clerk", "share": 10},
                   {"key": "b", "name": "B", "role": "officer", "share": 60)" +
               std::string(second) + R"(}, {"key": "c", "name": "C", "role": "approver", "share": 30})" + std::string(more) + "]";
    };
    const auto rule = [](const std::string& text) {
        std::string all;
        for (const auto& problem : law::lint({{"procedures/x.json", procedure_with("steps", text)}})) all += problem.code + ";";
        return all;
    };
    CHECK(rule(steps("")).empty());
    CHECK(rule(steps(R"(, "next": ["b"])")) == "workflow.rule.loop_without_exit;workflow.rule.unreachable;");
    CHECK(rule(steps(R"(, "next": ["c"], "back": ["a"])")) == "workflow.rule.back_to_start;");
    CHECK(rule(steps("", R"(, {"key": "d", "name": "D", "role": "approver", "share": 1})")) == "workflow.rule.limits_exceed;");
    CHECK(rule(steps(R"(, "unit": "H10.99.99")")) == "law.problem.dead_unit;");
    CHECK(rule(steps(R"(, "asks": [{"role": "officer", "hours": 500}])")) == "workflow.rule.opinion_too_long;");
    CHECK(rule(steps(R"(, "asks": [{"role": "officer", "hours": 4}])")).empty());

    const std::string file = "{\n\"code\": \"1.004873\",\n\"valid_from\": \"2022-01-01\", \"name\": \"N\", \"short_name\": \"N\", "
                             "\"domain\": \"D\", \"levels\": [\"commune\"], \"online_level\": \"partial\", \"channels\": [\"direct\"], "
                             "\"certainty\": \"sample\",\n\"steps\": [\n{\"key\": \"a\", \"name\": \"Nhận\", \"role\": \"clerk\"},\n"
                             "{\"key\": \"b\", \"name\": \"Xét\", \"role\": \"officer\", \"next\": [\"end\"]}\n]}";
    const auto found = law::lint({{"procedures/x.json", file}});
    REQUIRE(found.size() == 1);
    CHECK(law::told(found[0], Locale::vi) ==
          "procedures/x.json:6: bước “Xét” kết thúc quy trình mà không do lãnh đạo ký duyệt (đang ghi: officer): nhánh này mất kết quả");
}

TEST_CASE("revisions change what they name, in order of days") {
    CHECK(procedure_problems("revisions", R"([{"valid_from": "2025-07-01", "levels": ["province"]}])").empty());
    CHECK(procedure_problems("revisions", R"([{"valid_from": "2021-07-01"}])") == "1 revision_order;");
    CHECK(procedure_problems("revisions", R"([{"valid_from": "2025-07-01", "code": "1.000001"}])") == "1 revision_code;");
    CHECK(procedure_problems("revisions", R"([{"valid_from": "2025-07-01", "fee": 100}])") == "1 fee;");
    CHECK(procedure_problems("revisions", R"([{"levels": ["province"]}])") == "1 missing;1 revision_order;");
}

TEST_CASE("the same procedure in two files is refused, and every problem says file and line") {
    const auto text = procedure_with("fee", "0");
    const auto found = law::lint({{"procedures/a.json", text}, {"procedures/b.json", "\n\n" + text}});
    REQUIRE(found.size() == 1);
    CHECK(law::told(found[0], Locale::vi) == "procedures/b.json:3: code “1.004873” có hai lần");
    CHECK(law::told(found[0], Locale::en) == "procedures/b.json:3: code “1.004873” stands twice");
    CHECK(problems("procedures/x.json", "[{\n\"code\": \"1.000001\",\n\"code\": \"1.000002\"}]").find("repeated_key") != std::string::npos);
}

TEST_CASE("units are refused that make no tree in time") {
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "null", "null")}).empty());
    CHECK(unit_problems({province, row_of("2", "7", "H99.01", "null", "null")}) == "3 dead_parent;");
    CHECK(unit_problems({province, row_of("2", "2", "H99.01", "null", "null")}) == "3 dead_parent;");
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "\"1990-01-01\"", "null")}) == "3 parent_gap;");
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "null", "\"2020-01-01\"", "9")}) == "3 dead_successor;");
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "null", "null", "1")}) == "3 dead_successor;");
    CHECK(unit_problems(
              {province, row_of("2", "1", "H99.01", "null", "\"2020-01-01\""), row_of("2", "1", "H99.01", "\"2020-01-02\"", "null")})
              .empty());
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "null", "\"2020-01-01\""),
                         row_of("2", "1", "H99.01", "\"2020-01-01\"", "null")}) == "4 twice;");
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "null", "null"), row_of("3", "1", "H99.01", "null", "null")}) == "4 twice;");
    CHECK(unit_problems({province, row_of("2", "1", "99.01", "null", "null")}) == "3 identifier;");
    CHECK(unit_problems({province, row_of("2", "1", "H99.01", "\"2020-01-02\"", "\"2020-01-01\"")}).starts_with("3 ends_before;"));
    CHECK(unit_problems({row_of("1", "", "H99", "null", "null")}) == "2 missing;");
}

TEST_CASE("a unit may lean on units that only the program knows") {
    CHECK(unit_problems({row_of("99999", "697", "H10.40.90", "\"2022-01-01\"", "\"2025-06-30\"", "75")}).empty());
    CHECK(unit_problems({row_of("99999", "697", "H10.40.90", "\"2022-01-01\"", "\"2025-07-01\"")}) == "2 parent_gap;");
}

TEST_CASE("a calendar is refused whose days contradict the law or one another") {
    const auto holidays = day("2022-01-01", "holiday") + ",\n" + day("2022-01-03", "compensation");
    CHECK(calendar_problems("").empty());
    CHECK(calendar_problems(holidays).empty());
    CHECK(calendar_problems(day("2022-01-01", "holiday")) == "3 compensation;");
    CHECK(calendar_problems(day("2022-01-03", "compensation")) == "3 compensation;");
    CHECK(calendar_problems(day("2022-05-02", "swap_off")) == "3 swaps;");
    CHECK(calendar_problems(day("2022-05-02", "swap_off") + ",\n" + day("2022-05-07", "swap_work")).empty());
    CHECK(calendar_problems(day("2023-05-02", "holiday")) == "4 outside_coverage;");
    CHECK(calendar_problems(day("2022-05-02", "holiday") + ",\n" + day("2022-05-02", "holiday")) == "5 twice;");
    CHECK(calendar_problems(day("2022-05-02", "swap_work")) == "4 day_kind;");
    CHECK(calendar_problems(day("2022-05-07", "compensation")) == "4 day_kind;");
    CHECK(calendar_problems(day("2022-13-01", "holiday")) == "4 not_day;");
    CHECK(calendar_problems(day("2022-05-02", "feast")) == "4 unknown_word;");
    CHECK(calendar_problems("", "[]") == "2 missing;");
    CHECK(calendar_problems("", R"([{"opens": "11:00", "closes": "07:00"}])") == "2 session_order;");
    CHECK(calendar_problems("", R"([{"opens": "7:00", "closes": "11:00"}])") == "2 not_clock;");
}

TEST_CASE("forms are refused with the reasons of the form readers") {
    const auto file = embedded::file("data/forms/khai_tu.json");
    REQUIRE(file);
    CHECK(law::lint({{"forms/a.json", std::string(file->bytes)}}).empty());
    CHECK(law::lint({{"forms/a.json", std::string(file->bytes)}, {"forms/b.json", std::string(file->bytes)}}).size() == 1);
    const auto found = law::lint({{"forms/a.json", "{\n\"key\": \"x\",\n\"title\": 7}"}});
    REQUIRE_FALSE(found.empty());
    CHECK(has_sentence(Locale::vi, found.front().code));
}

TEST_CASE("the lint command looks at files and folders and answers with its exit code") {
    const test::TemporaryFolder folder;
    std::ostringstream out;
    CHECK(law::lint_command({folder.path() + "/nothing.json"}, out) == 1);
    std::filesystem::create_directory(folder.path() + "/procedures");
    std::ofstream(folder.path() + "/procedures/x.json") << procedure_with("fee", "100");
    std::ofstream(folder.path() + "/other.json") << "not ours";
    CHECK(law::lint_command({folder.path()}, out) == 1);
    CHECK(out.str().find("x.json:1: “fee” là 100 đồng") != std::string::npos);
    CHECK(out.str().ends_with("Đã xem 1 tệp: 1 lỗi\n"));
}

namespace {

std::string rule_set_with(const std::string& key, const std::string& value) {
    auto set = boost::json::parse(embedded::file("data/rules/2025.json")->bytes).as_object();
    if (set.at("rules").as_object().contains(key))
        set.at("rules").at(key).at("value") = boost::json::parse(value);
    else
        set[key] = boost::json::parse(value);
    return boost::json::serialize(set);
}

std::string rule_set_problems(const std::string& key, const std::string& value) {
    return problems("rules/x.json", rule_set_with(key, value));
}

} // namespace

TEST_CASE("a rule set is refused whose rules are missing, out of range or without a source") {
    CHECK(rule_set_problems("key", "\"x\"").empty());
    CHECK(rule_set_problems("same_day_cutoff", "\"3pm\"") == "1 not_clock;");
    CHECK(rule_set_problems("last_hour_minutes", "600") == "1 out_of_range;");
    CHECK(rule_set_problems("acknowledge_working_hours", "0") == "1 out_of_range;");
    CHECK(rule_set_problems("supplement_wait_working_days", "\"15\"") == "1 not_number;1 out_of_range;");
    CHECK(rule_set_problems("after_pause", "\"never\"") == "1 unknown_word;");
    CHECK(rule_set_problems("received_anywhere", "1") == "1 not_yes_no;");
    CHECK(rule_set_problems("valid_to", "\"2025-06-30\"") == "1 ends_before;");
    CHECK(rule_set_problems("texts", "[]") == "1 missing;");
    CHECK(rule_set_problems("forms", R"({"receipt": "01", "poem": "09"})") == "1 unknown_key;");
    CHECK(rule_set_problems("speed", "1") == "1 unknown_key;");
    auto bare = boost::json::parse(rule_set_with("key", "\"x\"")).as_object();
    bare.at("rules").at("reappointments").as_object().erase("source");
    bare.at("rules").as_object().erase("near_due_working_days");
    CHECK(problems("rules/x.json", boost::json::serialize(bare)) == "1 missing;1 missing;");
}

TEST_CASE("rule sets follow one another without a gap and without an overlap") {
    const auto codes = [](const std::string& from, const std::string& to) {
        const auto first = rule_set_with("valid_to", to);
        auto second = boost::json::parse(rule_set_with("valid_to", "null")).as_object();
        second["key"] = "later";
        second["valid_from"] = from;
        std::string all;
        for (const auto& problem : law::lint({{"rules/a.json", first}, {"rules/b.json", boost::json::serialize(second)}}))
            all += problem.file + " " + problem.code.substr(12) + ";";
        return all;
    };
    CHECK(codes("2026-07-01", "\"2026-06-30\"").empty());
    CHECK(codes("2026-07-02", "\"2026-06-30\"") == "rules/b.json rule_sets_gap;");
    CHECK(codes("2026-06-30", "\"2026-06-30\"") == "rules/b.json rule_sets_overlap;");
    CHECK(codes("2026-06-30", "null") == "rules/b.json rule_sets_overlap;");
}

TEST_CASE("hours of a time of the year end after they begin and open before they close") {
    const auto unit = [](const std::string& hours) {
        return problems("calendars/u.json", R"({"name": "n", "unit": "697", "hours": [)" + hours + "]}");
    };
    const std::string rest = R"("sessions": [{"opens": "07:00", "closes": "11:00"}], "source": "s", "certainty": "sample"})";
    CHECK(unit(R"({"from": "2022-05-01", "to": "2022-08-31", )" + rest).empty());
    CHECK(unit(R"({"from": "2022-08-31", "to": "2022-05-01", )" + rest) == "1 ends_before;");
    CHECK(unit(R"({"from": "2022-05-01", "to": "2022-08-31", "sessions": [], "source": "s", "certainty": "sample"})") == "1 missing;");
}
