#pragma once

#include "dossier/actions.hpp"
#include "dossier/store.hpp"
#include "wallet/actions.hpp"

#include <map>

/// Papers of the citizen's own store in a dossier (tái sử dụng giấy tờ). Private to this folder.
namespace motcua::dossier {

wallet::Origin origin_of(const Dossier& dossier);

/// Says in the details of a submission or a supplement which of the papers come from the store: from which dossier and unit, and what for.
/// `procedure` is the one that asked for them. Refuses as wallet::send().
Result<void> note_reuse(db::Tx& tx, const Work& work, std::string_view procedure, std::string_view code,
                        const std::vector<PaperLink>& papers, Effect& effect);

/// The hand-over itself; what is electronic is in the citizen's store from now on.
Result<Effect> hand_out(Store& store, const Work& work, Dossier& dossier, const Frame& frame, HandOver given);

/// A paper that was taken from the store, as the history has it.
struct Reused {
    std::string name; ///< of the stored paper
    std::string from; ///< code of the dossier it comes from
    std::string unit; ///< that issued or checked it, by its name of the day
};
std::vector<Reused> reused_in(const boost::json::object& details);
/// By document, of the whole history.
std::map<Id, Reused> reused_in(const std::vector<Event>& events);

} // namespace motcua::dossier
