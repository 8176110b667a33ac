#include "dossier/actions.hpp"

#include "base/crypto.hpp"
#include "digitising/actions.hpp"
#include "dossier/perform.hpp"
#include "dossier/store.hpp"
#include "opinion/actions.hpp"

namespace motcua::dossier {

namespace {

Folder folder_of(Store& store, Dossier dossier) {
    Folder folder;
    folder.answers = store.answers(dossier);
    folder.papers = store.papers(dossier);
    if (dossier.channel != procedure::Channel::online) folder.scans = digitising::of_dossier(store.tx(), dossier.unit, dossier.id);
    if (dossier.result_document != 0 || !folder.scans.empty())
        folder.signings = signature::of_dossier(store.tx(), dossier.unit, dossier.id);
    folder.events = store.events(dossier);
    folder.siblings = store.siblings(dossier);
    folder.dossier = std::move(dossier);
    return folder;
}

Result<Dossier> readable(db::Tx& tx, Store& store, const Work& work, std::string_view code) {
    const auto unit = TRY(unit_of(work.law, code));
    auto found = store.with_code(unit, code);
    if (!found) return refuse(Kind::not_found, "dossier.not_found");
    if (auto allowed = can_read(work.actor, *found, work.law.units);
        !allowed && !opinion::was_asked(tx, found->unit, found->id, work.actor, work.law.units))
        return std::unexpected(std::move(allowed.error()));
    return *std::move(found);
}

} // namespace

std::optional<signature::Signing> Folder::signing_of(Id document) const {
    for (const auto& signing : signings)
        if (signing.document == document) return signing;
    return std::nullopt;
}

Result<Folder> open(const Work& work, std::string_view code) {
    bool noted = true;
    auto folder = work.database.read([&](db::Tx& tx) -> Result<Folder> {
        Store store(tx, work.number_key);
        auto dossier = TRY(readable(tx, store, work, code));
        const bool own = work.actor.account == dossier.account;
        noted = own || work.actor.is_system() || store.read_today(dossier, work.actor.account, local_day(work.now));
        auto all = folder_of(store, std::move(dossier));
        all.opinions = opinion::of_dossier(tx, all.dossier.unit, all.dossier.id);
        return all;
    });
    if (folder && !noted) {
        TRY(work.database.write([&](db::Tx& tx) -> Result<void> {
            Store(tx, work.number_key).note_reading(folder->dossier, work.actor, work.now);
            return {};
        }));
    }
    return folder;
}

Result<Dossier> find(const Work& work, std::string_view code) {
    return work.database.read([&](db::Tx& tx) {
        Store store(tx, work.number_key);
        return readable(tx, store, work, code);
    });
}

Result<Folder> track(db::Database& database, const law::Law& law, std::string_view number_key, std::string_view code,
                     std::string_view secret) {
    if (!crypto::equal(tracking_secret(number_key, code), secret)) return refuse(Kind::not_found, "dossier.not_found");
    const auto unit = TRY(unit_of(law, code));
    return database.read([&](db::Tx& tx) -> Result<Folder> {
        Store store(tx, number_key);
        auto dossier = store.with_code(unit, code);
        if (!dossier) return refuse(Kind::not_found, "dossier.not_found");
        return folder_of(store, *std::move(dossier));
    });
}

std::vector<Reading> readings(db::Database& database, const Dossier& dossier) {
    return database.read([&](db::Tx& tx) { return Store(tx, {}).readings(dossier); });
}

Result<Page> list(db::Database& database, const ListFilter& filter, std::string_view after, int limit) {
    return database.read([&](db::Tx& tx) { return list_page(tx, filter, after, limit); });
}

std::vector<Line> of_account(db::Database& database, Id account, int limit) {
    return database.read([&](db::Tx& tx) { return Store(tx, {}).of_account(account, limit); });
}

std::vector<StateCount> waiting(db::Database& database, const std::vector<Id>& units, Instant now) {
    return database.read([&](db::Tx& tx) { return count_waiting(tx, units, now); });
}

std::vector<UnitLoad> loads(db::Database& database, const std::vector<Id>& units, Instant now, Instant day_ends, Instant near_ends) {
    return database.read([&](db::Tx& tx) { return count_loads(tx, units, now, day_ends, near_ends); });
}

} // namespace motcua::dossier
