#include "base/text.hpp"
#include "dossier/changes.hpp"
#include "dossier/changing.hpp"
#include "dossier/perform.hpp"
#include "reception/competence.hpp"

#include <fmt/format.h>

/// Handing on (luân chuyển): two facts of two people, that one unit gave the dossier away and that the other one has it.
namespace motcua::dossier {

namespace {

constexpr std::size_t reason_limit = 2000;

std::string identifier_of(const law::Law& law, Id unit) {
    const auto* found = law.units.find(unit);
    return found ? found->identifier : "";
}

/// By the procedure of today, or, for a dossier of before, by its own.
bool may_be_handed_to(const Frame& frame, const Dossier& dossier, Id unit) {
    const auto today = local_day(frame.now);
    const auto* now = frame.law.procedures.find(dossier.procedure, today);
    const auto* then = frame.law.procedures.version(dossier.procedure, dossier.procedure_version);
    return (now && reception::may_be_handed_to(frame.law.units, *now, unit, today)) ||
           (then && reception::may_be_handed_to(frame.law.units, *then, unit, today));
}

Effect hand_on(Dossier& dossier, const Frame& frame, Id to, std::string reason) {
    Effect effect;
    effect.details = {{"from", identifier_of(frame.law, dossier.lies_at())},
                      {"from_name", unit_name(frame.law, dossier.lies_at())},
                      {"to", identifier_of(frame.law, to)},
                      {"to_name", unit_name(frame.law, to)},
                      {"reason", std::move(reason)}};
    dossier.resolving_unit = dossier.desk = to;
    dossier.in_transit = true;
    dossier.assignee = 0; // of the unit that gave it away
    effect.message = "dossier_transferred";
    effect.message_extra = unit_name(frame.law, to);
    return effect;
}

} // namespace

Result<Effect> transfer(Dossier& dossier, const Frame& frame, const Transfer& transfer) {
    if (transfer.to == 0 || transfer.to == dossier.lies_at()) return refuse_field("to", "dossier.choose_unit");
    if (transfer.to != dossier.unit && !may_be_handed_to(frame, dossier, transfer.to)) return refuse_field("to", "dossier.not_competent");
    auto reason = tidy_lines(transfer.reason);
    if (reason.empty()) return refuse_field("reason", "dossier.say_why");
    if (length(reason) > reason_limit) return refuse_field("reason", "dossier.too_long", {fmt::format("{}", reason_limit)});
    TRY(move(dossier, Action::transfer, frame));
    return hand_on(dossier, frame, transfer.to, std::move(reason));
}

Result<Effect> transfer_to_resolver(Dossier& dossier, const Frame& frame) {
    TRY(move(dossier, Action::transfer, frame));
    return hand_on(dossier, frame, dossier.resolver(), "");
}

Result<Effect> confirm_arrival(Dossier& dossier, const Frame& frame) {
    TRY(move(dossier, Action::transfer_receipt, frame));
    dossier.in_transit = false;
    Effect effect;
    effect.details = {{"at", identifier_of(frame.law, dossier.lies_at())}, {"at_name", unit_name(frame.law, dossier.lies_at())}};
    return effect;
}

Result<Dossier> transfer(const Work& work, const Target& target, const Transfer& to) {
    return perform(work, target, Action::transfer,
                   [&](Store&, Dossier& dossier, const Frame& frame) { return transfer(dossier, frame, to); });
}

Result<Dossier> confirm_arrival(const Work& work, const Target& target) {
    return perform(work, target, Action::transfer_receipt,
                   [](Store&, Dossier& dossier, const Frame& frame) { return confirm_arrival(dossier, frame); });
}

} // namespace motcua::dossier
