#pragma once

#include "document/document.hpp"
#include "dossier/actions.hpp"
#include "draft/draft.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a citizen does with a draft, one transaction each. All refuse with Kind::not_found `draft.not_found` (also somebody else's, and
/// one that is too old), with Kind::conflict `draft.already_sent` once it was sent or is being sent, and with what ground_of() refuses.
namespace motcua::draft {

using Work = dossier::Work;

/// A new draft, filled in beforehand from the account. Refusals: Kind::conflict `draft.too_many`.
Result<Draft> begin(const Work& work, std::string_view procedure);
/// The draft as it stands, sent or not.
Result<Draft> open(const Work& work, Id draft);

/// Where the dossier shall go. Field error `draft.unit_needed` on `unit` when it may not receive this procedure.
Result<Draft> choose_unit(const Work& work, Id draft, Id unit);
/// What was typed on the page of a question. Field errors as of form::check; then nothing is saved. Kind::not_found `draft.no_question`.
Result<Draft> answer(const Work& work, Id draft, std::string_view question, const form::Typed& typed);
Result<Draft> choose_delivery(const Work& work, Id draft, std::optional<dossier::Delivery> delivery);

/// Keeps an upload as a paper of a part, in place of another one when `instead_of` is not 0. Field errors on the part's key: those of
/// document::keep, `draft.papers_too_large`, `draft.papers_too_many`. Kind::not_found `draft.no_part`, `draft.no_paper`.
struct Upload {
    std::string part;
    const http::Upload& file;
    Id instead_of = 0;
};
Result<Draft> bring(const Work& work, const std::filesystem::path& papers, Id draft, const Upload& upload);
Result<Draft> take_back(const Work& work, Id draft, Id document);
/// Takes a paper of the citizen's own store for a part. Refuses as bring() does, and as wallet::take().
Result<Draft> take(const Work& work, Id draft, const std::string& part, Id item);

/// Sends it: the code of the dossier. Twice gives the same dossier. Field errors of the first page on which something is missing, and
/// those of dossier::submit.
Result<std::string> submit(const Work& work, Id draft);
Result<void> discard(const Work& work, Id draft);

/// An own draft in a list, newest first; without those that were sent.
struct Line {
    Id id;
    std::string procedure;
    Id unit;
    int sending;
    Instant updated_at;
};
std::vector<Line> of_account(const Work& work);

/// The unit that most likely is meant: the one chosen last, else the one the account's address lies in; 0 for none.
Id suggested_unit(const Work& work, const Draft& draft);

/// Drafts that nobody touched for their lifetime, with their papers, at most `limit` at once. Returns how many went.
int sweep(db::Database& database, Instant now, int limit = 500);

} // namespace motcua::draft
