#include "wallet/actions.hpp"

#include "signature/actions.hpp"
#include "wallet/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::wallet {

namespace {

Item item_of(const Origin& origin, Id document, Instant now) {
    return {.id = new_id(now),
            .account = origin.account,
            .document = document,
            .unit = origin.unit,
            .dossier = origin.dossier,
            .code = origin.code,
            .procedure = origin.procedure,
            .issued_by = origin.issued_by,
            .issued_on = local_day(now),
            .added_at = now};
}

void set_kind(Item& item, const PaperKind& kind) {
    item.kind = kind.key;
    item.name = kind.name;
    item.valid_until = valid_until(kind, item.issued_on);
}

} // namespace

void keep_result(db::Tx& tx, const law::Law& law, const Origin& origin, Id document, Instant now) {
    const auto* procedure = law.procedures.version(origin.procedure, origin.procedure_version);
    if (origin.account == 0 || document == 0 || !procedure) return;
    auto item = item_of(origin, document, now);
    item.name = procedure->result_name.empty() ? procedure->short_name : procedure->result_name;
    if (const auto* kind = kind_of_result(*procedure)) set_kind(item, *kind);
    Store(tx).add(item);
}

bool keep_checked(db::Tx& tx, const Origin& origin, Id document, std::string_view part, std::string_view checked_by, Instant now) {
    const auto* kind = kind_of_part(origin.procedure, part);
    if (origin.account == 0 || !kind) return false;
    auto item = item_of(origin, document, now);
    set_kind(item, *kind);
    item.source = Source::checked;
    item.checked_by = checked_by;
    Store(tx).add(item);
    return true;
}

std::vector<Item> of_account(db::Tx& tx, Id account) {
    return Store(tx).of_account(account);
}

Result<Item> find(db::Tx& tx, Id account, Id item) {
    auto found = account == 0 ? std::nullopt : Store(tx).of(account, item);
    if (!found) return refuse(Kind::not_found, "wallet.not_found");
    return *std::move(found);
}

std::vector<Item> fitting(const std::vector<Item>& items, std::string_view procedure, std::string_view part, Day day) {
    std::vector<Item> fit;
    std::ranges::copy_if(items, std::back_inserter(fit), [&](const Item& item) {
        const auto* kind = paper_kind(item.kind);
        return kind && kind->fits(procedure, part) && item.valid_on(day);
    });
    return fit;
}

Result<document::Document> file_of(db::Tx& tx, const Item& item) {
    const auto signing = signature::of_document(tx, item.unit, item.dossier, item.document);
    const auto id = TRY(signature::to_give(signing, item.document, true));
    auto found = document::find(tx, id);
    if (!found) return refuse(Kind::not_found, "wallet.not_found");
    return *std::move(found);
}

Result<void> remove(db::Database& database, Id account, Id item, Instant now) {
    return database.write([&](db::Tx& tx) -> Result<void> {
        if (!Store(tx).remove(account, item, now)) return refuse(Kind::not_found, "wallet.not_found");
        return {};
    });
}

Result<document::Document> take(db::Tx& tx, Id account, Id item, const Purpose& purpose, Instant now) {
    const auto found = TRY(find(tx, account, item));
    const auto* kind = paper_kind(found.kind);
    if (!kind || !kind->fits(purpose.procedure, purpose.part)) return refuse_field(purpose.part, "wallet.does_not_fit");
    if (!found.valid_on(local_day(now))) return refuse_field(purpose.part, "wallet.expired", {vi_day(*found.valid_until)});
    const auto copy = document::copy(tx, TRY(file_of(tx, found)), account, now);
    Store(tx).add_use(account, {copy.id, found.id, purpose.procedure, purpose.part, now, {}, {}});
    return copy;
}

Result<std::optional<Sent>> send(db::Tx& tx, Id account, Id document, std::string_view procedure, std::string_view code, Instant now) {
    Store store(tx);
    auto use = account == 0 ? std::nullopt : store.use_of(account, document);
    if (!use) return std::nullopt;
    auto item = store.item_even_removed(account, use->item);
    if (!item) return std::nullopt;
    if (use->procedure != procedure) return refuse_field(use->part, "wallet.other_purpose");
    store.set_sent(document, code, now);
    return Sent{*std::move(use), *std::move(item)};
}

std::vector<Use> uses_of(db::Tx& tx, Id account) {
    return Store(tx).uses_of(account);
}

std::optional<Item> taken_from(db::Tx& tx, Id account, Id document) {
    Store store(tx);
    const auto use = store.use_of(account, document);
    return use ? store.item_even_removed(account, use->item) : std::nullopt;
}

} // namespace motcua::wallet
