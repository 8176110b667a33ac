#include "account/actions.hpp"
#include "document/document.hpp"
#include "pades/signing.hpp"
#include "signature/actions.hpp"
#include "signature/store.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace motcua::signature {

namespace {

/// The person's own signature first, as on paper, then the unit's over it.
std::vector<pades::Key> keys_for(const Workshop& workshop, const law::Law& law, const Signing& signing) {
    std::vector<pades::Key> keys;
    const auto account = workshop.database.read([&](db::Tx& tx) { return account::find(tx, workshop.number_key, signing.asked_by); });
    const auto* person = account ? workshop.means.keys->of_person(account->login) : nullptr;
    const auto* unit = key_of(workshop.means, law, signing.by_unit);
    if (!unit) throw std::runtime_error("there is no key for this unit any more");
    for (const auto* source : {person, unit})
        if (source) keys.push_back(pades::Key::open(*source));
    return keys;
}

pades::Signing words_for(const law::Law& law, const Signing& signing) {
    const auto* procedure = law.procedures.find(signing.procedure, local_day(signing.asked_at));
    const auto* unit = law.units.find(signing.by_unit);
    return {signing.asked_at, fmt::format("{} · {}", signing.code, procedure ? procedure->short_name : signing.procedure),
            unit ? unit->full_name : std::string()};
}

/// What the job is known by whoever asks again: the same document, the same bytes.
std::string correlation_of(const Signing& signing, const document::Document& document) {
    return fmt::format("signature/{}/{}/{}", signing.dossier, signing.document, document.sha256);
}

/// The signed bytes lie under their key when this returns; an answer that was lost is found there again.
Result<void> make_once(const Workshop& workshop, const law::Law& law, const Signing& signing, const document::Document& document) {
    const auto correlation = correlation_of(signing, document);
    if (document::made(workshop.means.papers, correlation)) return {};
    auto bytes = document::read(document, workshop.means.papers);
    for (const auto& key : keys_for(workshop, law, signing)) bytes = TRY(pades::signed_pdf(bytes, key, words_for(law, signing)));
    document::make(workshop.means.papers, correlation, bytes);
    return {};
}

void save(db::Database& database, const Signing& signing) {
    (void)database.write([&](db::Tx& tx) -> Result<void> {
        Store(tx).save(signing);
        return {};
    });
}

/// Writes down what lies under the key: who signed is read from the document itself.
void record(const Workshop& workshop, Signing signing, const document::Document& document, Instant now) {
    const auto correlation = correlation_of(signing, document);
    const auto checked = pades::check_signatures(document::made(workshop.means.papers, correlation).value());
    (void)workshop.database.write([&](db::Tx& tx) -> Result<void> {
        Store store(tx);
        const auto kept = document::record(tx, workshop.means.papers, correlation, document.file_name, document.media_type, now);
        signing.state = State::signed_;
        signing.reason.clear();
        signing.signed_document = kept.id;
        signing.signed_sha256 = kept.sha256;
        signing.signed_at = now;
        signing.signed_by.clear();
        for (const auto& one : checked) {
            if (!one.certificate || one.end <= static_cast<std::size_t>(document.bytes)) continue; // it came with the document
            store.remember(*one.certificate, now);
            signing.signed_by += (signing.signed_by.empty() ? "" : ", ") + one.certificate->name;
        }
        store.save(signing);
        return {};
    });
}

} // namespace

void sign(const Workshop& workshop, const law::Law& law, Id unit, Id dossier, Id document, Instant now) {
    auto signing = workshop.database.read([&](db::Tx& tx) { return Store(tx).of(unit, dossier, document); });
    const auto original = workshop.database.read([&](db::Tx& tx) { return document::find(tx, document); });
    if (!signing || !original || signing->state != State::waiting) return;
    try {
        const auto made = make_once(workshop, law, *signing, *original);
        if (made) return record(workshop, *signing, *original, now);
        signing->state = State::failed;
        signing->reason = made.error().code;
        save(workshop.database, *signing);
    } catch (...) {
        signing->reason = "signature.key_away";
        save(workshop.database, *signing);
        throw;
    }
}

} // namespace motcua::signature
