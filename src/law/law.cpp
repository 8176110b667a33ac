#include "law/law.hpp"

#include "form/form_json.hpp"
#include "law/calendars.hpp"
#include "law/life_events.hpp"
#include "law/procedures.hpp"
#include "law/rule_sets.hpp"
#include "law/steps.hpp"
#include "law/store.hpp"

#include <boost/json/parse.hpp>

#include <limits>
#include <stdexcept>

namespace motcua::law {

namespace {

constexpr int newest_version = std::numeric_limits<int>::max();

/// What is stored was checked when it came in: anything amiss is broken machinery.
void must_be_sound(const Source& source) {
    if (!source.problems().empty()) throw std::runtime_error("the law in the database: " + told(source.problems().front(), Locale::en));
}

procedure::Procedure procedure_of(const VersionedBody& stored) {
    auto source = Source::json("procedure " + stored.key, stored.body);
    auto versions = read_procedure(source, source.value(), "");
    must_be_sound(source);
    versions.front().version = stored.version;
    return std::move(versions.front());
}

form::Form form_of(const VersionedBody& stored) {
    auto form = form::parse(boost::json::parse(stored.body).as_object());
    if (!form) throw std::runtime_error("the law in the database: form " + stored.key);
    form->version = stored.version;
    return *std::move(form);
}

deadline::RuleSet rule_set_of(const VersionedBody& stored) {
    auto source = Source::json("rule set " + stored.key, stored.body);
    auto rules = read_rule_set(source);
    must_be_sound(source);
    rules.version = stored.version;
    return rules;
}

void load_calendars(Store& store, Law& law) {
    std::map<int, CalendarRow> rows;
    for (const auto& stored : store.calendars()) {
        auto source = Source::json("calendar", stored.body);
        const auto& row = rows[stored.version] = read_calendar(source);
        must_be_sound(source);
        const auto province = rows.find(row.province_version);
        law.calendars.emplace(stored.version, row.unit.empty() || province == rows.end() ? row.made(stored.version)
                                                                                         : row.made(stored.version, province->second));
        law.calendars_in_force[stored.key] = stored.version;
    }
}

} // namespace

const form::Form* Law::form(std::string_view key) const {
    const auto after = forms.upper_bound(std::pair(std::string(key), newest_version));
    if (after == forms.begin() || std::prev(after)->first.first != key) return nullptr;
    return &std::prev(after)->second;
}

const form::Form* Law::form(std::string_view key, int version) const {
    const auto found = forms.find(std::pair(std::string(key), version));
    return found == forms.end() ? nullptr : &found->second;
}

const calendar::Calendar& Law::calendar() const {
    static const calendar::Calendar weekends_only;
    const auto version = calendars_in_force.find("");
    return version == calendars_in_force.end() ? weekends_only : calendars.at(version->second);
}

const calendar::Calendar& Law::calendar(Id unit) const {
    if (calendars_in_force.size() < 2) return calendar();
    for (const auto* above = units.find(unit); above != nullptr; above = units.find(above->parent))
        if (const auto version = calendars_in_force.find(above->code); version != calendars_in_force.end())
            return calendars.at(version->second);
    return calendar();
}

const calendar::Calendar& Law::calendar_version(int version) const {
    const auto found = calendars.find(version);
    return found == calendars.end() ? calendar() : found->second;
}

const workflow::Workflow* Law::workflow(std::string_view procedure, int procedure_version, int version) const {
    const auto& all = version == 1 ? own_workflows : published_workflows;
    const auto found = all.find(std::pair(std::string(procedure), version == 1 ? procedure_version : version));
    return found == all.end() ? nullptr : &found->second;
}

const workflow::Workflow& Law::workflow_of(const procedure::Procedure& procedure) const {
    const auto after = published_workflows.upper_bound(std::pair(procedure.code, newest_version));
    if (after != published_workflows.begin() && std::prev(after)->first.first == procedure.code) return std::prev(after)->second;
    return own_workflows.at(std::pair(procedure.code, procedure.version));
}

const deadline::RuleSet* Law::rules_on(Day day) const {
    const deadline::RuleSet* newest = nullptr; // later keys and higher versions come later
    for (const auto& [key, rules] : rule_sets)
        if (rules.holds_on(day) && this->rules(rules.key, newest_version) == &rules) newest = &rules;
    return newest;
}

const deadline::RuleSet* Law::rules(std::string_view key, int version) const {
    const auto after = rule_sets.upper_bound(std::pair(std::string(key), version));
    if (after == rule_sets.begin() || std::prev(after)->first.first != key) return nullptr;
    const auto& found = *std::prev(after);
    return version == newest_version || found.first.second == version ? &found.second : nullptr;
}

std::shared_ptr<const Law> load(db::Tx& tx) {
    Store store(tx);
    auto law = std::make_shared<Law>();
    std::vector<unit::Unit> units;
    for (auto& row : store.units()) units.push_back(std::move(row.unit));
    law->units = unit::Tree(std::move(units));
    std::vector<procedure::Procedure> procedures;
    for (const auto& stored : store.procedures()) {
        auto& procedure = procedures.emplace_back(procedure_of(stored));
        law->own_workflows.emplace(std::pair(procedure.code, procedure.version), workflow::Workflow{procedure.code, 1, procedure.steps});
    }
    for (const auto& stored : store.workflows())
        law->published_workflows.emplace(std::pair(stored.key, stored.version),
                                         workflow::Workflow{stored.key, stored.version, stored_steps(stored.body)});
    law->procedures = procedure::Catalogue(std::move(procedures));
    for (const auto& stored : store.forms()) law->forms.emplace(std::pair(stored.key, stored.version), form_of(stored));
    for (const auto& stored : store.rule_sets()) law->rule_sets.emplace(std::pair(stored.key, stored.version), rule_set_of(stored));
    load_calendars(store, *law);
    law->life_events = life_events();
    return law;
}

} // namespace motcua::law
