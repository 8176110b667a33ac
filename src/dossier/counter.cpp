#include "dossier/parcel.hpp"
#include "dossier/perform.hpp"
#include "dossier/reuse.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

/// What is done at the counter with papers and results.
namespace motcua::dossier {

namespace {

/// A paper that the citizen brought, by the name of the part it stands for.
Result<Paper> brought(Store& store, const Dossier& dossier, Id document) {
    const auto events = store.events(dossier);
    const auto reused = reused_in(events);
    for (auto& paper : store.papers(dossier))
        if (paper.document == document && paper.kind != "result" && !reused.contains(document)) {
            if (checked_in(events).contains(document)) return refuse_field("document", "dossier.checked_already");
            return std::move(paper);
        }
    return refuse_field("document", "dossier.no_such_paper");
}

std::string part_name_of(const law::Law& law, const Dossier& dossier, const Paper& paper) {
    if (const auto* procedure = asked_by(law, dossier))
        for (const auto& part : procedure->parts)
            if (part.key == paper.part) return part.name;
    return paper.file_name;
}

} // namespace

Result<Effect> hand_out(Store& store, const Work& work, Dossier& dossier, const Frame& frame, HandOver given) {
    given.in_post = is_under_way(store, dossier);
    auto effect = TRY(hand_over(dossier, frame, given));
    wallet::keep_result(store.tx(), work.law, origin_of(dossier), dossier.result_document, frame.now);
    return effect;
}

Result<Dossier> hand_over(const Work& work, const Target& target, std::string_view to, std::string_view ground) {
    return perform(work, target, Action::hand_over, [&](Store& store, Dossier& dossier, const Frame& frame) {
        return hand_out(store, work, dossier, frame, {std::string(to), std::string(ground)});
    });
}

Result<Dossier> dispatch(const Work& work, const Target& target, const Posting& posting) {
    return perform(work, target, Action::dispatch, [&](Store& store, Dossier& dossier, const Frame& frame) {
        return dispatch(dossier, frame, posting, is_under_way(store, dossier));
    });
}

Result<Dossier> return_parcel(const Work& work, const Target& target, std::string_view reason) {
    return perform(work, target, Action::parcel_return, [&](Store& store, Dossier& dossier, const Frame& frame) {
        return return_parcel(dossier, frame, reason, is_under_way(store, dossier));
    });
}

Result<Dossier> check_paper(const Work& work, const Target& target, Id document) {
    return perform(work, target, Action::paper_check, [&](Store& store, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        const auto paper = TRY(brought(store, dossier, document));
        auto effect = TRY(check_paper(dossier, frame, {document, part_name_of(work.law, dossier, paper)}));
        auto origin = origin_of(dossier);
        origin.issued_by = dossier.lies_at();
        if (!dossier.linked_by.empty()) origin.procedure = dossier.linked_by;
        wallet::keep_checked(store.tx(), origin, document, paper.part, work.actor.name, frame.now);
        return effect;
    });
}

} // namespace motcua::dossier
