#include "base/embedded.hpp"
#include "base/text.hpp"
#include "formula/score.hpp"
#include "law/indexes.hpp"
#include "law/lint.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace motcua;

namespace {

std::string shipped(std::string_view version) {
    const auto file = embedded::file("data/index/766-" + std::string(version) + ".json");
    REQUIRE(file);
    return std::string(file->bytes);
}

/// The shipped file with one piece of its text put for another.
std::string with(std::string_view piece, std::string_view other) {
    auto text = shipped("2022");
    const auto place = text.find(piece);
    REQUIRE(place != std::string::npos);
    return text.replace(place, piece.size(), other);
}

std::string problems(const std::vector<law::DataFile>& files) {
    std::string all;
    for (const auto& problem : law::lint(files)) {
        all += problem.file + ":" + std::to_string(problem.line) + " " + problem.code.substr(problem.code.rfind('.') + 1);
        for (const auto& argument : problem.arguments) all += " " + argument;
        all += ";";
    }
    return all;
}

std::string problems_with(std::string_view piece, std::string_view other) {
    const auto text = with(piece, other);
    auto told = problems({{"index/x.json", text}});
    const auto at = text.find(other.empty() ? piece : other);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const auto place = "index/x.json:" + std::to_string(line) + " ";
    if (told.starts_with(place)) told.erase(0, place.size());
    return told;
}

const formula::Scheme& scheme(std::string_view version) {
    for (const auto& one : law::index_schemes())
        if (one.version == version) return one;
    FAIL("no such version");
    throw 0;
}

formula::Facts facts_of(std::string_view text) {
    formula::Facts facts;
    for (const auto piece : split(text, ' ')) {
        if (piece.empty()) continue;
        const auto equals = piece.find('=');
        facts.emplace(std::string(piece.substr(0, equals)), *formula::number_of(piece.substr(equals + 1)));
    }
    return facts;
}

std::string outcome(const formula::ItemScore& score) {
    using Standing = formula::ItemScore::Standing;
    if (score.standing == Standing::unknown) return "unknown";
    return score.standing == Standing::not_applicable ? "not_applicable" : formula::rounded(score.points, 2);
}

} // namespace

TEST_CASE("every worked example of the index holds to the last digit") {
    std::ifstream file("tests/data/index766_vectors.tsv");
    int seen = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#') || line.starts_with("version")) continue;
        CAPTURE(line);
        const auto cells = split(line, '\t');
        REQUIRE(cells.size() == 4);
        const auto* item = scheme(cells[0]).item(cells[1]);
        REQUIRE(item);
        CHECK(outcome(formula::score(*item, facts_of(cells[2]))) == cells[3]);
        ++seen;
    }
    CHECK(seen >= 25);
}

TEST_CASE("the shipped indexes are sound, have six groups of 100 points, and follow one another") {
    CHECK(problems({{"index/766-2022.json", shipped("2022")}, {"index/766-2026.json", shipped("2026")}}).empty());
    REQUIRE(law::index_schemes().size() == 2);
    for (const auto& one : law::index_schemes()) {
        CHECK(one.groups.size() == 6);
        formula::Number sum = 0;
        for (const auto& group : one.groups) sum += group.maximum;
        CHECK(sum == 100);
    }
    CHECK(scheme("2022").holds_on(*day_of(2022, 7, 31)));
    CHECK_FALSE(scheme("2022").holds_on(*day_of(2026, 1, 1)));
    CHECK(scheme("2026").holds_on(*day_of(2026, 11, 30)));
}

TEST_CASE("what is wrong with an index is said with its file, its line and its reason") {
    CHECK(problems_with("\"received + carried_over\"", "\"received + carried_on\"") == "unknown_name carried_on;");
    CHECK(problems_with("\"6 * on_time\"", "\"6 * on_tim\"") == "unknown_name on_tim;");
    CHECK(problems_with("\"20 * on_time\"", "\"20 * ended_on_time / received\"") == "division 22;");
    CHECK(problems_with("\"20 * on_time\"", "\"20 * on_time / 0\"") == "division 16;");
    CHECK(problems_with("\"20 * on_time\"", "\"20 * * on_time\"") == "unreadable 6;");
    CHECK(problems_with("\"20 * on_time\"", "\"power(20, on_time)\"") == "unknown_function power;");
    CHECK(problems_with("\"target\": \"0.8\"", "\"target\": \"1.01\"") == "target_over_all 1.01;");
    CHECK(problems_with("\"target\": \"0.8\"", "\"target\": \"80 %\"") == "not_exact target 80 %;");
    CHECK(problems_with("\"when_zero\": \"full\"", "\"when_zero\": \"maybe\"").starts_with("unknown_word when_zero maybe"));
    CHECK(problems_with("\"valid_to\": \"2025-12-31\"", "\"valid_to\": \"2021-12-31\"") == "ends_before 2021-12-31;");
    CHECK(problems_with("\"maximum\": \"18\"", "\"maximum\": \"17\"").find("sum G1 18.00 17.00;") != std::string::npos);
    CHECK(problems_with("\"name\": \"publications\"", "\"name\": \"received\"").starts_with("twice name received;"));
}

TEST_CASE("two versions of an index that hold on one day are refused at the later one") {
    const auto overlapping = with("\"valid_to\": \"2025-12-31\"", "\"valid_to\": \"2026-01-01\"");
    CHECK(problems({{"index/a.json", overlapping}, {"index/b.json", shipped("2026")}}) == "index/b.json:4 overlap 2022 2026 2026-01-01;");
}
