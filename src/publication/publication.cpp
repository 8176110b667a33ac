#include "publication/publication.hpp"

#include "account/holders.hpp"
#include "base/text.hpp"
#include "publication/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::publication {

namespace {

constexpr std::size_t reason_limit = 1000;

Result<const procedure::Procedure*> procedure_of(const Work& work, std::string_view code) {
    const auto* procedure = work.law.procedures.find(code, local_day(work.now));
    if (procedure == nullptr) return refuse(Kind::not_found, "workflow.unknown_procedure");
    return procedure;
}

Result<const procedure::Procedure*> to_change(const Work& work, std::string_view code) {
    if (!work.actor.has(account::Role::province_admin)) return refuse(Kind::forbidden, "workflow.administrators_only");
    return procedure_of(work, code);
}

Result<Draft> as_seen(Store& store, std::string_view procedure, int revision) {
    auto draft = store.draft(procedure);
    if (!draft) return refuse(Kind::not_found, "workflow.no_draft");
    if (draft->revision != revision) return refuse(Kind::conflict, "workflow.moved_meanwhile");
    return *std::move(draft);
}

/// Whether anybody holds a role where a step needs it: in the unit or above, or for the receiving unit anywhere.
class Holders {
  public:
    Holders(db::Tx& tx, const unit::Tree& units, Instant now) : tx_(tx), units_(units), now_(now) {}

    bool somebody(std::string_view role_word, std::string_view identifier) const {
        const auto role = from_word<account::Role>(role_word);
        if (!role) return false;
        std::vector<Id> places;
        const auto day = local_day(now_);
        if (identifier.empty())
            for (const auto& unit : units_.all()) {
                if (unit.valid_on(day)) places.push_back(unit.id);
            }
        else if (const auto* unit = units_.with_identifier(identifier, day))
            for (const auto* above : units_.path(unit->id)) places.push_back(above->id);
        return std::ranges::any_of(places, [&](Id place) { return !account::holders(tx_, *role, {place}, now_).empty(); });
    }

  private:
    db::Tx& tx_;
    const unit::Tree& units_;
    Instant now_;
};

} // namespace

bool Draft::written_by(Id account) const {
    return std::ranges::any_of(authors, [&](const Author& author) { return author.id == account; });
}

std::optional<Draft> draft_of(db::Database& database, std::string_view procedure) {
    return database.read([&](db::Tx& tx) { return Store(tx).draft(procedure); });
}

std::vector<std::string> drafted(db::Database& database) {
    return database.read([&](db::Tx& tx) { return Store(tx).drafted(); });
}

std::vector<Published> history(db::Database& database, std::string_view procedure) {
    return database.read([&](db::Tx& tx) { return Store(tx).published(procedure); });
}

Result<Draft> begin(const Work& work, std::string_view code) {
    const auto* procedure = TRY(to_change(work, code));
    return work.database.write([&](db::Tx& tx) -> Result<Draft> {
        Store store(tx);
        if (auto there = store.draft(code)) return *std::move(there);
        const auto& in_force = work.law.workflow_of(*procedure);
        Draft draft{std::string(code), 1, store.newest(code), in_force.steps, {}, work.now};
        store.add(draft);
        return draft;
    });
}

Result<Draft> change(const Work& work, std::string_view code, int revision, const StepsChange& change) {
    TRY(to_change(work, code));
    return work.database.write([&](db::Tx& tx) -> Result<Draft> {
        Store store(tx);
        auto draft = TRY(as_seen(store, code, revision));
        TRY(change(draft.steps));
        if (!draft.written_by(work.actor.account)) draft.authors.push_back({work.actor.account, work.actor.name});
        ++draft.revision;
        draft.changed_at = work.now;
        if (!store.save(draft, revision)) return refuse(Kind::conflict, "workflow.moved_meanwhile");
        return draft;
    });
}

Result<void> discard(const Work& work, std::string_view code, int revision) {
    TRY(to_change(work, code));
    return work.database.write([&](db::Tx& tx) -> Result<void> {
        Store store(tx);
        TRY(as_seen(store, code, revision));
        store.remove(code, revision);
        return {};
    });
}

Result<int> publish(const Work& work, std::string_view code, int revision, std::string_view reason) {
    const auto* procedure = TRY(to_change(work, code));
    const auto why = tidy_lines(reason);
    if (why.empty()) return refuse_field("reason", "workflow.say_why");
    if (length(why) > reason_limit) return refuse_field("reason", "workflow.too_long", {fmt::format("{}", reason_limit)});
    return work.database.write([&](db::Tx& tx) -> Result<int> {
        Store store(tx);
        const auto draft = TRY(as_seen(store, code, revision));
        if (draft.authors.empty() || draft.steps == work.law.workflow_of(*procedure).steps)
            return refuse(Kind::conflict, "workflow.nothing_changed");
        if (draft.written_by(work.actor.account)) return refuse(Kind::conflict, "workflow.same_person");
        const auto newest = store.newest(code);
        if (newest != draft.base_version) return refuse(Kind::conflict, "workflow.moved_meanwhile");
        const auto found = findings(tx, work.law, draft.workflow(), work.now);
        if (!found.empty()) return refuse(Kind::conflict, "workflow.has_findings", {fmt::format("{}", found.size())});
        store.publish(draft, newest + 1, why, work.actor, work.now);
        store.remove(code, revision);
        return newest + 1;
    });
}

std::vector<workflow::Finding> findings(db::Tx& tx, const law::Law& law, const workflow::Workflow& workflow, Instant now) {
    const auto day = local_day(now);
    const auto* procedure = law.procedures.find(workflow.procedure, day);
    const Holders holders(tx, law.units, now);
    workflow::Surroundings around;
    if (procedure != nullptr) around.limit = procedure->limit;
    around.unit_exists = [&](std::string_view identifier) { return law.units.with_identifier(identifier, day) != nullptr; };
    around.somebody = [&](std::string_view role, std::string_view unit) { return holders.somebody(role, unit); };
    return workflow::lint(workflow, around);
}

std::vector<workflow::Finding> findings(db::Database& database, const law::Law& law, const workflow::Workflow& workflow, Instant now) {
    return database.read([&](db::Tx& tx) { return findings(tx, law, workflow, now); });
}

} // namespace motcua::publication
