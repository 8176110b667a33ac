#include "publication/store.hpp"

#include "law/steps.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>

#include <fmt/format.h>

namespace motcua::publication {

namespace json = boost::json;

namespace {

struct Row {
    std::string procedure;
    int revision, base_version;
    std::string body, authors;
    Instant changed_at;
};

const db::Query<Row(std::string_view)> select_draft{
    "select procedure, revision, base_version, body, authors, changed_at from workflow_draft where procedure = $1"};
const db::Query<std::string()> select_drafted{"select procedure from workflow_draft order by procedure"};
const db::Query<void(std::string_view, int, int, std::string_view, std::string_view, Instant)> insert_draft{
    "insert into workflow_draft (procedure, revision, base_version, body, authors, changed_at) values ($1, $2, $3, $4, $5, $6)"};
const db::Query<void(int, std::string_view, std::string_view, Instant, std::string_view, int)> update_draft{
    "update workflow_draft set revision = $1, body = $2, authors = $3, changed_at = $4 where procedure = $5 and revision = $6"};
const db::Query<void(std::string_view, int)> delete_draft{"delete from workflow_draft where procedure = $1 and revision = $2"};

const db::Query<int(std::string_view)> select_newest{"select coalesce(max(version), 1) from workflow where procedure = $1"};
const db::Query<Published(std::string_view)> select_published{
    "select version, reason, drafted_by, published_by_name, published_at from workflow where procedure = $1 order by version desc"};
const db::Query<void(std::string_view, int, std::string_view, std::string_view, std::string_view, Id, std::string_view, Instant)>
    insert_published{"insert into workflow (procedure, version, body, reason, drafted_by, published_by, published_by_name, published_at) "
                     "values ($1, $2, $3, $4, $5, $6, $7, $8)"};

std::string body_of(const Draft& draft) {
    return json::serialize(json::object{{"steps", law::steps_json(draft.steps)}});
}

std::string authors_of(const Draft& draft) {
    json::array all;
    for (const auto& author : draft.authors) all.push_back(json::object{{"id", fmt::format("{}", author.id)}, {"name", author.name}});
    return json::serialize(all);
}

Author author_of(const json::value& value) {
    const std::string id(value.at("id").as_string());
    Author author{0, std::string(value.at("name").as_string())};
    std::from_chars(id.data(), id.data() + id.size(), author.id);
    return author;
}

Draft draft_of(Row row) {
    Draft draft{std::move(row.procedure), row.revision, row.base_version, {}, {}, row.changed_at};
    draft.steps = law::stored_steps(row.body);
    const auto authors = json::parse(row.authors);
    for (const auto& author : authors.as_array()) draft.authors.push_back(author_of(author));
    return draft;
}

std::string names_of(const Draft& draft) {
    std::string names;
    for (const auto& author : draft.authors) names += (names.empty() ? "" : ", ") + author.name;
    return names;
}

} // namespace

std::optional<Draft> Store::draft(std::string_view procedure) {
    auto row = tx_.one(select_draft, procedure);
    if (!row) return std::nullopt;
    return draft_of(*std::move(row));
}

std::vector<std::string> Store::drafted() {
    return tx_.all(select_drafted);
}

void Store::add(const Draft& draft) {
    tx_.run(insert_draft, draft.procedure, draft.revision, draft.base_version, body_of(draft), authors_of(draft), draft.changed_at);
}

bool Store::save(const Draft& draft, int before) {
    return tx_.run(update_draft, draft.revision, body_of(draft), authors_of(draft), draft.changed_at, draft.procedure, before) == 1;
}

bool Store::remove(std::string_view procedure, int revision) {
    return tx_.run(delete_draft, procedure, revision) == 1;
}

int Store::newest(std::string_view procedure) {
    return *tx_.one(select_newest, procedure);
}

std::vector<Published> Store::published(std::string_view procedure) {
    return tx_.all(select_published, procedure);
}

void Store::publish(const Draft& draft, int version, std::string_view reason, const account::Actor& publisher, Instant now) {
    tx_.run(insert_published, draft.procedure, version, body_of(draft), reason, names_of(draft), publisher.account, publisher.name, now);
}

} // namespace motcua::publication
