#include "draft/actions.hpp"

#include "account/actions.hpp"
#include "draft/changing.hpp"
#include "reception/competence.hpp"
#include "reception/deliveries.hpp"

namespace motcua::draft {

namespace {

constexpr int most_drafts = 50;

form::Person person_of(const std::optional<account::Account>& account) {
    if (!account) return {};
    return {account->name, account->citizen_number, account->phone, account->email, account->address};
}

std::vector<FieldError> unit_needed() {
    return {{"unit", "draft.unit_needed", {}}};
}

} // namespace

Result<Draft> begin(const Work& work, std::string_view procedure) {
    const auto ground = TRY(ground_of(work.law, procedure, local_day(work.now)));
    return work.database.write([&](db::Tx& tx) -> Result<Draft> {
        Store store(tx, work.number_key);
        if (store.count(work.actor.account, work.now - lifetime_ms) >= most_drafts) return refuse(Kind::conflict, "draft.too_many");
        Draft draft{.id = new_id(work.now),
                    .account = work.actor.account,
                    .procedure = ground.procedure->code,
                    .procedure_version = ground.procedure->version,
                    .created_at = work.now,
                    .updated_at = work.now};
        if (ground.form) {
            draft.form = ground.form->key;
            draft.form_version = ground.form->version;
            draft.answers = form::prefill(*ground.form, person_of(account::find(tx, work.number_key, work.actor.account)), ground.today);
        }
        store.add(draft);
        return draft;
    });
}

Result<Draft> open(const Work& work, Id id) {
    return work.database.read([&](db::Tx& tx) { return own(tx, work, id); });
}

Result<Draft> choose_unit(const Work& work, Id id, Id unit) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        const auto& ground = changing.ground;
        if (!reception::may_resolve(*ground.units, *ground.procedure, unit, ground.today)) return refuse_fields(unit_needed());
        changing.draft.unit = unit;
        return {};
    });
}

Result<Draft> answer(const Work& work, Id id, std::string_view key, const form::Typed& typed) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        const auto* form = changing.ground.form;
        const auto* question = form ? form->question(key) : nullptr;
        if (!question) return refuse(Kind::not_found, "draft.no_question");
        auto checked = form::check(*form, *question, typed, changing.draft.answers, changing.ground.today);
        if (!checked.errors.empty()) return refuse_fields(std::move(checked.errors));
        changing.draft.answers = form::only_asked(*form, checked.answers);
        changing.draft.reached = question->key;
        return {};
    });
}

Result<Draft> choose_delivery(const Work& work, Id id, std::optional<dossier::Delivery> delivery) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        if (!delivery || !reception::is_offered(changing.draft.procedure, word_of(*delivery)))
            return refuse_field("delivery", "draft.delivery_needed");
        changing.draft.delivery = delivery;
        return {};
    });
}

Result<void> discard(const Work& work, Id id) {
    return work.database.write([&](db::Tx& tx) -> Result<void> {
        const auto draft = TRY(own(tx, work, id));
        if (!draft.open()) return refuse(Kind::conflict, "draft.already_sent");
        Store store(tx, work.number_key);
        const auto documents = store.documents(id);
        store.remove(id);
        for (const auto document : documents) document::forget(tx, document);
        return {};
    });
}

std::vector<Line> of_account(const Work& work) {
    return work.database.read([&](db::Tx& tx) { return Store(tx, work.number_key).lines(work.actor.account, work.now - lifetime_ms); });
}

Id suggested_unit(const Work& work, const Draft& draft) {
    const auto ground = ground_of(work.law, draft.procedure, local_day(work.now));
    if (!ground) return 0;
    return work.database.read([&](db::Tx& tx) -> Id {
        const auto last = Store(tx, work.number_key).last_unit(draft.account);
        if (reception::may_resolve(*ground->units, *ground->procedure, last, ground->today)) return last;
        const auto account = account::find(tx, work.number_key, draft.account);
        if (!account) return 0;
        return reception::resolver_near(reception::resolvers_of(*ground->units, *ground->procedure, ground->today), *ground->units,
                                        account->address);
    });
}

int sweep(db::Database& database, Instant now, int limit) {
    const auto swept = database.write([&](db::Tx& tx) -> Result<int> {
        Store store(tx, "");
        const auto old = store.older_than(now - lifetime_ms, limit);
        for (const auto& draft : old) {
            // One whose sending was cut short may have become a dossier, and then its papers are the dossier's.
            const auto documents = draft.sending ? std::vector<Id>() : store.documents(draft.id);
            store.remove(draft.id);
            for (const auto document : documents) document::forget(tx, document);
        }
        return static_cast<int>(old.size());
    });
    return *swept;
}

} // namespace motcua::draft
