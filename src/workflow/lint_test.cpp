#include "workflow/lint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

using namespace motcua;
using namespace motcua::workflow;

namespace {

/// Acceptance, appraisal, signing, and what a test makes of them.
Workflow usual() {
    return {"1.001193",
            1,
            {{"check", "Kiểm tra", "clerk", 10}, {"appraise", "Thẩm định", "officer", 60}, {"sign", "Ký duyệt", "approver", 30}}};
}

/// Appraisal leads to the field check or straight to the signature; both roads meet there.
Workflow branching() {
    auto workflow = usual();
    workflow.steps.insert(workflow.steps.begin() + 2, Step{"field", "Kiểm tra thực địa", "officer", 20});
    workflow.steps[1].share = 40;
    workflow.steps[1].next = {"field", "sign"};
    return workflow;
}

std::string rules(const Workflow& workflow, const Surroundings& around = {}) {
    std::string all;
    for (const auto& finding : lint(workflow, around)) {
        all += (all.empty() ? "" : " ") + std::string(word_of(finding.rule));
        if (finding.step) all += "@" + std::to_string(*finding.step);
    }
    return all;
}

std::uint64_t seed() {
    const auto* given = std::getenv("MOTCUA_TEST_SEED");
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
    std::cout << "MOTCUA_TEST_SEED=" << seed << '\n';
    return seed;
}

/// Steps that lead anywhere, with any role and share; most are wrong in some way.
Workflow random_workflow(std::mt19937_64& chance) {
    const auto below = [&](std::size_t most) { return static_cast<std::size_t>(chance() % most); };
    Workflow workflow{"x", 1, {}};
    const auto count = 2 + below(6);
    for (std::size_t place = 0; place < count; ++place) {
        const char* role = place == 0 ? "clerk" : place + 1 == count ? "approver" : "officer";
        Step step{"s" + std::to_string(place), "Bước", role, static_cast<int>(below(45))};
        const auto edges = below(3);
        for (std::size_t edge = 0; edge < edges; ++edge) {
            const bool forward = below(8) != 0;
            const auto to = forward ? std::min(count, place + 1 + below(2)) : below(count);
            step.next.push_back(to == count ? std::string(the_end) : "s" + std::to_string(to));
        }
        if (place > 1 && below(3) == 0) step.back.push_back("s" + std::to_string(1 + below(place)));
        workflow.steps.push_back(std::move(step));
    }
    return workflow;
}

/// A dossier that goes where chance sends it, forward more often than back. How many moves it took to the end; 0 when it never came.
int walk(const Workflow& workflow, std::size_t from, std::mt19937_64& chance) {
    auto at = from;
    for (int moves = 1; moves < 20'000; ++moves) {
        const auto& key = workflow.steps[at].key;
        const auto back = workflow.back(key);
        const bool goes_back = !back.empty() && chance() % 3 == 0;
        const auto ways = goes_back ? back : workflow.next(key);
        const auto& to = ways[chance() % ways.size()];
        if (to == the_end) return moves;
        const auto place = workflow.place(to);
        if (!place) return 0;
        at = *place;
    }
    return 0;
}

/// The shares of every way there is, walked one by one.
int heaviest(const Workflow& workflow, std::size_t from) {
    int most = 0;
    for (const auto& key : workflow.next(workflow.steps[from].key))
        if (key != the_end) most = std::max(most, heaviest(workflow, *workflow.place(key)));
    return most + workflow.steps[from].share;
}

/// The same questions asked in another way: a table of who reaches whom, closed step by step.
bool reaches_naively(const Workflow& workflow) {
    const auto count = workflow.steps.size();
    std::vector<std::vector<bool>> reach(count + 1, std::vector<bool>(count + 1, false));
    for (std::size_t from = 0; from < count; ++from)
        for (const auto& key : workflow.next(workflow.steps[from].key)) reach[from][workflow.place(key).value_or(count)] = true;
    for (std::size_t over = 0; over < count; ++over)
        for (std::size_t from = 0; from <= count; ++from)
            for (std::size_t to = 0; to <= count; ++to)
                if (reach[from][over] && reach[over][to]) reach[from][to] = true;
    for (std::size_t place = 0; place < count; ++place)
        if (reach[place][place] || !reach[place][count] || (place != 0 && !reach[0][place])) return false;
    return true;
}

bool about_ways(const Finding& finding) {
    return finding.rule == Rule::unreachable || finding.rule == Rule::dead_end || finding.rule == Rule::loop ||
           finding.rule == Rule::loop_without_exit;
}

} // namespace

