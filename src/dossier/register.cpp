#include "dossier/actions.hpp"

#include "dossier/store.hpp"

#include <fmt/format.h>

namespace motcua::dossier {

namespace {

constexpr int longest_span = 92;
constexpr int most_lines = 2'000; // what fits a paper that is put together in memory

using account::Role;

const db::Query<RegisterLine(Id, Instant, Instant, int)> select_lines{
    "select d.id, d.code, d.procedure, d.procedure_version, d.owner_name, d.owner_phone, d.owner_address, d.state, d.delivery, "
    "d.accepted_at, d.due_at, d.returned_at, "
    "(select e.details from dossier_event e where e.unit_id = d.unit_id and e.dossier_id = d.id and e.action = 'acceptance' "
    "order by e.seq limit 1), "
    "coalesce((select e.details from dossier_event e where e.unit_id = d.unit_id and e.dossier_id = d.id and e.action = 'hand-over' "
    "order by e.seq limit 1), '') "
    "from dossier d where d.unit_id = $1 and d.accepted_at >= $2 and d.accepted_at < $3 order by d.accepted_at, d.id limit $4"};

Result<void> may_read(const Work& work, Id unit) {
    for (const auto role : {Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor})
        if (work.actor.has(role, unit, work.law.units)) return {};
    return refuse(Kind::forbidden, "dossier.other_unit");
}

/// Everybody whose name was read can see by whom.
void note_readings(db::Tx& tx, const Work& work, Id unit, const std::vector<RegisterLine>& lines) {
    Store store(tx, work.number_key);
    Dossier read;
    read.unit = unit;
    for (const auto& line : lines) {
        read.id = line.id;
        store.note_reading(read, work.actor, work.now);
    }
}

} // namespace

Result<std::vector<RegisterLine>> register_of(const Work& work, Id unit, Day from, Day to) {
    TRY(may_read(work, unit));
    if (to < from || to - from >= longest_span) return refuse_field("to", "dossier.register_days", {fmt::format("{}", longest_span)});
    auto lines = work.database.read(
        [&](db::Tx& tx) { return tx.all(select_lines, unit, local_instant(from, 0), local_instant(to + 1, 0), most_lines + 1); });
    if (lines.size() > most_lines) return refuse_field("to", "dossier.register_too_long", {fmt::format("{}", most_lines)});
    TRY(work.database.write([&](db::Tx& tx) -> Result<void> {
        note_readings(tx, work, unit, lines);
        return {};
    }));
    return lines;
}

} // namespace motcua::dossier
