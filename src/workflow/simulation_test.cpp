#include "workflow/graph.hpp"
#include "workflow/simulation.hpp"

#include <doctest/doctest.h>

using namespace motcua;
using namespace motcua::workflow;

namespace {

Instant at(std::string_view text) {
    return *parse_instant(text);
}

Workflow usual() {
    return {"1.001193",
            1,
            {{"check", "Kiểm tra", "clerk", 10}, {"appraise", "Thẩm định", "officer", 60}, {"sign", "Ký duyệt", "approver", 30}}};
}

/// Weekends off, 07:00–11:30 and 13:30–17:00, from one day to another.
calendar::Calendar calendar_until(Day last) {
    return {1, {}, {}, *day_of(2022, 1, 1), last};
}

} // namespace

TEST_CASE("a simulated dossier says by when each step must be done, and ends with the law's date") {
    auto workflow = usual();
    workflow.steps[1].asks = {{"", "approver", 4}};
    const auto calendar = calendar_until(*day_of(2022, 12, 31));
    const deadline::RuleSet rules;
    const auto simulated = simulate(workflow, {5, calendar::LimitUnit::working_day}, {rules, calendar}, at("2022-07-11T08:00:00+07:00"));
    REQUIRE(simulated);
    CHECK(simulated->due == at("2022-07-18T17:00:00+07:00"));
    REQUIRE(simulated->stops.size() == 3);
    CHECK(simulated->stops[0].starts == at("2022-07-11T08:00:00+07:00"));
    CHECK(simulated->stops[1].opinions_due.size() == 1);
    CHECK(simulated->stops[1].opinions_due[0] < simulated->stops[1].due);
    CHECK(simulated->done() == simulated->due);
    CHECK(simulated->in_time());
}

TEST_CASE("a calendar with a gap is refused by its rule, and so is a workflow that runs in a circle") {
    const auto calendar = calendar_until(*day_of(2022, 7, 13));
    const deadline::RuleSet rules;
    const auto monday = at("2022-07-11T08:00:00+07:00");
    const auto gap = simulate(usual(), {5, calendar::LimitUnit::working_day}, {rules, calendar}, monday);
    REQUIRE_FALSE(gap);
    CHECK(gap.error().code == "deadline.calendar_ends");
    auto circle = usual();
    circle.steps[2].next = {"appraise"};
    const auto endless = simulate(circle, {1, calendar::LimitUnit::working_day}, {rules, calendar}, monday);
    REQUIRE_FALSE(endless);
    CHECK(endless.error().code == "workflow.no_way");
}

TEST_CASE("the drawing has a box for every step and the end, escapes names, and marks what is amiss") {
    auto workflow = usual();
    workflow.steps[1].name = "Thẩm định <nhanh>";
    workflow.steps[1].asks = {{"H10.01", "officer", 4}};
    const auto chart = graph_of(
        workflow, {{Rule::nobody, 1, {}}}, [](std::string_view) { return std::string("Sở Tư pháp"); }, Locale::vi);
    const std::string svg(chart.picture.markup());
    std::size_t boxes = 0;
    for (auto found = svg.find("<rect"); found != std::string::npos; found = svg.find("<rect", found + 1)) ++boxes;
    CHECK(boxes == 4);
    CHECK(svg.contains("Thẩm định &lt;nhanh&gt;"));
    CHECK(svg.contains("flow-box--amiss"));
    CHECK(svg.contains("flow-line--back")); // the signature may go back to the officer
    CHECK(svg.contains("Sở Tư pháp"));
    REQUIRE(chart.table.rows.size() == 3);
    CHECK(chart.table.rows[2][3].text == "Trả kết quả cho người dân");
    CHECK(chart.table.rows[2][4].text == "Thẩm định <nhanh>");
}
