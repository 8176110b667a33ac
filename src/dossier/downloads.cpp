#include "account/holders.hpp"
#include "document/document.hpp"
#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "reception/continuation.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

http::Response download_paper(const visit::Visit& visit) {
    const auto folder = open(work_of(visit), visit.value("code"));
    if (!folder) return visit.refuse(folder.error());
    for (const auto& candidate : folder->papers) {
        if (fmt::format("{}", candidate.document) != visit.value("document")) continue;
        const bool own = folder->dossier.account == visit.actor.account;
        const auto id = signature::to_give(folder->signing_of(candidate.document), candidate.document, own);
        if (!id) return visit.refuse(id.error());
        const auto found = visit.services.database.read([&](db::Tx& tx) { return document::find(tx, *id); });
        if (found) return document::download(*found, visit.services.papers);
    }
    return visit.refuse({Kind::not_found, "dossier.not_found", {}, {}});
}

std::vector<account::Holder> officers_for(const visit::Visit& visit, const Dossier& dossier) {
    const auto& tree = visit.law->units;
    const auto* step = step_of(*visit.law, dossier);
    const auto place = unit_of_step(*visit.law, dossier, local_day(visit.now));
    auto role = account::Role::officer; // a dossier that waits for the signature may still be given back to an officer
    if (step && place != dossier.lies_at()) role = from_word<account::Role>(step->role).value_or(role);
    std::vector<Id> units; // the nearest office first, and that which continues it
    for (const auto desk : {place, reception::continuing(tree, place)})
        for (const auto* unit : tree.path(desk))
            if (std::find(units.begin(), units.end(), unit->id) == units.end()) units.insert(units.begin(), unit->id);
    return visit.services.database.read([&](db::Tx& tx) { return account::holders(tx, role, units, visit.now); });
}

} // namespace motcua::dossier
