#include "document/store.hpp"

namespace motcua::document {

namespace {

using db::Query;

const Query<void(Id, Id, std::string_view, std::string_view, std::int64_t, std::string_view, std::string_view, Instant)> insert_document{
    "insert into document (id, account_id, file_name, media_type, bytes, sha256, place, created_at) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8)"};
const Query<void(Id, Id, std::string_view, std::string_view, std::int64_t, std::string_view, std::string_view, Instant, Id)> insert_copy{
    "insert into document (id, account_id, file_name, media_type, bytes, sha256, place, created_at, copied_from) "
    "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
const Query<Document(Id)> select_document{
    "select id, account_id, file_name, media_type, bytes, sha256, place, created_at from document where id = $1"};
const Query<Document(std::string_view)> select_of_place{
    "select id, account_id, file_name, media_type, bytes, sha256, place, created_at from document where place = $1 and copied_from = 0"};
const Query<void(Id)> delete_document{"delete from document where id = $1"};
/// In two halves, because each has an index of its own.
const Query<int(std::string_view)> select_place{"select 1 from document where place = $1 and copied_from = 0 "
                                                "union all select 1 from document where place = $1 and copied_from <> 0 limit 1"};

} // namespace

void Store::add(const Document& document) {
    tx_.run(insert_document, document.id, document.account, document.file_name, document.media_type, document.bytes, document.sha256,
            document.place, document.created_at);
}

void Store::add_copy(const Document& document, Id of) {
    tx_.run(insert_copy, document.id, document.account, document.file_name, document.media_type, document.bytes, document.sha256,
            document.place, document.created_at, of);
}

std::optional<Document> Store::with_id(Id id) {
    return tx_.one(select_document, id);
}

std::optional<Document> Store::with_place(std::string_view place) {
    return tx_.one(select_of_place, place);
}

void Store::remove(Id id) {
    tx_.run(delete_document, id);
}

bool Store::names(std::string_view place) {
    return tx_.one(select_place, place).has_value();
}

} // namespace motcua::document
