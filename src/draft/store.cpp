#include "draft/store.hpp"

#include "base/crypto.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace motcua::draft {

namespace {

using db::Query;

struct Row {
    Id id, account;
    std::string procedure;
    int procedure_version;
    std::string form;
    int form_version;
    Id unit;
    db::Bytes answers;
    std::string delivery, reached;
    int sending;
    std::string dossier;
    Instant created_at, updated_at;
};

const Query<void(Id, Id, std::string_view, int, std::string_view, int, Id, db::Bytes, std::string_view, std::string_view, int,
                 std::string_view, Instant, Instant)>
    insert_draft{
        "insert into draft (id, account_id, procedure, procedure_version, form, form_version, unit_id, answers, delivery, reached, "
        "sending, dossier, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
const Query<Row(Id, Id)> select_draft{
    "select id, account_id, procedure, procedure_version, form, form_version, unit_id, answers, delivery, "
    "reached, sending, dossier, created_at, updated_at from draft where id = $1 and account_id = $2"};
const Query<void(int, std::string_view, int, Id, db::Bytes, std::string_view, std::string_view, int, std::string_view, Instant, Id)>
    update_draft{"update draft set procedure_version = $1, form = $2, form_version = $3, unit_id = $4, answers = $5, delivery = $6, "
                 "reached = $7, sending = $8, dossier = $9, updated_at = $10 where id = $11"};
const Query<void(Id)> delete_draft{"delete from draft where id = $1"};

const Query<void(Id, Id, std::string_view, int)> insert_paper{
    "insert into draft_document (draft_id, document_id, part, place) values ($1, $2, $3, $4)"};
const Query<Paper(Id)> select_papers{"select p.document_id, p.part, d.file_name, d.media_type, d.bytes from draft_document p "
                                     "join document d on d.id = p.document_id where p.draft_id = $1 order by p.place, p.document_id"};
const Query<void(Id, Id)> delete_paper{"delete from draft_document where draft_id = $1 and document_id = $2"};
const Query<void(Id)> delete_papers{"delete from draft_document where draft_id = $1"};
const Query<Id(Id)> select_documents{"select document_id from draft_document where draft_id = $1"};

const Query<Line(Id, Instant)> select_lines{
    "select id, procedure, unit_id, sending, updated_at from draft "
    "where account_id = $1 and updated_at >= $2 and dossier = '' order by updated_at desc, id desc"};
const Query<int(Id, Instant)> count_drafts{"select count(*) from draft where account_id = $1 and updated_at >= $2 and dossier = ''"};
const Query<Id(Id)> select_last_unit{"select unit_id from draft where account_id = $1 and unit_id <> 0 order by updated_at desc limit 1"};
const Query<Store::Old(Instant, int)> select_old{"select id, sending from draft where updated_at < $1 order by updated_at limit $2"};

std::string word_or_nothing(const std::optional<dossier::Delivery>& delivery) {
    return delivery ? std::string(word_of(*delivery)) : std::string();
}

db::Bytes sealed(std::string_view key, const form::Answers& answers) {
    return {crypto::seal(key, boost::json::serialize(answers))};
}

/// Under another key than it was sealed with, a draft reads as empty: the person is asked again.
form::Answers opened(std::string_view key, const db::Bytes& bytes) {
    const auto text = crypto::open(key, bytes.value);
    return text ? boost::json::parse(*text).as_object() : form::Answers();
}

} // namespace

void Store::add(const Draft& draft) {
    tx_.run(insert_draft, draft.id, draft.account, draft.procedure, draft.procedure_version, draft.form, draft.form_version, draft.unit,
            sealed(number_key_, draft.answers), word_or_nothing(draft.delivery), draft.reached, draft.sending ? 1 : 0, draft.dossier,
            draft.created_at, draft.updated_at);
}

std::optional<Draft> Store::of(Id id, Id account) {
    auto row = tx_.one(select_draft, id, account);
    if (!row) return std::nullopt;
    Draft draft{.id = row->id,
                .account = row->account,
                .procedure = std::move(row->procedure),
                .procedure_version = row->procedure_version,
                .form = std::move(row->form),
                .form_version = row->form_version,
                .unit = row->unit,
                .answers = opened(number_key_, row->answers),
                .delivery = from_word<dossier::Delivery>(row->delivery),
                .reached = std::move(row->reached),
                .sending = row->sending != 0,
                .dossier = std::move(row->dossier),
                .created_at = row->created_at,
                .updated_at = row->updated_at};
    draft.papers = tx_.all(select_papers, id);
    return draft;
}

void Store::save(const Draft& draft) {
    tx_.run(update_draft, draft.procedure_version, draft.form, draft.form_version, draft.unit, sealed(number_key_, draft.answers),
            word_or_nothing(draft.delivery), draft.reached, draft.sending ? 1 : 0, draft.dossier, draft.updated_at, draft.id);
}

void Store::remove(Id draft) {
    tx_.run(delete_papers, draft);
    tx_.run(delete_draft, draft);
}

void Store::add_paper(const Draft& draft, Id document, std::string_view part, int place) {
    tx_.run(insert_paper, draft.id, document, part, place);
}

void Store::remove_paper(const Draft& draft, Id document) {
    tx_.run(delete_paper, draft.id, document);
}

void Store::remove_papers(Id draft) {
    tx_.run(delete_papers, draft);
}

std::vector<Id> Store::documents(Id draft) {
    return tx_.all(select_documents, draft);
}

std::vector<Line> Store::lines(Id account, Instant since) {
    return tx_.all(select_lines, account, since);
}

int Store::count(Id account, Instant since) {
    return tx_.one(count_drafts, account, since).value_or(0);
}

Id Store::last_unit(Id account) {
    return tx_.one(select_last_unit, account).value_or(0);
}

std::vector<Store::Old> Store::older_than(Instant since, int limit) {
    return tx_.all(select_old, since, limit);
}

} // namespace motcua::draft