TEST_CASE("the usual workflow and one with two ways are sound") {
    CHECK(rules(usual(), {.limit = calendar::Limit{3}}) == "");
    CHECK(rules(branching()) == "");
    CHECK(branching().back("sign") == std::vector<std::string>{"field"});
    CHECK(branching().after_acceptance() == "appraise");
}

TEST_CASE("the way through a step passes it, and the longest of those") {
    auto workflow = branching();
    CHECK(longest_way(workflow) == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(longest_way_through(workflow, "sign") == std::vector<std::size_t>{0, 1, 2, 3});
    workflow.steps.insert(workflow.steps.begin() + 3, Step{"desk", "Đối chiếu", "officer", 5, "", {"sign"}});
    workflow.steps[1].next = {"field", "desk"};
    workflow.steps[2].next = {"sign"};
    CHECK(longest_way_through(workflow, "field") == std::vector<std::size_t>{0, 1, 2, 4});
    CHECK(longest_way_through(workflow, "desk") == std::vector<std::size_t>{0, 1, 3, 4});
    CHECK(longest_way_through(workflow, "nowhere").empty());
}

TEST_CASE("a step without a way on is a dead end, one without a way there unreachable") {
    auto workflow = branching();
    workflow.steps[2].next = {"nowhere"};
    CHECK(rules(workflow) == "unknown_next@2 dead_end@2");
    workflow = branching();
    workflow.steps[1].next = {"sign"};
    CHECK(rules(workflow) == "unreachable@2");
}

TEST_CASE("next steps may not run in a circle, whether or not something leaves it") {
    auto workflow = branching();
    workflow.steps[2].next = {"appraise"};
    CHECK(rules(workflow) == "loop@1");
    workflow.steps[1].next = {"field"};
    CHECK(rules(workflow) == "loop_without_exit@1 unreachable@3");
    workflow = usual();
    workflow.steps[1].next = {"appraise"};
    CHECK(rules(workflow) == "loop_without_exit@1 unreachable@2");
}

TEST_CASE("every step is done by somebody who may do it") {
    auto workflow = usual();
    workflow.steps[1].role = "clerk";
    CHECK(rules(workflow) == "nobody@1");
    workflow = usual();
    workflow.steps[0].role = "officer";
    CHECK(rules(workflow) == "nobody@0");
    workflow = usual();
    workflow.steps[1].unit = "H10.99";
    CHECK(rules(workflow, {.unit_exists = [](std::string_view) { return false; }}) == "unknown_unit@1");
    CHECK(rules(workflow, {.somebody = [](std::string_view role, std::string_view unit) { return role != "officer" || unit.empty(); }}) ==
          "nobody@1");
}

TEST_CASE("no way loses the result") {
    auto workflow = branching();
    workflow.steps[2].next = {"end"};
    CHECK(rules(workflow) == "result_lost@2");
    workflow = usual();
    workflow.steps[0].next = {"end"};
    CHECK(rules(workflow) == "start_branches@0 unreachable@1 unreachable@2");
}

TEST_CASE("the acceptance leads to one step") {
    auto workflow = branching();
    workflow.steps[0].next = {"appraise", "field"};
    CHECK(rules(workflow) == "start_branches@0");
}

TEST_CASE("the steps of one way take at most the legal limit; ways beside each other do not add up") {
    auto workflow = usual();
    workflow.steps[1].share = 61;
    CHECK(rules(workflow) == "limits_exceed");
    workflow = branching();
    workflow.steps[2].share = 21;
    CHECK(rules(workflow) == "limits_exceed");
    workflow.steps[1].next = {"sign"};
    workflow.steps[0].next = {"field"};
    workflow.steps[2].next = {"sign"};
    CHECK(rules(workflow) == "unreachable@1"); // 10 + 21 + 30
    workflow = usual();
    workflow.steps[1].share = 101;
    CHECK(rules(workflow) == "too_long@1 limits_exceed");
    workflow.steps[1].share = -1;
    CHECK(rules(workflow) == "too_long@1");
}

TEST_CASE("a step is sent back to one that comes before it, never to the acceptance") {
    auto workflow = branching();
    workflow.steps[3].back = {"appraise", "field"};
    CHECK(rules(workflow) == "");
    workflow.steps[3].back = {"check", "sign", "nowhere"};
    CHECK(rules(workflow) == "back_to_start@3 back_not_before@3 unknown_back@3");
    workflow.steps[3].back = {};
    workflow.steps[1].back = {"field"};
    CHECK(rules(workflow) == "back_not_before@1");
}

TEST_CASE("an opinion is asked of somebody who can give it, once, and in the time of its step") {
    auto workflow = usual();
    workflow.steps[1].asks = {{"H10.01", "officer", 8}, {"", "approver", 4}};
    const Surroundings around{.limit = calendar::Limit{3}}; // 60 % of 24 hours: 14
    CHECK(rules(workflow, around) == "");
    workflow.steps[1].asks[0].hours = 15;
    CHECK(rules(workflow, around) == "opinion_too_long@1");
    CHECK(rules(workflow, {.limit = calendar::Limit{1, calendar::LimitUnit::month}}) == "");
    CHECK(rules(workflow, {.limit = calendar::Limit{10, calendar::LimitUnit::working_hour}}) == "opinion_too_long@1");
    workflow.steps[1].asks = {{"H10.01", "clerk", 8}};
    CHECK(rules(workflow, around) == "nobody_asked@1");
    workflow.steps[1].asks = {{"H10.01", "officer", 8}, {"H10.01", "officer", 4}};
    CHECK(rules(workflow, around) == "asked_twice@1");
    workflow.steps[1].asks = {{"H10.01", "officer", 0}};
    CHECK(rules(workflow, around) == "opinion_too_long@1");
}

TEST_CASE("keys are there, once, and never the word of the end") {
    auto workflow = usual();
    workflow.steps[1].key = "end";
    CHECK(rules(workflow) == "start_branches@0 nameless@1 unreachable@1 unreachable@2");
    workflow = usual();
    workflow.steps[2].key = "appraise";
    CHECK(rules(workflow).contains("key_twice@2"));
    CHECK(rules({"x", 1, {}}) == "no_steps");
    workflow.steps.resize(31, usual().steps[1]);
    CHECK(rules(workflow) == "too_many_steps");
}

TEST_CASE("every rule has a sentence in both languages, and findings name their step") {
    for (const auto word : Words<Rule>::words)
        for (const auto locale : {Locale::vi, Locale::en}) CHECK(has_sentence(locale, "workflow.rule." + std::string(word)));
    CHECK(told({Rule::dead_end, 1, {"Thẩm định"}}, Locale::vi).contains("“Thẩm định” là ngõ cụt"));
}

TEST_CASE("from every step of any accepted workflow a dossier comes to its end, however it is sent back, within the legal limit") {
    std::mt19937_64 chance(seed());
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        const auto workflow = random_workflow(chance);
        const auto findings = lint(workflow, {});
        // Both ways of asking agree on which graphs reach their end without a circle.
        CHECK(reaches_naively(workflow) == std::ranges::none_of(findings, about_ways));
        if (!findings.empty()) continue;
        ++accepted;
        CHECK(heaviest(workflow, 0) <= 100);
        for (std::size_t place = 0; place < workflow.steps.size(); ++place) CHECK(walk(workflow, place, chance) > 0);
    }
    CHECK(accepted > 200); // else the property says nothing
}
