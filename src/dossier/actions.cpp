#include "dossier/actions.hpp"

#include "base/crypto.hpp"
#include "dossier/perform.hpp"
#include "dossier/reuse.hpp"
#include "dossier/store.hpp"
#include "opinion/actions.hpp"

#include <fmt/format.h>

namespace motcua::dossier {

Result<Dossier> refuse_it(const Work& work, const Target& target, const Grounds& grounds) {
    return perform(work, target, Action::refusal,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return refuse_it(dossier, frame, grounds); });
}

Result<Dossier> request_supplement(const Work& work, const Target& target, const SupplementRequest& request) {
    return perform(work, target, Action::supplement_request,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return request_supplement(dossier, frame, request); });
}

Result<Dossier> supplement(const Work& work, const Target& target, std::string_view note, const std::vector<PaperLink>& papers) {
    return perform(work, target, Action::supplement, [&](Store& store, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        auto effect = TRY(supplement(dossier, frame, note, papers.size()));
        for (const auto& paper : papers) {
            if (!store.may_attach(paper.document, work.actor.account)) return refuse_field("file", "dossier.paper_not_yours");
            store.add_paper(dossier, paper.document, paper.part, "supplement", frame.now);
        }
        const auto& asked = dossier.linked_by.empty() ? dossier.procedure : dossier.linked_by;
        TRY(note_reuse(store.tx(), work, asked, dossier.code, papers, effect));
        return effect;
    });
}

Result<Dossier> request_fee(const Work& work, const Target& target, Money amount, std::string_view reason) {
    return perform(work, target, Action::fee_request,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return request_fee(dossier, frame, amount, reason); });
}

Result<Dossier> settle_fee(const Work& work, const Target& target, std::string_view receipt_number) {
    return perform(work, target, Action::fee_settlement,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return settle_fee(dossier, frame, receipt_number); });
}

Result<Dossier> apologise(const Work& work, const Target& target, Day new_day, std::string_view reason) {
    return perform(work, target, Action::apology, [&](Store& store, Dossier& dossier, const Frame& frame) {
        return apologise(dossier, frame, new_day, reason, store.events_of(dossier, Action::apology));
    });
}

Result<Dossier> withdraw(const Work& work, const Target& target, std::string_view reason) {
    return perform_in_tx(work, target, Action::withdrawal, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) {
        opinion::close(tx, dossier.unit, dossier.id, frame.now);
        return withdraw(dossier, frame, reason);
    });
}

Result<Dossier> stop(const Work& work, const Target& target, const Grounds& grounds) {
    return perform_in_tx(work, target, Action::stop, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) {
        opinion::close(tx, dossier.unit, dossier.id, frame.now);
        return stop(dossier, frame, grounds);
    });
}

namespace {

void add_result(Store& store, const Work& work, const Dossier& dossier, Id document) {
    store.add_paper(dossier, document, "", "result", work.now);
    signature::ask(store.tx(), work.signing, work.law,
                   {.unit = dossier.unit,
                    .dossier = dossier.id,
                    .document = document,
                    .code = dossier.code,
                    .procedure = dossier.procedure,
                    .by_unit = dossier.resolver(),
                    .asked_by = work.actor.account,
                    .asked_at = work.now},
                   work.now);
}

} // namespace

Result<Dossier> resolve(const Work& work, const Target& target, const Outcome& outcome) {
    if (outcome.document != 0 && work.signing.keys && !work.signing.keys->empty())
        TRY(signature::check(work.database, work.signing, work.law, TRY(find(work, target.code)).resolver(), outcome.document));
    return perform_then(
        work, target, Action::result,
        [&](Store& store, Dossier& dossier, const Frame& frame) -> Result<Effect> {
            if (outcome.document != 0 && !work.actor.is_system() && !store.may_attach(outcome.document, work.actor.account))
                return refuse_field("file", "dossier.paper_not_yours");
            auto effect = TRY(resolve(dossier, frame, outcome));
            if (outcome.document != 0) add_result(store, work, dossier, outcome.document);
            return effect;
        },
        [](const Dossier& dossier) { return dossier.delivery == Delivery::electronic && dossier.result_electronic; }, Action::hand_over,
        [&](Store& store, Dossier& dossier, const Frame& frame) {
            return hand_out(store, work, dossier, frame, {dossier.owner.name, {}});
        });
}

Result<Dossier> correct(const Work& work, const Target& target, std::string_view what) {
    return perform(work, target, Action::correction,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return correct(dossier, frame, what); });
}

} // namespace motcua::dossier
