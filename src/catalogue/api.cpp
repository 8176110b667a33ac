#include "catalogue/asking.hpp"
#include "catalogue/routes.hpp"
#include "form/form_json.hpp"
#include "law/procedures.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

namespace motcua::catalogue {

namespace json = boost::json;

namespace {

using http::Method;
using procedure::Procedure;
using unit::Unit;
using visit::Access;
using visit::Visit;

constexpr std::size_t usual_limit = 20;
constexpr std::size_t largest_limit = 100;

/// What a list says of a procedure: a few keys of the whole.
json::object line_json(const Procedure& procedure) {
    const auto whole = law::to_json(procedure);
    json::object line;
    for (const std::string_view key : {"code", "name", "short_name", "domain", "levels", "limit", "fee", "fee_online", "online_level"})
        line[key] = whole.at(key);
    return line;
}

json::object procedure_json(const Procedure& procedure) {
    auto whole = law::to_json(procedure);
    whole.erase("remarks");
    whole["version"] = procedure.version;
    return whole;
}

Result<std::size_t> limit_asked(const Visit& visit) {
    const auto text = visit.request.query_value("limit");
    if (text.empty()) return usual_limit;
    std::size_t limit = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (wrong != std::errc() || end != text.data() + text.size() || limit < 1 || limit > largest_limit)
        return refuse_field("limit", "catalogue.wrong_limit", {std::to_string(largest_limit)});
    return limit;
}

/// `unit` narrows to the level of that unit.
Result<procedure::Filter> filter_asked(const Visit& visit) {
    auto filter = asked(visit).filter;
    if (!visit.request.query_value("level").empty() && !filter.level) return refuse_field("level", "catalogue.wrong_level");
    const auto code = visit.request.query_value("unit");
    if (code.empty()) return filter;
    const auto* unit = unit_of(visit.law->units, code, local_day(visit.now));
    if (unit == nullptr) return refuse_field("unit", "catalogue.no_unit");
    filter.level = level_of(*unit, visit.law->units);
    return filter;
}

/// The hits after the one with the code `after`; all when it is empty.
Result<std::span<const procedure::Hit>> hits_after(const std::vector<procedure::Hit>& hits, std::string_view after) {
    if (after.empty()) return std::span(hits);
    const auto found = std::find_if(hits.begin(), hits.end(), [&](const procedure::Hit& hit) { return hit.procedure->code == after; });
    if (found == hits.end()) return refuse_field("after", "catalogue.wrong_after");
    return std::span(found + 1, hits.end());
}

Result<json::object> found(const Visit& visit) {
    const auto limit = TRY(limit_asked(visit));
    const auto filter = TRY(filter_asked(visit));
    const auto all =
        visit.law->procedures.search(visit.request.query_value("q"), filter, local_day(visit.now), std::numeric_limits<std::size_t>::max());
    const auto rest = TRY(hits_after(all, visit.request.query_value("after")));
    const auto shown = rest.first(std::min(limit, rest.size()));
    json::array items;
    for (const auto& hit : shown) items.push_back(line_json(*hit.procedure));
    json::value next = nullptr;
    if (shown.size() < rest.size()) next = json::string(shown.back().procedure->code);
    return json::object{{"items", std::move(items)}, {"next", std::move(next)}};
}

http::Response answer(const Visit& visit, const Result<json::object>& object) {
    if (!object) return visit.refuse(object.error());
    return visit.json(200, json::serialize(*object));
}

http::Response procedures(Visit& visit) {
    return answer(visit, found(visit));
}

Result<const Procedure*> procedure_asked(const Visit& visit) {
    const auto day = TRY(day_asked(visit));
    const auto* procedure = visit.law->procedures.find(visit.value("code"), day);
    if (procedure == nullptr) return refuse(Kind::not_found, "catalogue.no_procedure");
    return procedure;
}

Result<json::object> one_procedure(const Visit& visit) {
    return procedure_json(*TRY(procedure_asked(visit)));
}

/// A program has no use for the name of a list of ours; it gets the options.
void spell_out(std::vector<form::Field>& fields) {
    for (auto& field : fields) {
        field.list.clear();
        spell_out(field.members);
    }
}

Result<json::object> form_of_procedure(const Visit& visit) {
    const auto* procedure = TRY(procedure_asked(visit));
    const auto* form = visit.law->form(procedure->form);
    if (form == nullptr) return refuse(Kind::not_found, "catalogue.no_form");
    auto spelled = *form;
    spell_out(spelled.fields);
    return form::to_json(spelled);
}

http::Response procedure_form(Visit& visit) {
    return answer(visit, form_of_procedure(visit));
}

http::Response procedure_by_code(Visit& visit) {
    return answer(visit, one_procedure(visit));
}

json::object unit_json(const Unit& unit, const unit::Tree& units) {
    const auto* parent = units.find(unit.parent);
    return {{"code", unit.code},
            {"identifier", unit.identifier},
            {"type", word_of(unit.type)},
            {"level", word_of(level_of(unit, units))},
            {"name", unit.name},
            {"full_name", unit.full_name},
            {"name_en", unit.name_en},
            {"parent", parent == nullptr ? json::value(nullptr) : json::value(parent->code)},
            {"valid_from", iso(unit.valid_from)},
            {"valid_to", unit.valid_to ? json::value(iso(*unit.valid_to)) : json::value(nullptr)},
            {"successor", unit.successor_code.empty() ? json::value(nullptr) : json::value(unit.successor_code)}};
}

json::array units_json(const std::vector<const Unit*>& list, const unit::Tree& units) {
    json::array items;
    for (const auto* unit : list) items.push_back(unit_json(*unit, units));
    return items;
}

Result<const Unit*> unit_asked(const Visit& visit, std::string_view code, Day day) {
    const auto* unit = unit_of(visit.law->units, code, day);
    if (unit == nullptr) return refuse(Kind::not_found, "catalogue.no_unit");
    return unit;
}

Result<json::object> children(const Visit& visit) {
    const auto day = TRY(day_asked(visit));
    const auto& units = visit.law->units;
    const auto parent = visit.request.query_value("parent");
    if (parent.empty()) return json::object{{"items", units_json(units.roots(day), units)}};
    const auto* unit = TRY(unit_asked(visit, parent, day));
    return json::object{{"items", units_json(units.children(unit->id, day), units)}};
}

http::Response units(Visit& visit) {
    return answer(visit, children(visit));
}

Result<json::object> one_unit(const Visit& visit) {
    const auto day = TRY(day_asked(visit));
    const auto& units = visit.law->units;
    const auto* unit = TRY(unit_asked(visit, visit.value("code"), day));
    auto object = unit_json(*unit, units);
    object["path"] = units_json(units.path(unit->id), units);
    object["children"] = units_json(units.children(unit->id, day), units);
    return object;
}

http::Response unit_by_code(Visit& visit) {
    return answer(visit, one_unit(visit));
}

} // namespace

visit::Routes api_routes() {
    const auto row = [](std::string pattern, http::Response (*handler)(Visit&), std::string name) {
        return visit::Route{
            .method = Method::get, .pattern = std::move(pattern), .access = Access::anyone(), .handler = handler, .name = std::move(name)};
    };
    return {row("/api/v1/procedures", procedures, "Procedures found by q, domain, level, unit; key-set pages by after"),
            row("/api/v1/procedures/{code}", procedure_by_code, "One procedure, as valid on a day"),
            row("/api/v1/procedures/{code}/form", procedure_form, "The form of a procedure: its questions and fields"),
            row("/api/v1/units", units, "Units below a parent, or the provinces, as valid on a day"),
            row("/api/v1/units/{code}", unit_by_code, "One unit with its path and children, as valid on a day")};
}

} // namespace motcua::catalogue
