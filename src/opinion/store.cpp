#include "opinion/store.hpp"

namespace motcua::opinion {

namespace {

/// An opinion as its columns stand in the table.
struct Row {
    Id unit, dossier, id;
    std::string code, procedure_name, step;
    Id asked_unit;
    account::Role asked_role;
    std::string question;
    Id asked_by;
    std::string asked_by_name;
    Instant asked_at, due_at;
    std::optional<Instant> given_at;
    Id given_by;
    std::string given_by_name, verdict, words;
    std::optional<Instant> closed_at;
};

#define OPINION_COLUMNS                                                                                                                    \
    "unit_id, dossier_id, id, code, procedure_name, step, asked_unit, asked_role, question, asked_by, asked_by_name, asked_at, due_at, "   \
    "given_at, given_by, given_by_name, verdict, words, closed_at"

const db::Query<void(Id, Id, Id, std::string_view, std::string_view, std::string_view, Id, account::Role, std::string_view, Id,
                     std::string_view, Instant, Instant)>
    insert_opinion{"insert into opinion (unit_id, dossier_id, id, code, procedure_name, step, asked_unit, asked_role, question, asked_by, "
                   "asked_by_name, asked_at, due_at, given_at, given_by, given_by_name, verdict, words, closed_at) "
                   "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null, 0, '', '', '', null)"};
const db::Query<Row(Id, Id)> select_of_dossier{"select " OPINION_COLUMNS
                                               " from opinion where unit_id = $1 and dossier_id = $2 order by asked_at, id"};
const db::Query<Row(Id, Id, Id)> select_one{"select " OPINION_COLUMNS " from opinion where unit_id = $1 and dossier_id = $2 and id = $3"};
const db::Query<void(std::optional<Instant>, Id, std::string_view, std::string_view, std::string_view, Id, Id, Id)> update_given{
    "update opinion set given_at = $1, given_by = $2, given_by_name = $3, verdict = $4, words = $5 "
    "where unit_id = $6 and dossier_id = $7 and id = $8 and given_at is null and closed_at is null"};
const db::Query<void(Instant, Id, Id)> update_closed{
    "update opinion set closed_at = $1 where unit_id = $2 and dossier_id = $3 and given_at is null and closed_at is null"};
const db::Query<Row(Id, account::Role, int)> select_open{
    "select " OPINION_COLUMNS " from opinion where asked_unit = $1 and asked_role = $2 and given_at is null and closed_at is null "
    "order by due_at limit $3"};

Opinion opinion_of(Row row) {
    return {.unit = row.unit,
            .dossier = row.dossier,
            .id = row.id,
            .code = std::move(row.code),
            .procedure_name = std::move(row.procedure_name),
            .step = std::move(row.step),
            .asked_unit = row.asked_unit,
            .asked_role = row.asked_role,
            .question = std::move(row.question),
            .asked_by = row.asked_by,
            .asked_by_name = std::move(row.asked_by_name),
            .asked_at = row.asked_at,
            .due_at = row.due_at,
            .given_at = row.given_at,
            .given_by = row.given_by,
            .given_by_name = std::move(row.given_by_name),
            .verdict = from_word<Verdict>(row.verdict),
            .words = std::move(row.words),
            .closed_at = row.closed_at};
}

std::vector<Opinion> opinions_of(std::vector<Row> rows) {
    std::vector<Opinion> all;
    for (auto& row : rows) all.push_back(opinion_of(std::move(row)));
    return all;
}

} // namespace

void Store::add(const Opinion& o) {
    tx_.run(insert_opinion, o.unit, o.dossier, o.id, o.code, o.procedure_name, o.step, o.asked_unit, o.asked_role, o.question, o.asked_by,
            o.asked_by_name, o.asked_at, o.due_at);
}

std::vector<Opinion> Store::of_dossier(Id unit, Id dossier) {
    return opinions_of(tx_.all(select_of_dossier, unit, dossier));
}

std::optional<Opinion> Store::with_id(Id unit, Id dossier, Id id) {
    auto row = tx_.one(select_one, unit, dossier, id);
    if (!row) return std::nullopt;
    return opinion_of(*std::move(row));
}

bool Store::give(const Opinion& o) {
    return tx_.run(update_given, o.given_at, o.given_by, o.given_by_name, o.verdict ? word_of(*o.verdict) : std::string_view(), o.words,
                   o.unit, o.dossier, o.id) == 1;
}

void Store::close(Id unit, Id dossier, Instant now) {
    tx_.run(update_closed, now, unit, dossier);
}

std::vector<Opinion> Store::open_in(Id asked_unit, account::Role role, int limit) {
    return opinions_of(tx_.all(select_open, asked_unit, role, limit));
}

} // namespace motcua::opinion
