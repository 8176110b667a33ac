#pragma once

#include "dossier/perform.hpp"

/// Dossiers that come together: the children of a linked procedure (liên thông), and what one person brings in one visit (nhóm hồ sơ).
/// Private to this folder.
namespace motcua::dossier {

/// The facts of every dossier that a submission makes, under one request when there are several. Field errors on `together`:
/// `dossier.counter_only`, `dossier.unknown_procedure`, `dossier.linked_alone` (a linked procedure is a request of its own).
Result<std::vector<SubmissionFacts>> facts_of(const Work& work, const Submission& submission);

/// Accepts a dossier just read or made, and hands it on when another unit is competent. `quietly`: the citizen hears of it already.
Result<void> accept_and_route(db::Tx& tx, Store& store, const Work& work, Dossier& dossier, bool quietly);

} // namespace motcua::dossier
