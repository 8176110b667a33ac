#pragma once

#include "dossier/actions.hpp"
#include "dossier/store.hpp"

#include <functional>

/// How every action runs: read, compare the version, ask can(), change, save, record, count, tell — in one transaction.
/// Private to this folder.
namespace motcua::dossier {

using Change = std::function<Result<Effect>(Store&, Dossier&, const Frame&)>;
using ChangeInTx = std::function<Result<Effect>(db::Tx&, Dossier&, const Frame&)>;

Result<Dossier> perform(const Work& work, const Target& target, Action action, const Change& change);
/// For changes that must look beyond the dossier's own tables.
Result<Dossier> perform_in_tx(const Work& work, const Target& target, Action action, const ChangeInTx& change);
/// A second action by the same person in the same transaction, when the first one leads there by itself.
Result<Dossier> perform_then(const Work& work, const Target& target, Action action, const Change& change,
                             const std::function<bool(const Dossier&)>& goes_on, Action next_action, const Change& next);

/// The dossier as it is now, when the person may act on it and saw this version.
Result<Dossier> taken_up(Store& store, const Work& work, const Target& target, Action action);

/// Saves what a change did: row (unless it is new), event, counters, message.
Result<void> settle(db::Tx& tx, Store& store, const Work& work, Dossier& dossier, Action action, std::string_view from_state,
                    Effect effect);

/// The unit that a code belongs to, so that one shard is asked. Kind::not_found.
Result<Id> unit_of(const law::Law& law, std::string_view code);

} // namespace motcua::dossier
