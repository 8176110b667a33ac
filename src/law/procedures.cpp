#include "law/procedures.hpp"

#include "base/text.hpp"
#include "deadline/deadline.hpp"
#include "law/steps.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <array>

namespace motcua::law {

namespace json = boost::json;
using calendar::Limit;
using calendar::LimitUnit;
using procedure::Procedure;

namespace {

constexpr std::array<std::string_view, 4> certainties{"verified", "partly", "unverified", "sample"};

// Amounts below this are thousands that lost their zeros ("100" for 100.000 đồng).
constexpr std::int64_t smallest_fee = 1'000;
constexpr std::int64_t largest_fee = 1'000'000'000;

/// `1.001193`, with the suffix of an agency `1.001193.000.00.00.H56`.
bool is_procedure_code(std::string_view code) {
    const auto parts = split(code, '.');
    if (parts.size() < 2 || parts.size() > 6 || parts[0].size() != 1 || !all_digits(parts[0])) return false;
    if (parts[1].size() != 6 || !all_digits(parts[1])) return false;
    return std::all_of(parts.begin() + 2, parts.end(), [](std::string_view part) {
        return part.size() >= 2 && part.size() <= 3 && (all_digits(part) || all_digits(part.substr(1)));
    });
}

/// `KQ.G15.000031`
bool is_result_code(std::string_view code) {
    const auto parts = split(code, '.');
    return parts.size() == 3 && parts[0] == "KQ" && parts[1].size() == 3 && (parts[1][0] == 'G' || parts[1][0] == 'H') &&
           all_digits(parts[1].substr(1)) && parts[2].size() == 6 && all_digits(parts[2]);
}

void check_result_code(Reader& reader, std::string_view key, const std::string& code) {
    if (!is_result_code(code)) reader.complain(key, "law.problem.result_code", {code});
}

std::optional<Limit> read_limit(Reader& procedure) {
    auto reader = procedure.object("limit");
    if (!reader) return std::nullopt;
    const auto value = reader->number("value");
    if (!reader->has("unit")) {
        reader->complain("", "law.problem.limit_without_unit");
        return std::nullopt;
    }
    const auto unit = reader->word<LimitUnit>("unit");
    if (!value && unit != LimitUnit::same_day) reader->complain("", "law.problem.missing", {"value"});
    const std::int64_t longest = deadline::longest(unit);
    const auto least = unit == LimitUnit::same_day ? 0 : 1;
    if (value && (*value < least || *value > longest))
        reader->complain("value", "law.problem.out_of_range", {"value", std::to_string(least), std::to_string(longest)});
    reader->done();
    return Limit{static_cast<int>(std::clamp<std::int64_t>(value.value_or(0), 0, longest)), unit};
}

std::optional<Money> read_fee(Reader& reader, std::string_view key) {
    const auto dong = reader.number(key);
    if (!dong) return std::nullopt;
    if (*dong != 0 && (*dong < smallest_fee || *dong > largest_fee))
        reader.complain(key, "law.problem.fee", {std::string(key), std::to_string(*dong)});
    return Money{*dong};
}

std::vector<procedure::Part> read_parts(Reader& reader) {
    std::vector<procedure::Part> parts;
    std::set<std::string> keys;
    for (auto& one : reader.objects("parts")) {
        procedure::Part part{one.text("key"), one.text("name"), one.yes("required")};
        if (!keys.insert(part.key).second) one.complain("key", "law.problem.twice", {"key", part.key});
        one.done();
        parts.push_back(std::move(part));
    }
    return parts;
}

void read_result(Reader& reader, Procedure& procedure) {
    procedure.result_name = reader.text_if_any("result_name");
    procedure.result_code = reader.text_if_any("result_code");
    if (!procedure.result_code.empty()) check_result_code(reader, "result_code", procedure.result_code);
    procedure.other_result_codes = reader.texts("other_result_codes");
    for (const auto& code : procedure.other_result_codes) check_result_code(reader, "other_result_codes", code);
}

void read_names(Reader& reader, Procedure& procedure) {
    procedure.name = reader.text("name");
    procedure.short_name = reader.text("short_name");
    procedure.domain = reader.text("domain");
    procedure.levels = reader.words<procedure::Level>("levels");
    if (procedure.levels.empty()) reader.complain("levels", "law.problem.missing", {"levels"});
    procedure.audiences = reader.texts("audiences");
    procedure.decision = reader.text_if_any("decision");
}

void read_terms(Reader& reader, Procedure& procedure) {
    procedure.limit = read_limit(reader);
    procedure.limit_note = reader.text_if_any("limit_note");
    if (reader.has("after_pause")) procedure.after_pause = reader.word<deadline::Resumption>("after_pause");
    procedure.fee = read_fee(reader, "fee");
    procedure.fee_online = read_fee(reader, "fee_online");
    procedure.fee_note = reader.text_if_any("fee_note");
    procedure.online_level = reader.word<procedure::OnlineLevel>("online_level");
    procedure.channels = reader.words<procedure::Channel>("channels");
    if (procedure.channels.empty()) reader.complain("channels", "law.problem.missing", {"channels"});
    if (procedure.online_level == procedure::OnlineLevel::information && procedure.offers(procedure::Channel::online))
        reader.complain("channels", "law.problem.information_online");
}

Procedure read_version(Reader& reader) {
    Procedure procedure;
    procedure.code = reader.text("code");
    if (!procedure.code.empty() && !is_procedure_code(procedure.code))
        reader.complain("code", "law.problem.procedure_code", {procedure.code});
    procedure.valid_from = reader.day("valid_from");
    procedure.valid_to = reader.day_if_any("valid_to");
    if (procedure.valid_to && *procedure.valid_to < procedure.valid_from)
        reader.complain("valid_to", "law.problem.ends_before", {iso(*procedure.valid_to)});
    read_names(reader, procedure);
    read_terms(reader, procedure);
    procedure.parts = read_parts(reader);
    procedure.form = reader.text_if_any("form");
    read_result(reader, procedure);
    procedure.steps = read_steps(reader);
    procedure.life_events = reader.texts("life_events");
    procedure.words = reader.texts("words");
    procedure.certainty = reader.known_text("certainty", certainties);
    procedure.remarks = reader.texts("remarks");
    return procedure;
}

/// `base` with the keys of `change` put over its own.
json::object changed(const json::object& base, const json::object& change) {
    json::object result = base;
    result.erase("revisions");
    for (const auto& [key, value] : change) result[key] = value;
    return result;
}

void read_revision(Reader& whole, Reader& revision, const json::object& base, const json::object& change,
                   std::vector<Procedure>& versions) {
    const auto from = revision.day("valid_from");
    if (from <= versions.back().valid_from) {
        revision.complain("valid_from", "law.problem.revision_order", {iso(from)});
        return;
    }
    const json::value merged = changed(base, change);
    Reader reader(whole.source(), merged, revision.pointer());
    auto version = read_version(reader);
    reader.done();
    if (version.code != versions.back().code) revision.complain("code", "law.problem.revision_code");
    versions.back().valid_to = from - 1;
    versions.push_back(std::move(version));
}

template <class List, class Text>
json::array list_of(const List& list, Text&& text) {
    json::array all;
    for (const auto& one : list) all.emplace_back(text(one));
    return all;
}

json::array list_of(const std::vector<std::string>& list) {
    return list_of(list, [](const std::string& one) { return json::string(one); });
}

template <class E>
json::array words_list(const std::vector<E>& list) {
    return list_of(list, [](E one) { return json::string(word_of(one)); });
}

json::value or_null(const std::optional<Money>& fee) {
    return fee ? json::value(fee->dong) : json::value(nullptr);
}

json::value or_null(const std::optional<Limit>& limit) {
    if (!limit) return nullptr;
    return json::object{{"value", limit->value}, {"unit", word_of(limit->unit)}};
}

json::value or_null(const std::optional<Day>& day) {
    return day ? json::value(iso(*day)) : json::value(nullptr);
}

json::object part_json(const procedure::Part& part) {
    return {{"key", part.key}, {"name", part.name}, {"required", part.required}};
}

} // namespace

std::vector<Procedure> read_procedure(Source& source, const json::value& value, std::string pointer) {
    Reader reader(source, value, std::move(pointer));
    std::vector<Procedure> versions{read_version(reader)};
    const auto revisions = reader.objects("revisions");
    reader.done();
    const auto before = source.problems().size();
    std::size_t place = 0;
    for (auto revision : revisions) {
        const auto* change = value.at("revisions").at(place++).if_object();
        if (change == nullptr || source.problems().size() > before) break;
        read_revision(reader, revision, value.get_object(), *change, versions);
    }
    return versions;
}

std::vector<ProcedureRow> read_procedures(Source& source) {
    std::vector<ProcedureRow> rows;
    if (!source.readable()) return rows;
    const auto read = [&](const json::value& value, std::string pointer) {
        const auto before = source.problems().size();
        auto versions = read_procedure(source, value, pointer);
        auto code = versions.front().code;
        if (source.problems().size() == before) check_workflows(versions, source, pointer);
        if (source.problems().size() > before) versions.clear();
        rows.push_back({std::move(versions), std::move(code), std::move(pointer)});
    };
    if (const auto* list = source.value().if_array())
        for (std::size_t i = 0; i < list->size(); ++i) read((*list)[i], below("", i));
    else
        read(source.value(), "");
    return rows;
}

json::object to_json(const Procedure& procedure) {
    json::object object{{"code", procedure.code},
                        {"valid_from", iso(procedure.valid_from)},
                        {"valid_to", or_null(procedure.valid_to)},
                        {"name", procedure.name},
                        {"short_name", procedure.short_name},
                        {"domain", procedure.domain},
                        {"levels", words_list(procedure.levels)},
                        {"audiences", list_of(procedure.audiences)},
                        {"decision", procedure.decision},
                        {"limit", or_null(procedure.limit)},
                        {"limit_note", procedure.limit_note},
                        {"fee", or_null(procedure.fee)},
                        {"fee_online", or_null(procedure.fee_online)},
                        {"fee_note", procedure.fee_note},
                        {"online_level", word_of(procedure.online_level)},
                        {"channels", words_list(procedure.channels)},
                        {"parts", list_of(procedure.parts, part_json)},
                        {"form", procedure.form},
                        {"result_name", procedure.result_name},
                        {"result_code", procedure.result_code},
                        {"other_result_codes", list_of(procedure.other_result_codes)},
                        {"steps", steps_json(procedure.steps)},
                        {"life_events", list_of(procedure.life_events)},
                        {"words", list_of(procedure.words)},
                        {"certainty", procedure.certainty},
                        {"remarks", list_of(procedure.remarks)}};
    // Only where the procedure says it: a body that does not must stay the body that older databases hold.
    if (procedure.after_pause) object["after_pause"] = word_of(*procedure.after_pause);
    return object;
}

namespace {

void check_units(const Procedure& version, const std::string& pointer, const Known& known, Source& source) {
    const auto check = [&](std::size_t step, const std::string& unit) {
        if (!unit.empty() && !known.units.empty() && !known.units.contains(unit))
            source.complain(below(below(pointer, "steps"), step), "law.problem.dead_unit", {unit});
    };
    for (std::size_t step = 0; step < version.steps.size(); ++step) {
        check(step, version.steps[step].unit);
        for (const auto& ask : version.steps[step].asks) check(step, ask.unit);
    }
}

} // namespace

void check_references(const ProcedureRow& row, const Known& known, Source& source) {
    for (const auto& version : row.versions) {
        if (!known.forms.empty() && !version.form.empty() && !known.forms.contains(version.form))
            source.complain(below(row.pointer, "form"), "law.problem.dead_form", {version.form});
        for (const auto& event : version.life_events)
            if (!known.life_events.empty() && !known.life_events.contains(event))
                source.complain(below(row.pointer, "life_events"), "law.problem.dead_life_event", {event});
        check_units(version, row.pointer, known, source);
    }
}

} // namespace motcua::law
