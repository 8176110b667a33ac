#include "signature/store.hpp"

namespace motcua::signature {

namespace {

using db::Query;

struct Row {
    Id unit, dossier, document;
    std::string code, procedure;
    Id by_unit;
    std::string state;
    Id asked_by;
    Instant asked_at;
    std::string reason;
    Id signed_document;
    std::string signed_sha256, signed_by;
    std::optional<Instant> signed_at;
};

#define SIGNING_COLUMNS                                                                                                                    \
    "unit_id, dossier_id, document_id, code, procedure, by_unit, state, asked_by, asked_at, reason, signed_document, signed_sha256, "      \
    "signed_by, "                                                                                                                          \
    "signed_at"

const Query<void(Id, Id, Id, std::string_view, std::string_view, Id, Id, Instant)> insert_signing{
    "insert into signing (unit_id, dossier_id, document_id, code, procedure, by_unit, state, asked_by, asked_at) "
    "values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8) on conflict do nothing"};
const Query<Row(Id, Id, Id)> select_signing{"select " SIGNING_COLUMNS
                                            " from signing where unit_id = $1 and dossier_id = $2 and document_id = $3"};
const Query<Row(Id, Id)> select_of_dossier{"select " SIGNING_COLUMNS " from signing where unit_id = $1 and dossier_id = $2"};
const Query<Row(std::string_view)> select_by_sha256{"select " SIGNING_COLUMNS
                                                    " from signing where signed_sha256 = $1 and signed_sha256 <> '' limit 1"};
const Query<void(Id, Id, Id, std::string_view, std::string_view, Id, std::string_view, std::string_view, std::optional<Instant>)>
    update_signing{"update signing set state = $4, reason = $5, signed_document = $6, signed_sha256 = $7, signed_by = $8, signed_at = $9 "
                   "where unit_id = $1 and dossier_id = $2 and document_id = $3 and state <> 'signed'"};

const Query<void(std::string_view, db::Bytes, std::string_view, std::string_view, Instant, Instant, Instant)> insert_signer{
    "insert into signer (fingerprint, certificate, name, organisation, valid_from, valid_until, first_used_at) "
    "values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"};
const Query<Signer(std::string_view)> select_signer{
    "select fingerprint, name, organisation, valid_from, valid_until, first_used_at, withdrawn_at from signer where fingerprint = $1"};
const Query<Signer()> select_signers{
    "select fingerprint, name, organisation, valid_from, valid_until, first_used_at, withdrawn_at from signer "
    "order by first_used_at, fingerprint"};
const Query<void(std::string_view, Instant)> update_withdrawn{
    "update signer set withdrawn_at = $2 where fingerprint = $1 and (withdrawn_at is null or withdrawn_at > $2)"};

Signing signing_of(Row row) {
    return {row.unit,
            row.dossier,
            row.document,
            std::move(row.code),
            std::move(row.procedure),
            row.by_unit,
            from_word<State>(row.state).value(),
            row.asked_by,
            row.asked_at,
            std::move(row.reason),
            row.signed_document,
            std::move(row.signed_sha256),
            std::move(row.signed_by),
            row.signed_at};
}

std::optional<Signing> signing_of(std::optional<Row> row) {
    return row ? std::optional(signing_of(*std::move(row))) : std::nullopt;
}

} // namespace

bool Store::add(const Signing& signing) {
    return tx_.run(insert_signing, signing.unit, signing.dossier, signing.document, signing.code, signing.procedure, signing.by_unit,
                   signing.asked_by, signing.asked_at) > 0;
}

std::optional<Signing> Store::of(Id unit, Id dossier, Id document) {
    return signing_of(tx_.one(select_signing, unit, dossier, document));
}

std::vector<Signing> Store::of_dossier(Id unit, Id dossier) {
    std::vector<Signing> all;
    for (auto& row : tx_.all(select_of_dossier, unit, dossier)) all.push_back(signing_of(std::move(row)));
    return all;
}

std::optional<Signing> Store::with_sha256(std::string_view sha256) {
    return signing_of(tx_.one(select_by_sha256, sha256));
}

void Store::save(const Signing& signing) {
    tx_.run(update_signing, signing.unit, signing.dossier, signing.document, word_of(signing.state), signing.reason,
            signing.signed_document, signing.signed_sha256, signing.signed_by, signing.signed_at);
}

void Store::remember(const pades::Certificate& certificate, Instant now) {
    tx_.run(insert_signer, certificate.fingerprint, db::Bytes{certificate.der}, certificate.name, certificate.organisation,
            certificate.valid_from, certificate.valid_until, now);
}

std::optional<Signer> Store::signer(std::string_view fingerprint) {
    return tx_.one(select_signer, fingerprint);
}

std::vector<Signer> Store::signers() {
    return tx_.all(select_signers);
}

bool Store::withdraw(std::string_view fingerprint, Instant from) {
    return tx_.run(update_withdrawn, fingerprint, from) > 0;
}

} // namespace motcua::signature
