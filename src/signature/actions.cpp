#include "signature/actions.hpp"

#include "document/document.hpp"
#include "jobs/jobs.hpp"
#include "pades/signing.hpp"
#include "signature/store.hpp"

#include <fmt/format.h>

namespace motcua::signature {

namespace {

constexpr std::string_view pdf = "application/pdf";

std::vector<std::string> identifiers_from(const law::Law& law, Id unit) {
    std::vector<std::string> nearest_first;
    for (const auto* one : law.units.path(unit)) nearest_first.insert(nearest_first.begin(), one->identifier);
    return nearest_first;
}

void queue(db::Tx& tx, Id unit, Id dossier, Id document, Instant now, std::string_view unique_key) {
    jobs::enqueue(tx, "signature.sign", fmt::format(R"({{"unit":"{}","dossier":"{}","document":"{}"}})", unit, dossier, document), now,
                  unique_key);
}

} // namespace

const pades::KeySource* key_of(const Means& means, const law::Law& law, Id unit) {
    return means.keys && !means.keys->empty() ? means.keys->of_unit(identifiers_from(law, unit)) : nullptr;
}

Result<void> check(db::Database& database, const Means& means, const law::Law& law, Id unit, Id document) {
    if (document == 0 || !key_of(means, law, unit)) return {};
    const auto found = database.read([&](db::Tx& tx) { return document::find(tx, document); });
    if (!found) return {}; // whose it is, is asked elsewhere
    if (found->media_type != pdf) return refuse_field("file", "signature.pdf_only");
    const auto fits = pades::signable(document::read(*found, means.papers));
    return fits ? Result<void>() : refuse_field("file", fits.error().code);
}

void ask(db::Tx& tx, const Means& means, const law::Law& law, const Signing& signing, Instant now) {
    if (!key_of(means, law, signing.by_unit) || !Store(tx).add(signing)) return;
    queue(tx, signing.unit, signing.dossier, signing.document, now, fmt::format("signature/{}/{}", signing.dossier, signing.document));
}

Result<void> ask_again(db::Tx& tx, Id unit, Id dossier, Id document, Instant now) {
    const auto signing = Store(tx).of(unit, dossier, document);
    if (!signing || signing->state != State::waiting) return refuse(Kind::conflict, "signature.nothing_waits");
    queue(tx, unit, dossier, document, now, {});
    return {};
}

std::vector<Signing> of_dossier(db::Tx& tx, Id unit, Id dossier) {
    return Store(tx).of_dossier(unit, dossier);
}

std::optional<Signing> of_document(db::Tx& tx, Id unit, Id dossier, Id document) {
    return Store(tx).of(unit, dossier, document);
}

std::string signed_if_possible(db::Tx& tx, const Means& means, const law::Law& law, Id unit, std::string bytes, Instant now) {
    const auto* source = key_of(means, law, unit);
    if (!source) return bytes;
    const auto key = pades::Key::open(*source);
    const auto done = pades::signed_pdf(bytes, key, {now, {}, {}});
    if (!done) return bytes;
    Store(tx).remember(key.certificate(), now);
    return *done;
}

std::vector<Signer> signers(db::Tx& tx) {
    return Store(tx).signers();
}

Result<void> withdraw(db::Tx& tx, std::string_view fingerprint, Instant from) {
    if (!Store(tx).withdraw(fingerprint, from)) return refuse(Kind::not_found, "signature.unknown_signer");
    return {};
}

} // namespace motcua::signature
