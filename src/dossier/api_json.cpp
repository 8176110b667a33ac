#include "dossier/api_json.hpp"

#include "dossier/reuse.hpp"

#include "dossier/handling.hpp"
#include "reception/continuation.hpp"
#include "visit/json.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <charconv>

namespace motcua::dossier {

namespace {

namespace json = boost::json;
using visit::json::Reader;

json::value moment(const std::optional<Instant>& at) {
    return at ? json::value(iso(*at)) : json::value(nullptr);
}

json::value text_or_null(std::string text) {
    return text.empty() ? json::value(nullptr) : json::value(std::move(text));
}

json::value id_or_null(Id id) {
    return id == 0 ? json::value(nullptr) : json::value(fmt::format("{}", id));
}

std::string unit_code(const visit::Visit& visit, Id unit) {
    const auto* found = visit.law->units.find(unit);
    return found ? found->code : "";
}

json::value json_of(const std::optional<Representative>& person) {
    if (!person) return nullptr;
    return json::object{{"name", person->name},
                        {"citizen_number", person->citizen_number},
                        {"ground", person->ground},
                        {"until", text_or_null(person->until ? iso(*person->until) : std::string())}};
}

Day day_in(Reader& reader, std::string_view name) {
    const auto text = reader.text(name, 10);
    const auto day = parse_day(text);
    if (!text.empty() && !day) reader.note(name, "dossier.date_needed");
    return day.value_or(Day{});
}

std::vector<SupplementItem> items_in(Reader& reader) {
    std::vector<SupplementItem> items;
    const auto* array = reader.array("items");
    for (const auto& item : array ? *array : json::array()) {
        if (item.is_string()) {
            items.push_back({std::string(item.as_string()), {}});
        } else if (item.is_object()) {
            Reader inner(item.as_object(), "items.");
            items.push_back({inner.text("name"), inner.optional_text("reason", 2000)});
            if (!inner.finish()) reader.take(inner);
        } else {
            reader.note("items", "visit.json.want_text");
        }
    }
    return items;
}

std::vector<PaperLink> documents_in(Reader& reader) {
    std::vector<PaperLink> papers;
    const auto* array = reader.array("documents", false);
    for (const auto& item : array ? *array : json::array()) {
        const Id id = item.is_string() ? id_of(item.as_string()) : 0;
        if (id == 0) reader.note("documents", "visit.json.want_id");
        papers.push_back({"", id});
    }
    return papers;
}

std::vector<digitising::Given> scans_in(Reader& reader) {
    std::vector<digitising::Given> scans;
    const auto* array = reader.array("papers");
    for (const auto& item : array ? *array : json::array()) {
        if (!item.is_object()) {
            reader.note("papers", "visit.json.want_object");
            continue;
        }
        Reader inner(item.as_object(), "papers.");
        digitising::Given given{inner.text("part", 100), inner.text("source", 20), {}};
        for (const auto& paper : documents_in(inner)) given.documents.push_back(paper.document);
        if (!inner.finish()) reader.take(inner);
        scans.push_back(std::move(given));
    }
    return scans;
}

Target target_in(const visit::Visit& visit, Reader& reader) {
    return {std::string(visit.value("code")), static_cast<int>(reader.integer("version", 1, 1'000'000'000))};
}

Grounds grounds_in(Reader& reader) {
    return {reader.text("reason", 2000), reader.text("legal_ground", 2000)};
}

/// The actions that take one text.
struct OneText {
    Action action;
    std::string_view member;
    bool required;
    Result<Dossier> (*run)(const Work&, const Target&, std::string_view);
};
constexpr OneText one_text[] = {
    {Action::fee_settlement, "receipt_number", true, settle_fee},
    {Action::withdrawal, "reason", false, withdraw},
    {Action::correction, "what", true, correct},
};

Result<Dossier> run_words(const Work& work, Action action, const Target& target, Reader& reader) {
    for (const auto& row : one_text) {
        if (row.action != action) continue;
        const auto text = row.required ? reader.text(row.member, 2000) : reader.optional_text(row.member, 2000);
        TRY(reader.finish());
        return row.run(work, target, text);
    }
    return refuse(Kind::not_found, "dossier.not_found");
}

std::vector<opinion::Place> places_in(const visit::Visit& visit, Reader& reader) {
    std::vector<opinion::Place> places;
    const auto* array = reader.array("places");
    for (const auto& item : array ? *array : json::array()) {
        if (!item.is_object()) {
            reader.note("places", "visit.json.want_object");
            continue;
        }
        Reader inner(item.as_object(), "places.");
        const auto unit = inner.text("unit", 40), role = inner.text("role", 20);
        const auto hours = static_cast<int>(inner.integer("hours", 1, 200));
        if (!inner.finish()) {
            reader.take(inner);
            continue;
        }
        const auto place = place_of(visit, "places", unit, role, hours);
        if (place)
            places.push_back(*place);
        else
            reader.note("places", place.error().fields.front().code);
    }
    return places;
}

std::string rule_set_of(const visit::Visit& visit, const Dossier& dossier) {
    const auto by = counting_of(*visit.law, dossier);
    return by ? by->rules.key : "none";
}

/// Reads everything first, so that a caller hears of every wrong member at once; then acts.
template <class Act>
Result<Dossier> finished(Reader& reader, Act&& act) {
    TRY(reader.finish());
    return act();
}

} // namespace

Id id_of(std::string_view text) {
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() && id > 0 ? id : 0;
}

Id id_in(Reader& reader, std::string_view name, bool required) {
    const auto text = required ? reader.text(name, 20) : reader.optional_text(name, 20);
    const Id id = id_of(text);
    if (!text.empty() && id == 0) reader.note(name, "visit.json.want_id");
    return id;
}

Error field_error(std::string field, std::string code, std::vector<std::string> arguments) {
    return {Kind::invalid, "refusal.fields", {}, {{std::move(field), std::move(code), std::move(arguments)}}};
}

json::object json_of(const visit::Visit& visit, const Dossier& dossier) {
    return {{"code", dossier.code},
            {"state", word_of(dossier.state)},
            {"state_number", number_of(dossier.state)},
            {"version", dossier.version},
            {"procedure", dossier.procedure},
            {"procedure_version", dossier.procedure_version},
            {"workflow_version", dossier.workflow_version},
            {"rule_set", rule_set_of(visit, dossier)},
            {"unit", unit_code(visit, dossier.unit)},
            {"resolving_unit", unit_code(visit, dossier.resolver())},
            {"desk", unit_code(visit, dossier.lies_at())},
            {"help_place", text_or_null(unit_code(visit, dossier.help_place))},
            {"in_transit", dossier.in_transit},
            {"linked_by", text_or_null(dossier.linked_by)},
            {"channel", word_of(dossier.channel)},
            {"delivery", word_of(dossier.delivery)},
            {"assisted", dossier.assisted_by != 0},
            {"submitted_at", iso(dossier.submitted_at)},
            {"acknowledge_by", moment(dossier.acknowledge_by)},
            {"accepted_at", moment(dossier.accepted_at)},
            {"due_at", moment(dossier.due_at)},
            {"urgent_at", moment(dossier.urgent_at)},
            {"resolved_at", moment(dossier.resolved_at)},
            {"returned_at", moment(dossier.returned_at)},
            {"step", text_or_null(dossier.step)},
            {"officer", id_or_null(dossier.assignee)},
            {"result_electronic", dossier.result_electronic}};
}

json::value json_of(const std::optional<signature::Signing>& signing) {
    if (!signing) return nullptr;
    return json::object{{"state", word_of(signing->state)},
                        {"by", text_or_null(signing->signed_by)},
                        {"at", moment(signing->signed_at)},
                        {"sha256", text_or_null(signing->signed_sha256)}};
}

json::value json_of(const digitising::Scan* scan) {
    if (!scan) return nullptr;
    return json::object{{"source", word_of(scan->source)}, {"by", scan->made_by_name}, {"at", iso(scan->made_at)}};
}

json::object json_of(const visit::Visit& visit, const Folder& folder) {
    auto object = json_of(visit, folder.dossier);
    const auto& owner = folder.dossier.owner;
    object["owner"] = json::object{{"name", owner.name},        {"citizen_number", owner.citizen_number},
                                   {"phone", owner.phone},      {"email", owner.email},
                                   {"address", owner.address},  {"kind", word_of(owner.kind)},
                                   {"tax_code", owner.tax_code}};
    object["representative"] = json_of(folder.dossier.representative);
    json::array together;
    for (const auto& sibling : folder.siblings)
        together.push_back({{"code", sibling.code},
                            {"procedure", sibling.procedure},
                            {"state", word_of(sibling.state)},
                            {"due_at", moment(sibling.due_at)}});
    object["together"] = std::move(together);
    object["answers"] = folder.answers;
    object["digitised"] = word_of(folder.digitised());
    json::array papers;
    const auto reused = reused_in(folder.events);
    const auto from = [&](Id document) {
        const auto found = reused.find(document);
        return found == reused.end() ? json::value() : json::value(found->second.from);
    };
    for (const auto& paper : folder.papers)
        papers.push_back({{"reused_from", from(paper.document)},
                          {"scan", json_of(folder.scan_of(paper.document))},
                          {"signature", json_of(folder.signing_of(paper.document))},
                          {"id", fmt::format("{}", paper.document)},
                          {"part", paper.part},
                          {"kind", paper.kind},
                          {"file_name", paper.file_name},
                          {"media_type", paper.media_type},
                          {"bytes", paper.bytes},
                          {"sha256", paper.sha256},
                          {"added_at", iso(paper.added_at)},
                          {"url", fmt::format("/api/v1/dossiers/{}/papers/{}", folder.dossier.code, paper.document)}});
    object["documents"] = std::move(papers);
    return object;
}

json::object json_of(const visit::Visit& visit, const Page& page) {
    json::array items;
    for (const auto& line : page.lines)
        items.push_back({{"code", line.code},
                         {"state", word_of(line.state)},
                         {"state_number", number_of(line.state)},
                         {"version", line.version},
                         {"procedure", line.procedure},
                         {"unit", unit_code(visit, line.unit)},
                         {"resolving_unit", unit_code(visit, line.resolving_unit)},
                         {"desk", unit_code(visit, line.desk)},
                         {"in_transit", line.in_transit != 0},
                         {"channel", word_of(line.channel)},
                         {"owner", {{"name", line.owner_name}}},
                         {"submitted_at", iso(line.submitted_at)},
                         {"due_at", moment(line.due_at)},
                         {"urgent_at", moment(line.urgent_at)},
                         {"step", text_or_null(line.step)},
                         {"officer", id_or_null(line.assignee)}});
    return {{"items", std::move(items)}, {"next", text_or_null(page.next)}};
}

json::object events_json(const visit::Visit& visit, const Folder& folder) {
    const bool own = folder.dossier.account == visit.actor.account;
    json::array items;
    for (const auto& event : folder.events) {
        auto details = json::parse(event.details).as_object();
        if (own && event.action == Action::step) details.erase("opinion"); // words for colleagues, as on the page
        if (own && event.action == Action::send_back) details.erase("reason");
        if (own && event.action == Action::opinion_request) details.erase("question");
        if (own && event.action == Action::opinion) details.erase("words");
        items.push_back({{"seq", event.seq},
                         {"action", word_of(event.action)},
                         {"from_state", text_or_null(event.from_state)},
                         {"to_state", event.to_state},
                         {"actor_name", event.actor_name},
                         {"at", iso(event.at)},
                         {"details", std::move(details)},
                         {"hash", event.hash}});
    }
    return {{"items", std::move(items)}};
}

Id unit_in(const visit::Visit& visit, Reader& reader, std::string_view name, bool required) {
    const auto code = required ? reader.text(name, 40) : reader.optional_text(name, 40);
    const Day today = local_day(visit.now);
    const auto* unit = visit.law->units.with_identifier(code, today);
    if (!unit) unit = visit.law->units.with_code(code, today);
    if (!unit && !code.empty()) reader.note(name, "dossier.unknown_unit");
    return unit ? unit->id : 0;
}

Result<ListFilter> api_filter(const visit::Visit& visit) {
    const auto& request = visit.request;
    const Day today = local_day(visit.now);
    const auto* unit = visit.law->units.with_identifier(request.query_value("unit"), today);
    if (!unit) unit = visit.law->units.with_code(request.query_value("unit"), today);
    if (!unit) return refuse_field("unit", "dossier.unknown_unit");
    Dossier anywhere;
    anywhere.unit = unit->id;
    TRY(can_read(visit.actor, anywhere, visit.law->units));
    ListFilter filter;
    filter.units = reception::with_continued(visit.law->units, visit.law->units.subtree(unit->id));
    if (const auto word = request.query_value("state"); !word.empty()) {
        filter.state = from_word<State>(word);
        if (!filter.state) return std::unexpected(field_error("state", "visit.json.unknown_value", {words_of<State>()}));
    }
    filter.procedure = request.query_value("procedure");
    if (const auto text = request.query_value("due_before"); !text.empty()) {
        filter.due_before = parse_instant(text);
        if (!filter.due_before) return refuse_field("due_before", "dossier.date_needed");
    }
    return filter;
}

Rating rating_in(Reader& reader) {
    Rating rating{static_cast<int>(reader.integer("satisfaction", 0, 2)), reader.optional_text("words", 2000)};
    const auto* answers = reader.object("answers", false);
    if (!answers) return rating;
    for (const auto& [question, points] : *answers)
        rating.answers[std::string(question)] =
            points.is_int64() ? static_cast<int>(std::clamp<std::int64_t>(points.as_int64(), -1, 3)) : -1;
    return rating;
}

/// What carries a dossier through its workflow.
Result<Dossier> run_work(const visit::Visit& visit, Action action, const Target& target, Reader& reader) {
    const auto work = work_of(visit);
    switch (action) {
    case Action::step: {
        const StepDone step{reader.text("opinion", 2000), reader.optional_text("to", 100), reader.flag("silent", false)};
        return finished(reader, [&] { return finish_step(work, target, step); });
    }
    case Action::send_back: {
        const auto reason = reader.text("reason", 2000), to = reader.optional_text("to", 100);
        return finished(reader, [&] { return send_back(work, target, reason, to); });
    }
    case Action::opinion_request: {
        const auto places = places_in(visit, reader);
        const auto question = reader.text("question", 2000);
        return finished(reader, [&] { return request_opinions(work, target, places, question); });
    }
    case Action::opinion: {
        const auto verdict = reader.text("verdict", 20), words = reader.optional_text("words", 2000);
        return finished(reader, [&] { return give_opinion(work, target, verdict, words); });
    }
    case Action::digitisation: {
        const auto scans = scans_in(reader);
        return finished(reader, [&] { return digitise(work, target, scans); });
    }
    case Action::paper_check: {
        const auto document = id_in(reader, "document", true);
        return finished(reader, [&] { return check_paper(work, target, document); });
    }
    case Action::hand_over: {
        const auto to = reader.optional_text("to", 200), ground = reader.optional_text("ground", 200);
        return finished(reader, [&] { return hand_over(work, target, to, ground); });
    }
    case Action::dispatch: {
        const Posting posting{reader.text("carrier", 200), reader.text("waybill", 40)};
        return finished(reader, [&] { return dispatch(work, target, posting); });
    }
    case Action::parcel_return: {
        const auto reason = reader.text("reason", 2000);
        return finished(reader, [&] { return return_parcel(work, target, reason); });
    }
    default:
        return run_words(work, action, target, reader);
    }
}

/// A page has a file where a program names a document.
Error in_json(Error error, Action action) {
    for (auto& field : error.fields)
        if (action == Action::digitisation && (field.field.starts_with("file.") || field.field.starts_with("source.")))
            field.field = "papers";
        else if (field.field == "file")
            field.field = action == Action::result ? "document" : "documents";
    return error;
}

Result<Dossier> run_read(const visit::Visit& visit, Action action, const json::object& body) {
    const auto work = work_of(visit);
    Reader reader(body);
    const auto target = target_in(visit, reader);
    switch (action) {
    case Action::acceptance:
        return finished(reader, [&] { return accept(work, target); });
    case Action::refusal: {
        const auto grounds = grounds_in(reader);
        return finished(reader, [&] { return refuse_it(work, target, grounds); });
    }
    case Action::stop: {
        const auto grounds = grounds_in(reader);
        return finished(reader, [&] { return stop(work, target, grounds); });
    }
    case Action::supplement_request: {
        const SupplementRequest request{items_in(reader), reader.optional_text("legal_ground", 2000), day_in(reader, "until"),
                                        reader.flag("again", false)};
        return finished(reader, [&] { return request_supplement(work, target, request); });
    }
    case Action::supplement: {
        const auto note = reader.optional_text("note", 2000);
        const auto papers = documents_in(reader);
        return finished(reader, [&] { return supplement(work, target, note, papers); });
    }
    case Action::assignment: {
        const auto officer = id_in(reader, "officer", true);
        return finished(reader, [&] { return assign(work, target, officer); });
    }
    case Action::fee_request: {
        const Money amount{reader.integer("amount", 1, 1'000'000'000'000)};
        const auto reason = reader.text("reason", 2000);
        return finished(reader, [&] { return request_fee(work, target, amount, reason); });
    }
    case Action::apology: {
        const auto day = day_in(reader, "new_day");
        const auto reason = reader.text("reason", 2000);
        return finished(reader, [&] { return apologise(work, target, day, reason); });
    }
    case Action::result: {
        const Outcome outcome{id_in(reader, "document", false), reader.optional_text("note", 2000)};
        return finished(reader, [&] { return resolve(work, target, outcome); });
    }
    case Action::transfer: {
        const auto to = unit_in(visit, reader, "to");
        const auto reason = reader.text("reason", 2000);
        return finished(reader, [&] { return transfer(work, target, {to, reason}); });
    }
    case Action::transfer_receipt:
        return finished(reader, [&] { return confirm_arrival(work, target); });
    case Action::rating: {
        const auto rating = rating_in(reader);
        return finished(reader, [&] { return rate(work, target, rating); });
    }
    default:
        return run_work(visit, action, target, reader);
    }
}

Result<Dossier> run_json(const visit::Visit& visit, Action action, const json::object& body) {
    auto done = run_read(visit, action, body);
    if (!done) return std::unexpected(in_json(std::move(done.error()), action));
    return done;
}

} // namespace motcua::dossier
