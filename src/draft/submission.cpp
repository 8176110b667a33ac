#include "account/actions.hpp"
#include "draft/changing.hpp"

#include <fmt/format.h>

/// From draft to dossier. The dossier is made by its own transaction; before it, the draft is closed, so that nothing changes meanwhile and
/// sending again after a crash asks for the same dossier under the same key.
namespace motcua::draft {

namespace {

struct Closed {
    Draft draft;
    dossier::Owner owner;
};

Result<Closed> close(const Work& work, Id id) {
    return work.database.write([&](db::Tx& tx) -> Result<Closed> {
        auto draft = TRY(own(tx, work, id));
        const auto ground = TRY(ground_of(work.law, draft.procedure, local_day(work.now)));
        const auto account = account::find(tx, work.number_key, draft.account);
        dossier::Owner owner{work.actor.name};
        if (account) owner = {account->name, account->citizen_number, account->phone, account->email, account->address};
        if (!draft.open()) return Closed{std::move(draft), std::move(owner)};
        if (auto gap = first_gap(draft, ground)) return refuse_fields(std::move(gap->errors));
        draft.sending = true;
        Store(tx, work.number_key).save(draft);
        return Closed{std::move(draft), std::move(owner)};
    });
}

/// Sent: the answers now stand in the dossier and nowhere else. Not sent: the draft is open again.
void settle(const Work& work, Draft draft, const std::string& code) {
    (void)work.database.write([&](db::Tx& tx) -> Result<void> {
        Store store(tx, work.number_key);
        draft.sending = false;
        draft.dossier = code;
        if (draft.sent()) {
            draft.answers.clear();
            store.remove_papers(draft.id);
        }
        store.save(draft);
        return {};
    });
}

dossier::Submission submission_of(const Closed& closed) {
    const auto& draft = closed.draft;
    dossier::Submission submission{.facts = {.procedure = draft.procedure,
                                             .unit = draft.unit,
                                             .channel = procedure::Channel::online,
                                             .owner = closed.owner,
                                             .account = draft.account,
                                             .delivery = draft.delivery.value_or(dossier::Delivery::electronic)},
                                   .answers = draft.answers,
                                   .idempotency_key = fmt::format("draft-{}", draft.id)};
    for (const auto& paper : draft.papers) submission.papers.push_back({paper.part, paper.document});
    return submission;
}

} // namespace

Result<std::string> submit(const Work& work, Id id) {
    const auto closed = TRY(close(work, id));
    if (closed.draft.sent()) return closed.draft.dossier;
    const auto submitted = dossier::submit(work, submission_of(closed));
    settle(work, closed.draft, submitted ? submitted->dossier.code : "");
    if (!submitted) return std::unexpected(submitted.error());
    return submitted->dossier.code;
}

} // namespace motcua::draft
