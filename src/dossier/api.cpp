#include "dossier/routes.hpp"

#include "base/text.hpp"
#include "dossier/api_json.hpp"
#include "dossier/handling.hpp"
#include "visit/json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

namespace json = boost::json;

constexpr Id usual_limit = 50;
constexpr Id largest_limit = 200;

/// What each action is called in the description of the API, in the order of Words<Action>.
constexpr std::string_view summaries[] = {"Submit a dossier",
                                          "Accept a dossier",
                                          "Refuse a dossier",
                                          "Ask for a supplement",
                                          "Supplement a dossier",
                                          "Assign a dossier",
                                          "Finish a step",
                                          "Send a result back",
                                          "Ask for a fee",
                                          "Settle a fee",
                                          "Apologise for a delay",
                                          "Withdraw a dossier",
                                          "Stop a dossier",
                                          "Resolve a dossier",
                                          "Hand a result over",
                                          "Rate a dossier",
                                          "Correct a dossier",
                                          "Hand a dossier on",
                                          "Confirm that a dossier arrived",
                                          "Ask for opinions",
                                          "Give an opinion",
                                          "Digitise papers",
                                          "Say that a paper was checked",
                                          "Send a result by post",
                                          "Say that a parcel came back"};
static_assert(std::size(summaries) == Words<Action>::words.size());

http::Response answer(const visit::Visit& visit, int status, const json::value& body) {
    return visit.json(status, json::serialize(body));
}

/// `documents`: ids, or {"id", "part"}. A bare id serves the first required part that has none yet.
std::vector<PaperLink> papers_of(const json::array* documents, const procedure::Procedure* procedure, visit::json::Reader& reader) {
    std::vector<PaperLink> papers;
    std::size_t next = 0;
    const auto part_for_bare = [&]() -> std::string {
        while (procedure && next < procedure->parts.size() && !procedure->parts[next].required) ++next;
        return procedure && next < procedure->parts.size() ? procedure->parts[next++].key : std::string();
    };
    for (const auto& item : documents ? *documents : json::array()) {
        if (item.is_object()) {
            visit::json::Reader inner(item.as_object(), "documents.");
            const auto id = id_in(inner, "id", true);
            const auto part = inner.optional_text("part", 100);
            if (!inner.finish()) reader.take(inner);
            papers.push_back({part.empty() ? part_for_bare() : part, id});
        } else {
            const auto id = item.is_string() ? id_of(item.as_string()) : 0;
            if (id == 0) reader.note("documents", "visit.json.want_id");
            papers.push_back({part_for_bare(), id});
        }
    }
    return papers;
}

/// The form itself is checked where a form has to be filled in; what comes from the counter has the same shape at least.
bool is_answer(const json::value& value, bool inside_a_row = false) {
    const auto* list = value.if_array();
    if (list == nullptr) return value.is_string();
    return std::all_of(list->begin(), list->end(), [&](const json::value& one) {
        const auto* row = one.if_object();
        if (row == nullptr || inside_a_row) return one.is_string();
        return std::all_of(row->begin(), row->end(), [](const auto& member) { return is_answer(member.value(), true); });
    });
}

json::object answers_of(const json::object* given, visit::json::Reader& reader) {
    if (given == nullptr) return {};
    for (const auto& [field, value] : *given)
        if (!is_answer(value)) reader.note(fmt::format("answers.{}", shorten(field, 100)), "visit.json.want_answer");
    return *given;
}

template <class Word>
Word word_in(visit::json::Reader& reader, std::string_view name, Word otherwise) {
    const auto text = reader.optional_text(name, 40);
    const auto word = from_word<Word>(text);
    if (!text.empty() && !word) reader.note(name, "visit.json.unknown_value", {words_of<Word>()});
    return word.value_or(otherwise);
}

Owner owner_of(const json::object* object, visit::json::Reader& outer) {
    Owner owner;
    if (!object) return owner;
    visit::json::Reader reader(*object, "owner.");
    owner.name = reader.text("name", 200);
    owner.citizen_number = reader.optional_text("citizen_number", 20);
    owner.phone = reader.optional_text("phone", 20);
    owner.email = reader.optional_text("email", 200);
    owner.address = reader.optional_text("address", 500);
    owner.kind = word_in(reader, "kind", OwnerKind::person);
    owner.tax_code = reader.optional_text("tax_code", 20);
    if (!reader.finish()) outer.take(reader);
    return owner;
}

std::optional<Representative> representative_of(const json::object* object, visit::json::Reader& outer) {
    if (!object) return std::nullopt;
    visit::json::Reader reader(*object, "representative.");
    Representative person{reader.text("name", 200), reader.text("citizen_number", 20), reader.text("ground", 500), std::nullopt};
    const auto until = reader.optional_text("until", 10);
    person.until = parse_day(until);
    if (!until.empty() && !person.until) reader.note("until", "dossier.date_needed");
    if (!reader.finish()) outer.take(reader);
    return person;
}

std::vector<std::string> together_in(visit::json::Reader& reader) {
    std::vector<std::string> codes;
    const auto* array = reader.array("together", false);
    for (const auto& item : array ? *array : json::array()) {
        if (!item.is_string() || codes.size() >= 10)
            reader.note("together", "dossier.unknown_procedure");
        else
            codes.emplace_back(item.as_string());
    }
    return codes;
}

