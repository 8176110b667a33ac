#pragma once

#include "dossier/actions.hpp"
#include "dossier/store.hpp"
#include "html/components.hpp"
#include "visit/visit.hpp"

#include <optional>
#include <set>

/// A result on its way by post (bưu chính), as the history tells it. Private to this folder.
namespace motcua::dossier {

struct Parcel {
    std::string carrier;
    std::string waybill;
    Instant sent_at;
    enum class Standing { under_way, arrived, returned } standing = Standing::under_way;
    Instant since;      ///< of the standing
    std::string reason; ///< why it came back
};
/// The last one.
std::optional<Parcel> parcel_in(const std::vector<Event>& events);
bool is_under_way(Store& store, const Dossier& dossier);
/// Rows for the page of a dossier: with whom, under which number, how it stands.
void add_parcel(const visit::Visit& visit, const Folder& folder, html::SummaryList& facts);

/// The documents that were compared with their originals.
std::set<Id> checked_in(const std::vector<Event>& events);

} // namespace motcua::dossier
