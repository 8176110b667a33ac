#include "law/steps.hpp"

#include "workflow/lint.hpp"

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace motcua::law {

namespace json = boost::json;

namespace {

// Who may do a step: the words of account::Role that work on dossiers.
constexpr std::array<std::string_view, 4> step_roles{"clerk", "officer", "approver", "cashier"};

std::vector<procedure::Step> usual_steps() {
    return {{"check", "Kiểm tra và chuyển hồ sơ", "clerk", 10},
            {"appraise", "Thẩm định hồ sơ", "officer", 60},
            {"sign", "Ký duyệt kết quả", "approver", 30}};
}

int number_up_to(Reader& reader, std::string_view key, std::int64_t least, std::int64_t most) {
    const auto number = reader.number(key).value_or(least);
    if (number < least || number > most)
        reader.complain(key, "law.problem.out_of_range", {std::string(key), fmt::format("{}", least), fmt::format("{}", most)});
    return static_cast<int>(std::clamp(number, least, most));
}

std::vector<procedure::Ask> read_asks(Reader& reader) {
    std::vector<procedure::Ask> asks;
    for (auto& one : reader.objects("asks")) {
        procedure::Ask ask{one.text_if_any("unit"), one.known_text("role", step_roles), 0};
        ask.hours = number_up_to(one, "hours", 1, 1000);
        one.done();
        asks.push_back(std::move(ask));
    }
    return asks;
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}

json::array asks_json(const std::vector<procedure::Ask>& asks) {
    json::array all;
    for (const auto& ask : asks) {
        json::object one{{"role", ask.role}, {"hours", ask.hours}};
        if (!ask.unit.empty()) one["unit"] = ask.unit;
        all.push_back(std::move(one));
    }
    return all;
}

json::object step_json(const procedure::Step& step) {
    json::object object{{"key", step.key}, {"name", step.name}, {"role", step.role}, {"share", step.share}};
    if (!step.unit.empty()) object["unit"] = step.unit;
    if (!step.next.empty()) object["next"] = texts(step.next);
    if (!step.back.empty()) object["back"] = texts(step.back);
    if (!step.asks.empty()) object["asks"] = asks_json(step.asks);
    return object;
}

} // namespace

std::vector<procedure::Step> read_steps(Reader& reader) {
    if (!reader.has("steps")) return usual_steps();
    std::vector<procedure::Step> steps;
    std::set<std::string> keys;
    for (auto& one : reader.objects("steps")) {
        procedure::Step step{one.text("key"), one.text("name"), one.known_text("role", step_roles)};
        step.share = number_up_to(one, "share", 0, 100);
        step.unit = one.text_if_any("unit");
        step.next = one.texts("next");
        step.back = one.texts("back");
        step.asks = read_asks(one);
        if (!keys.insert(step.key).second) one.complain("key", "law.problem.twice", {"key", step.key});
        one.done();
        steps.push_back(std::move(step));
    }
    if (steps.empty()) reader.complain("steps", "law.problem.no_steps");
    return steps;
}

json::array steps_json(const std::vector<procedure::Step>& steps) {
    json::array all;
    for (const auto& step : steps) all.push_back(step_json(step));
    return all;
}

std::vector<procedure::Step> stored_steps(std::string_view body) {
    auto source = Source::json("workflow", body);
    Reader reader(source, source.value(), "");
    auto steps = read_steps(reader);
    reader.done();
    if (!source.problems().empty()) throw std::runtime_error("a stored workflow: " + told(source.problems().front(), Locale::en));
    return steps;
}

void check_workflows(const std::vector<procedure::Procedure>& versions, Source& source, const std::string& pointer) {
    for (std::size_t version = 0; version < versions.size(); ++version) {
        const auto& procedure = versions[version];
        const auto place = version == 0 ? pointer : below(below(pointer, "revisions"), version - 1);
        for (const auto& finding : workflow::lint({procedure.code, 1, procedure.steps}, {.limit = procedure.limit})) {
            const auto steps = below(place, "steps");
            source.complain(finding.step ? below(steps, *finding.step) : steps, fmt::format("workflow.rule.{}", word_of(finding.rule)),
                            finding.arguments);
        }
    }
}

} // namespace motcua::law