Result<Submission> submission_of(const visit::Visit& visit) {
    const auto body = TRY(visit::parse_body(visit));
    visit::json::Reader reader(body);
    Submission submission;
    auto& facts = submission.facts;
    facts.procedure = reader.text("procedure", 40);
    const auto unit_code = reader.text("unit", 40);
    const auto* unit = visit.law->units.with_identifier(unit_code, local_day(visit.now));
    if (!unit) unit = visit.law->units.with_code(unit_code, local_day(visit.now));
    facts.unit = unit ? unit->id : 0;
    facts.resolving_unit = unit_in(visit, reader, "resolving_unit", false);
    facts.help_place = unit_in(visit, reader, "help_place", false);
    facts.channel = word_in(reader, "channel", procedure::Channel::online);
    facts.delivery = word_in(reader, "delivery", Delivery::electronic);
    facts.owner = owner_of(reader.object("owner"), reader);
    facts.account = facts.channel == procedure::Channel::online ? visit.actor.account : 0;
    facts.representative = representative_of(reader.object("representative", false), reader);
    submission.together = together_in(reader);
    submission.answers = answers_of(reader.object("answers", false), reader);
    submission.papers =
        papers_of(reader.array("documents", false), visit.law->procedures.find(facts.procedure, local_day(visit.now)), reader);
    submission.idempotency_key = visit.request.header("idempotency-key");
    if (submission.idempotency_key.size() > 200) reader.note("Idempotency-Key", "visit.field.too_long", {"200"});
    TRY(reader.finish());
    facts.owner = TRY(checked_owner(std::move(facts.owner)));
    if (facts.representative) facts.representative = TRY(checked_representative(*facts.representative, local_day(visit.now)));
    return submission;
}

http::Response post_dossier(visit::Visit& visit) {
    auto submission = submission_of(visit);
    if (!submission) return visit.refuse(submission.error());
    const auto done = submit(work_of(visit), *std::move(submission));
    if (!done) return visit.refuse(done.error());
    visit.services.wake_jobs();
    auto response = answer(visit, done->again ? 200 : 201, json_of(visit, done->dossier));
    if (!done->again) response.set("location", "/api/v1/dossiers/" + done->dossier.code);
    return response;
}

http::Response get_dossier(visit::Visit& visit) {
    const auto folder = open(work_of(visit), visit.value("code"));
    if (!folder) return visit.refuse(folder.error());
    return answer(visit, 200, json_of(visit, *folder));
}

http::Response get_events(visit::Visit& visit) {
    const auto folder = open(work_of(visit), visit.value("code"));
    if (!folder) return visit.refuse(folder.error());
    return answer(visit, 200, events_json(visit, *folder));
}

http::Response get_dossiers(visit::Visit& visit) {
    const auto filter = api_filter(visit);
    if (!filter) return visit.refuse(filter.error());
    const auto limit_text = visit.request.query_value("limit");
    const auto limit = limit_text.empty() ? usual_limit : id_of(limit_text);
    if (limit < 1 || limit > largest_limit)
        return visit.refuse(field_error("limit", "visit.field.out_of_range", {"1", fmt::format("{}", largest_limit)}));
    const auto page = list(visit.services.database, *filter, visit.request.query_value("after"), static_cast<int>(limit));
    if (!page) return visit.refuse(page.error());
    return answer(visit, 200, json_of(visit, *page));
}

Result<json::object> officers_json(const visit::Visit& visit) {
    const auto work = work_of(visit);
    const auto dossier = TRY(find(work, visit.value("code")));
    TRY(can(visit.actor, Action::assignment, dossier, visit.law->units));
    json::array items;
    for (const auto& officer : officers_for(visit, dossier))
        items.push_back({{"id", fmt::format("{}", officer.id)}, {"name", officer.name}});
    return json::object{{"items", std::move(items)}};
}

http::Response get_officers(visit::Visit& visit) {
    const auto officers = officers_json(visit);
    if (!officers) return visit.refuse(officers.error());
    return answer(visit, 200, *officers);
}

http::Response post_action(visit::Visit& visit, Action action) {
    const auto body = visit::parse_body(visit);
    if (!body) return visit.refuse(body.error());
    const auto done = run_json(visit, action, *body);
    if (!done) return visit.refuse(done.error());
    visit.services.wake_jobs();
    return answer(visit, 200, json_of(visit, *done));
}

} // namespace

visit::Routes api_routes() {
    using enum http::Method;
    const http::BodyRule body{http::BodyRule::Form::raw, 1024 * 1024};
    const auto in = visit::Access::signed_in();
    const auto assigning = visit::Access::any_of({account::Role::clerk, account::Role::approver});
    visit::Routes routes{
        {post, "/api/v1/dossiers", in, post_dossier, body, std::string(summaries[0])},
        {get, "/api/v1/dossiers", visit::Access::staff(), get_dossiers, {}, "List dossiers of a unit"},
        {get, "/api/v1/dossiers/{code}", in, get_dossier, {}, "Read a dossier"},
        {get, "/api/v1/dossiers/{code}/events", in, get_events, {}, "Read the history of a dossier"},
        {get, "/api/v1/dossiers/{code}/officers", assigning, get_officers, {}, "List who may be assigned"},
        {get, "/api/v1/dossiers/{code}/papers/{document}", in, download_paper, {}, "Download a paper"},
    };
    for (std::size_t i = 1; i < Words<Action>::words.size(); ++i) {
        const auto action = static_cast<Action>(i);
        routes.push_back({post, fmt::format("/api/v1/dossiers/{{code}}/{}", word_of(action)), in,
                          [action](visit::Visit& visit) { return post_action(visit, action); }, body, std::string(summaries[i])});
    }
    return routes;
}

} // namespace motcua::dossier
