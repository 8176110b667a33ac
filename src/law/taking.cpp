#include "law/taking.hpp"

#include "base/id.hpp"
#include "form/form_json.hpp"
#include "law/calendars.hpp"
#include "law/forms.hpp"
#include "law/life_events.hpp"
#include "law/procedures.hpp"
#include "law/rule_sets.hpp"
#include "law/store.hpp"
#include "law/units.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>
#include <tuple>

namespace motcua::law {

namespace json = boost::json;

namespace {

auto everything(const UnitRow& row) {
    const auto& unit = row.unit;
    return std::tie(unit.id, unit.parent, unit.code, unit.identifier, unit.type, unit.name, unit.full_name, unit.name_en, unit.valid_from,
                    unit.valid_to, unit.successor_code, unit.depth, row.note, row.certainty);
}

/// Whether the stored row is the one that `row` speaks of: the same code and beginning, or, where the beginning is open, the same time.
bool speaks_of(const UnitRow& row, const UnitRow& stored) {
    if (row.unit.code != stored.unit.code) return false;
    if (!row.open_start) return row.unit.valid_from == stored.unit.valid_from;
    return !row.unit.valid_to || stored.unit.valid_from <= *row.unit.valid_to;
}

/// Gives each row the id of the stored one it speaks of, and takes that out of `stored`; returns those, by id.
std::map<Id, UnitRow> matched(std::vector<UnitRow>& rows, std::vector<UnitRow>& stored) {
    std::map<Id, UnitRow> before;
    for (auto& row : rows) {
        const auto found = std::find_if(stored.begin(), stored.end(), [&](const UnitRow& one) { return speaks_of(row, one); });
        if (found == stored.end()) continue;
        row.unit.id = found->unit.id;
        before.emplace(found->unit.id, std::move(*found));
        stored.erase(found);
    }
    return before;
}

void take_units(Store& store, Source& source, Instant now, Report& report) {
    auto rows = read_units(source);
    auto stored = store.units();
    const auto before = matched(rows, stored);
    rows.insert(rows.end(), std::make_move_iterator(stored.begin()), std::make_move_iterator(stored.end()));
    auto all = placed(std::move(rows));
    for (std::size_t i = 0; i < all.rows.size(); ++i) {
        auto& row = all.rows[i];
        if (row.source == nullptr || !source.sound(row.pointer)) continue;
        row.unit.parent = all.parents[i] == PlacedUnits::none ? 0 : all.rows[all.parents[i]].unit.id;
        if (row.unit.parent == 0 && !row.parent_code.empty()) {
            source.complain(row.pointer, "law.problem.parent_refused", {row.unit.code, row.parent_code});
        } else if (const auto old = before.find(row.unit.id); old == before.end()) {
            row.unit.id = new_id(now);
            store.insert(row);
            ++report.added;
        } else if (everything(old->second) != everything(row)) {
            store.update(row);
            ++report.changed;
        } else {
            ++report.same;
        }
    }
}

/// Whether any stored version has this body.
bool has_body(const std::vector<VersionedBody>& stored, const std::string& body) {
    return std::any_of(stored.begin(), stored.end(), [&](const VersionedBody& one) { return one.body == body; });
}

int next_version(const std::vector<VersionedBody>& stored) {
    return stored.empty() ? 1 : stored.back().version + 1;
}

void take_procedure(Store& store, const ProcedureRow& row, Report& report) {
    auto stored = store.procedures(row.code);
    const bool fresh = stored.empty();
    bool anew = false;
    for (auto version : row.versions) {
        const auto body = json::serialize(to_json(version));
        if (has_body(stored, body)) continue;
        version.version = next_version(stored);
        store.insert_procedure(version, body);
        stored.push_back({version.code, version.version, body});
        anew = true;
    }
    ++(fresh ? report.added : anew ? report.changed : report.same);
}

Known known(Store& store) {
    Known known;
    for (const auto& form : store.forms()) known.forms.insert(form.key);
    for (const auto& event : life_events()) known.life_events.insert(event.key);
    for (const auto& row : store.units()) known.units.insert(row.unit.identifier);
    return known;
}

void take_procedures(Store& store, Source& source, Report& report) {
    const auto references = known(store);
    std::set<std::string> seen;
    for (const auto& row : read_procedures(source)) {
        check_references(row, references, source);
        if (!seen.insert(row.code).second) source.complain(row.pointer, "law.problem.twice", {"code", row.code});
        if (!row.versions.empty() && source.sound(row.pointer)) take_procedure(store, row, report);
    }
}

void take_forms(Store& store, Source& source, Report& report) {
    for (const auto& row : read_forms(source)) {
        if (!row.form) continue;
        auto form = *row.form;
        const auto stored = store.forms(form.key);
        form.version = next_version(stored);
        const auto same = [&](const VersionedBody& one) {
            auto again = form;
            again.version = one.version;
            return one.body == json::serialize(form::to_json(again));
        };
        if (!stored.empty() && same(stored.back())) {
            ++report.same;
            continue;
        }
        store.insert_form(form.key, form.version, json::serialize(form::to_json(form)));
        ++(stored.empty() ? report.added : report.changed);
    }
}

const VersionedBody* newest_of(const std::vector<VersionedBody>& stored, std::string_view key) {
    const auto found = std::find_if(stored.rbegin(), stored.rend(), [&](const VersionedBody& one) { return one.key == key; });
    return found == stored.rend() ? nullptr : &*found;
}

/// The calendar of a unit as it stands on a version of the province's.
std::string standing_on(const json::value& calendar, int province_version) {
    auto object = calendar.as_object();
    object["province_version"] = province_version;
    return json::serialize(object);
}

/// What a unit decided for itself goes on over the new calendar of the province, as a new version: dossiers keep the one before.
void rebase_calendars_of_units(Store& store, int province_version) {
    const auto stored = store.calendars();
    auto version = province_version;
    std::set<std::string> units;
    for (const auto& one : stored)
        if (!one.key.empty()) units.insert(one.key);
    for (const auto& unit : units)
        store.insert_calendar(unit, ++version, standing_on(json::parse(newest_of(stored, unit)->body), province_version));
}

void take_calendar(Store& store, Source& source, Report& report) {
    const auto row = read_calendar(source);
    const auto units = row.unit.empty() ? std::vector<UnitRow>() : store.units();
    if (!row.unit.empty() && std::none_of(units.begin(), units.end(), [&](const UnitRow& one) { return one.unit.code == row.unit; }))
        source.complain("/unit", "law.problem.dead_unit", {row.unit});
    if (!source.problems().empty()) return;
    const auto stored = store.calendars();
    const auto* before = newest_of(stored, row.unit);
    const auto* province = newest_of(stored, "");
    const auto body = row.unit.empty() ? json::serialize(source.value()) : standing_on(source.value(), province ? province->version : 0);
    if (before && before->body == body) {
        ++report.same;
        return;
    }
    const auto version = next_version(stored);
    store.insert_calendar(row.unit, version, body);
    if (row.unit.empty()) rebase_calendars_of_units(store, version);
    ++(before ? report.changed : report.added);
}

void take_rule_set(Store& store, Source& source, Report& report) {
    const auto rules = read_rule_set(source);
    if (!source.problems().empty()) return;
    const auto stored = store.rule_sets(rules.key);
    const auto body = json::serialize(source.value());
    if (!stored.empty() && stored.back().body == body) {
        ++report.same;
        return;
    }
    store.insert_rule_set(rules.key, next_version(stored), body);
    ++(stored.empty() ? report.added : report.changed);
}

} // namespace

Report take(db::Tx& tx, DataKind kind, Source& source, Instant now) {
    Store store(tx);
    Report report;
    switch (kind) {
    case DataKind::units:
        take_units(store, source, now, report);
        break;
    case DataKind::procedures:
        take_procedures(store, source, report);
        break;
    case DataKind::forms:
        take_forms(store, source, report);
        break;
    case DataKind::calendars:
        take_calendar(store, source, report);
        break;
    case DataKind::rules:
        take_rule_set(store, source, report);
        break;
    }
    report.refused = source.problems();
    return report;
}

} // namespace motcua::law
