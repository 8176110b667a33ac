#pragma once

#include "draft/actions.hpp"
#include "draft/store.hpp"

/// How a draft is changed: read, look whether it may be, change, write, in one transaction. Private to this folder.
namespace motcua::draft {

/// The draft `id` of the one who works, not older than its lifetime; else `draft.not_found`.
inline Result<Draft> own(db::Tx& tx, const Work& work, Id id) {
    auto draft = Store(tx, work.number_key).of(id, work.actor.account);
    if (!draft || draft->updated_at < work.now - lifetime_ms) return refuse(Kind::not_found, "draft.not_found");
    return *std::move(draft);
}

struct Changing {
    Draft& draft;
    const Ground& ground;
    Store& store;
    db::Tx& tx;
};

/// `what(Changing&) -> Result<void>`. From then on the draft stands under today's law.
template <class What>
Result<Draft> change(const Work& work, Id id, What&& what) {
    return work.database.write([&](db::Tx& tx) -> Result<Draft> {
        auto draft = TRY(own(tx, work, id));
        if (!draft.open()) return refuse(Kind::conflict, "draft.already_sent");
        const auto ground = TRY(ground_of(work.law, draft.procedure, local_day(work.now)));
        Store store(tx, work.number_key);
        Changing changing{draft, ground, store, tx};
        TRY(what(changing));
        draft.procedure_version = ground.procedure->version;
        draft.form = ground.procedure->form;
        draft.form_version = ground.form ? ground.form->version : 0;
        draft.updated_at = work.now;
        store.save(draft);
        return draft;
    });
}

} // namespace motcua::draft
