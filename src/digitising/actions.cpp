#include "digitising/actions.hpp"

#include "digitising/pictures.hpp"
#include "digitising/store.hpp"
#include "document/document.hpp"

namespace motcua::digitising {

namespace {

struct Sorted {
    std::vector<Id> kept;
    std::vector<document::Document> pictures;
};

Sorted sorted(db::Tx& tx, const std::vector<Id>& documents, Id account) {
    Sorted sorted;
    for (const auto id : documents) {
        auto found = document::find(tx, id);
        const bool picture = found && found->account == account && found->media_type.starts_with("image/");
        if (picture)
            sorted.pictures.push_back(*std::move(found));
        else
            sorted.kept.push_back(id);
    }
    return sorted;
}

} // namespace

void add(db::Tx& tx, const Scan& scan) {
    Store(tx).add(scan);
}

std::vector<Scan> of_dossier(db::Tx& tx, Id unit, Id dossier) {
    return Store(tx).of_dossier(unit, dossier);
}

std::vector<Id> bound(db::Database& database, const std::filesystem::path& papers, const std::vector<Id>& documents,
                      const account::Actor& actor, Instant now) {
    auto [kept, pictures] = database.read([&](db::Tx& tx) { return sorted(tx, documents, actor.account); });
    if (pictures.empty()) return documents;
    std::vector<std::string> bytes;
    for (const auto& picture : pictures) bytes.push_back(document::read(picture, papers));
    const auto pdf = pdf_of(bytes, now);
    if (!pdf) return documents;
    // The pictures stay files of the clerk's until somebody forgets them: a retry of a refused action still finds them.
    const auto made = database.write([&](db::Tx& tx) -> Result<document::Document> {
        return document::keep_made(tx, papers, std::filesystem::path(pictures.front().file_name).stem().string() + ".pdf",
                                   "application/pdf", *pdf, now, actor.account);
    });
    kept.push_back(made->id);
    return kept;
}

} // namespace motcua::digitising
