#include "wallet/store.hpp"

namespace motcua::wallet {

namespace {

using db::Query;

#define ITEM_COLUMNS                                                                                                                       \
    "w.id, w.account_id, w.document_id, w.kind, w.name, w.source, w.unit_id, w.dossier_id, w.code, w.procedure, w.issued_by, "             \
    "w.issued_on, w.valid_until, w.checked_by, w.added_at, d.file_name, d.media_type, d.bytes "                                            \
    "from wallet_item w join document d on d.id = w.document_id "

const Query<void(Id, Id, Id, std::string_view, std::string_view, Source, Id, Id, std::string_view, std::string_view, Id, Day,
                 std::optional<Day>, std::string_view, Instant)>
    insert_item{
        "insert into wallet_item (account_id, id, document_id, kind, name, source, unit_id, dossier_id, code, procedure, issued_by, "
        "issued_on, valid_until, checked_by, added_at, removed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15, null) on conflict (account_id, document_id) do nothing"};
const Query<Item(Id, Id)> select_item{"select " ITEM_COLUMNS "where w.account_id = $1 and w.id = $2 and w.removed_at is null"};
const Query<Item(Id, Id)> select_any_item{"select " ITEM_COLUMNS "where w.account_id = $1 and w.id = $2"};
const Query<Item(Id)> select_items{"select " ITEM_COLUMNS
                                   "where w.account_id = $1 and w.removed_at is null order by w.issued_on desc, w.id desc limit 200"};
const Query<void(Instant, Id, Id)> remove_item{
    "update wallet_item set removed_at = $1 where account_id = $2 and id = $3 and removed_at is null"};

const Query<void(Id, Id, Id, std::string_view, std::string_view, Instant)> insert_use{
    "insert into wallet_use (document_id, account_id, item_id, procedure, part, taken_at, used_in, used_at) "
    "values ($1, $2, $3, $4, $5, $6, '', null)"};
const Query<Use(Id, Id)> select_use{"select document_id, item_id, procedure, part, taken_at, used_in, used_at from wallet_use "
                                    "where document_id = $1 and account_id = $2"};
const Query<Use(Id)> select_uses{"select document_id, item_id, procedure, part, taken_at, used_in, used_at from wallet_use "
                                 "where account_id = $1 and used_in <> '' order by used_at desc limit 500"};
const Query<void(std::string_view, Instant, Id)> update_use{
    "update wallet_use set used_in = $1, used_at = $2 where document_id = $3 and used_in = ''"};

} // namespace

void Store::add(const Item& i) {
    tx_.run(insert_item, i.account, i.id, i.document, i.kind, i.name, i.source, i.unit, i.dossier, i.code, i.procedure, i.issued_by,
            i.issued_on, i.valid_until, i.checked_by, i.added_at);
}

std::optional<Item> Store::of(Id account, Id item) {
    return tx_.one(select_item, account, item);
}

std::optional<Item> Store::item_even_removed(Id account, Id item) {
    return tx_.one(select_any_item, account, item);
}

std::vector<Item> Store::of_account(Id account) {
    return tx_.all(select_items, account);
}

bool Store::remove(Id account, Id item, Instant now) {
    return tx_.run(remove_item, now, account, item) == 1;
}

void Store::add_use(Id account, const Use& use) {
    tx_.run(insert_use, use.document, account, use.item, use.procedure, use.part, use.taken_at);
}

std::optional<Use> Store::use_of(Id account, Id document) {
    return tx_.one(select_use, document, account);
}

std::vector<Use> Store::uses_of(Id account) {
    return tx_.all(select_uses, account);
}

void Store::set_sent(Id document, std::string_view code, Instant now) {
    tx_.run(update_use, code, now, document);
}

} // namespace motcua::wallet
