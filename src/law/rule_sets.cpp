#include "law/rule_sets.hpp"

#include "law/rule.hpp"

#include <algorithm>

namespace motcua::law {

namespace {

using deadline::Paper;
using deadline::RuleSet;

constexpr int most_days = 250;

void read_number(Reader& rules, std::string_view key, int& into, int least, int most) {
    read_rule(rules, key, [&](Reader& rule) { into = number_between(rule, "value", least, most); });
}

void read_rules(Reader& whole, RuleSet& set) {
    auto rules = whole.object("rules");
    if (!rules) {
        whole.complain("", "law.problem.missing", {"rules"});
        return;
    }
    read_rule(*rules, "same_day_cutoff", [&](Reader& rule) { set.same_day_cutoff = rule.minute("value"); });
    read_number(*rules, "last_hour_minutes", set.last_hour_minutes, 0, 240);
    read_number(*rules, "acknowledge_working_hours", set.acknowledge_working_hours, 1, 80);
    read_number(*rules, "supplement_wait_working_days", set.supplement_wait_days, 1, most_days);
    if (rules->has("supplement_warning_working_days")) // rule sets of before it do not say it
        read_number(*rules, "supplement_warning_working_days", set.supplement_warning_days, 0, 30);
    read_number(*rules, "supplement_requests", set.supplement_requests, 0, 10);
    read_rule(*rules, "after_pause", [&](Reader& rule) { set.after_pause = rule.word<deadline::Resumption>("value"); });
    read_number(*rules, "apology_working_days_before", set.apology_days_before, 0, 30);
    read_number(*rules, "reappointments", set.reappointments, 0, 10);
    read_rule(*rules, "received_anywhere", [&](Reader& rule) { set.received_anywhere = rule.yes("value"); });
    read_number(*rules, "near_due_working_days", set.near_due_days, 0, 30);
    rules->done();
}

void read_texts(Reader& whole, RuleSet& set) {
    for (auto& one : whole.objects("texts")) {
        set.texts.push_back({one.text("number"), one.text("about"), one.day_if_any("from")});
        one.done();
    }
    if (set.texts.empty()) whole.complain("texts", "law.problem.missing", {"texts"});
}

void read_forms(Reader& whole, RuleSet& set) {
    auto forms = whole.object("forms");
    if (!forms) return whole.complain("", "law.problem.missing", {"forms"});
    for (const auto word : Words<Paper>::words)
        if (auto number = forms->text_if_any(word); !number.empty()) set.forms[*from_word<Paper>(word)] = std::move(number);
    forms->done();
}

void read_grounds(Reader& whole, RuleSet& set) {
    for (auto& one : whole.objects("grounds")) {
        const auto action = one.text("action");
        if (!set.grounds.emplace(action, one.text("ground")).second) one.complain("action", "law.problem.twice", {"action", action});
        one.text("certainty");
        one.done();
    }
}

} // namespace

int number_between(Reader& reader, std::string_view key, int least, int most) {
    const auto number = reader.number(key).value_or(least - 1);
    if (least <= number && number <= most) return static_cast<int>(number);
    reader.complain(key, "law.problem.out_of_range", {std::string(key), std::to_string(least), std::to_string(most)});
    return least;
}

RuleSet read_rule_set(Source& source) {
    RuleSet set;
    if (!source.readable()) return set;
    Reader reader(source, source.value(), "");
    set.key = reader.text("key");
    set.valid_from = reader.day("valid_from");
    set.valid_to = reader.day_if_any("valid_to");
    if (set.valid_to && *set.valid_to < set.valid_from) reader.complain("valid_to", "law.problem.ends_before", {iso(*set.valid_to)});
    set.name = reader.text("name");
    set.name_en = reader.text("name_en");
    read_texts(reader, set);
    read_rules(reader, set);
    read_forms(reader, set);
    read_grounds(reader, set);
    reader.done();
    return set;
}

void check_periods(std::vector<SourcedRuleSet> sets) {
    std::stable_sort(sets.begin(), sets.end(),
                     [](const SourcedRuleSet& a, const SourcedRuleSet& b) { return a.rules.valid_from < b.rules.valid_from; });
    for (std::size_t i = 1; i < sets.size(); ++i) {
        const auto& before = sets[i - 1].rules;
        const auto& after = sets[i].rules;
        if (!before.valid_to || *before.valid_to >= after.valid_from)
            sets[i].source->complain("/valid_from", "law.problem.rule_sets_overlap", {before.key, after.key, iso(after.valid_from)});
        else if (*before.valid_to + 1 < after.valid_from)
            sets[i].source->complain("/valid_from", "law.problem.rule_sets_gap", {iso(*before.valid_to + 1), iso(after.valid_from - 1)});
    }
}

} // namespace motcua::law
