#include "dossier/routes.hpp"

#include "dossier/api_json.hpp"
#include "dossier/handling.hpp"
#include "visit/json.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include <charconv>

namespace motcua::dossier {

namespace {

using account::Role;
namespace json = boost::json;

http::Response answer(const visit::Visit& visit, int status, const json::value& body) {
    return visit.json(status, json::serialize(body));
}

Id id_of(std::string_view text) {
    Id id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() ? id : 0;
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
        if (item.is_string()) {
            papers.push_back({part_for_bare(), id_of(item.as_string())});
        } else if (item.is_object() && item.as_object().contains("id") && item.as_object().at("id").is_string()) {
            const auto* part = item.as_object().if_contains("part");
            papers.push_back({part && part->is_string() ? std::string(part->as_string()) : part_for_bare(),
                              id_of(item.as_object().at("id").as_string())});
        } else {
            reader.note("documents", "visit.json.wrong_type");
        }
    }
    return papers;
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
    if (auto wrong = reader.finish(); !wrong)
        for (const auto& field : wrong.error().fields) outer.note(field.field, field.code, field.arguments);
    return owner;
}

template <class Word>
Word word_in(visit::json::Reader& reader, std::string_view name, Word otherwise) {
    const auto text = reader.optional_text(name, 40);
    const auto word = from_word<Word>(text);
    if (!text.empty() && !word) reader.note(name, "visit.json.unknown_value");
    return word.value_or(otherwise);
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
    facts.channel = word_in(reader, "channel", procedure::Channel::online);
    facts.delivery = word_in(reader, "delivery", Delivery::electronic);
    facts.owner = owner_of(reader.object("owner"), reader);
    facts.account = facts.channel == procedure::Channel::online ? visit.actor.account : 0;
    if (const auto* answers = reader.object("answers", false)) submission.answers = *answers;
    submission.papers =
        papers_of(reader.array("documents", false), visit.law->procedures.find(facts.procedure, local_day(visit.now)), reader);
    submission.idempotency_key = visit.request.header("idempotency-key");
    if (submission.idempotency_key.size() > 200) reader.note("Idempotency-Key", "visit.json.too_long");
    TRY(reader.finish());
    facts.owner = TRY(checked_owner(std::move(facts.owner)));
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
    const auto limit = limit_text.empty() ? 50 : id_of(limit_text);
    if (limit < 1 || limit > 200)
        return visit.refuse({Kind::invalid, "refusal.fields", {}, {{"limit", "visit.json.out_of_range", {"1", "200"}}}});
    const auto page = list(visit.services.database, *filter, visit.request.query_value("after"), static_cast<int>(limit));
    if (!page) return visit.refuse(page.error());
    return answer(visit, 200, json_of(visit, *page));
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
    visit::Routes routes{
        {post, "/api/v1/dossiers", in, post_dossier, body, "Submit a dossier"},
        {get, "/api/v1/dossiers", visit::Access::staff(), get_dossiers, {}, "List dossiers of a unit"},
        {get, "/api/v1/dossiers/{code}", in, get_dossier, {}, "Read a dossier"},
        {get, "/api/v1/dossiers/{code}/events", in, get_events, {}, "Read the history of a dossier"},
    };
    for (std::size_t i = 1; i < Words<Action>::words.size(); ++i) {
        const auto action = static_cast<Action>(i);
        routes.push_back({post, fmt::format("/api/v1/dossiers/{{code}}/{}", word_of(action)), in,
                          [action](visit::Visit& visit) { return post_action(visit, action); }, body,
                          fmt::format("Take the action {}", word_of(action))});
    }
    return routes;
}

} // namespace motcua::dossier
