#include "dossier/perform.hpp"

#include "dossier/numbering.hpp"
#include "message/message.hpp"
#include "reception/continuation.hpp"

namespace motcua::dossier {

namespace {

void tell_citizen(db::Tx& tx, const Work& work, const Dossier& dossier, const Effect& effect) {
    if (effect.message.empty()) return;
    const auto* procedure = asked_by(work.law, dossier);
    message::tell(tx, {dossier.account, dossier.owner.phone, dossier.owner.email, work.locale}, effect.message,
                  {dossier.code, procedure ? procedure->short_name : dossier.procedure, effect.message_extra}, "/dossiers/" + dossier.code,
                  work.now);
}

Result<void> change_and_settle(db::Tx& tx, Store& store, const Work& work, Dossier& dossier, Action action, const ChangeInTx& change) {
    const auto from_state = word_of(dossier.state);
    const auto effect = TRY(change(tx, dossier, Frame{work.law, work.actor, work.now}));
    return settle(tx, store, work, dossier, action, from_state, effect);
}

} // namespace

Result<Dossier> taken_up(Store& store, const Work& work, const Target& target, Action action) {
    const auto unit = TRY(unit_of(work.law, target.code));
    auto found = store.with_code(unit, target.code);
    if (!found) return refuse(Kind::not_found, "dossier.not_found");
    if (auto allowed = can(work.actor, action, *found, work.law.units); !allowed) {
        if (action != Action::opinion || !store.was_asked(*found, work.actor, work.law.units))
            return std::unexpected(std::move(allowed.error()));
    }
    if (target.version != 0 && target.version != found->version) return refuse(Kind::conflict, "dossier.moved_meanwhile");
    return *std::move(found);
}

Result<Id> unit_of(const law::Law& law, std::string_view code) {
    const auto parts = parse_code(code);
    const auto* unit = parts ? reception::bearer_of(law.units, parts->identifier, parts->day) : nullptr;
    if (!unit) return refuse(Kind::not_found, "dossier.not_found");
    return unit->id;
}

Result<void> settle(db::Tx& tx, Store& store, const Work& work, Dossier& dossier, Action action, std::string_view from_state,
                    Effect effect) {
    if (action != Action::submission && !store.save(dossier)) return refuse(Kind::conflict, "dossier.moved_meanwhile");
    const auto hash_before = action == Action::submission ? std::string() : store.last_hash(dossier);
    if (owes_paper(action)) effect.details["paper_number"] = next_paper_number(tx, dossier.unit, action, work.now);
    store.add_event(dossier, event_of(dossier, action, from_state, work.actor, work.now, effect, hash_before));
    if (effect.counted_on.number != 0) indicator::count(tx, dossier.unit, effect.counted_on, dossier.procedure, effect.delta);
    tell_citizen(tx, work, dossier, effect);
    return {};
}

Result<Dossier> perform_in_tx(const Work& work, const Target& target, Action action, const ChangeInTx& change) {
    return work.database.write([&](db::Tx& tx) -> Result<Dossier> {
        Store store(tx, work.number_key);
        auto dossier = TRY(taken_up(store, work, target, action));
        TRY(change_and_settle(tx, store, work, dossier, action, change));
        return dossier;
    });
}

Result<Dossier> perform(const Work& work, const Target& target, Action action, const Change& change) {
    return perform_in_tx(work, target, action, [&](db::Tx& tx, Dossier& dossier, const Frame& frame) {
        Store store(tx, work.number_key);
        return change(store, dossier, frame);
    });
}

Result<Dossier> perform_then(const Work& work, const Target& target, Action action, const Change& change,
                             const std::function<bool(const Dossier&)>& goes_on, Action next_action, const Change& next) {
    return work.database.write([&](db::Tx& tx) -> Result<Dossier> {
        Store store(tx, work.number_key);
        const auto in_store = [&](const Change& inner) -> ChangeInTx {
            return [&store, &inner](db::Tx&, Dossier& dossier, const Frame& frame) { return inner(store, dossier, frame); };
        };
        auto dossier = TRY(taken_up(store, work, target, action));
        TRY(change_and_settle(tx, store, work, dossier, action, in_store(change)));
        if (goes_on(dossier)) TRY(change_and_settle(tx, store, work, dossier, next_action, in_store(next)));
        return dossier;
    });
}

} // namespace motcua::dossier
