#include "escalation/actions.hpp"

#include "account/holders.hpp"
#include "deadline/nearness.hpp"
#include "message/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace motcua::escalation {

namespace {

using account::Role;

/// The moments that part late from today, today from soon, and soon from what does not press.
struct Bounds {
    Instant now, day_ends, near_ends;
};

/// How to warn is the rule of today, not that of each dossier. None before the first rule set.
std::optional<deadline::Counting> counting(const law::Law& law, Id unit, Instant now) {
    const auto* rules = law.rules_on(local_day(now));
    if (!rules) return std::nullopt;
    return deadline::Counting{*rules, law.calendar(unit)};
}

Bounds bounds_of(const law::Law& law, Id unit, Instant now) {
    const Instant day_ends = local_instant(local_day(now) + 1, 0);
    const auto by = counting(law, unit, now);
    return {now, day_ends, by ? deadline::near_until(*by, now) : day_ends};
}

std::string step_name(const law::Law& law, const dossier::Line& line) {
    const auto* procedure = law.procedures.find(line.procedure, local_day(line.submitted_at));
    if (!procedure) return {};
    const auto step = std::find_if(procedure->steps.begin(), procedure->steps.end(), [&](const auto& one) { return one.key == line.step; });
    return step == procedure->steps.end() ? std::string() : step->name;
}

std::vector<Matter> matters_of(db::Database& database, const law::Law& law, const std::vector<Id>& units, const Bounds& bounds,
                               bool& whole) {
    dossier::ListFilter filter;
    filter.units = units;
    filter.promised_before = bounds.near_ends;
    auto page = *dossier::list(database, filter, "", most_matters);
    whole = page.next.empty();
    std::vector<Matter> matters;
    for (auto& line : page.lines) {
        const auto cause = cause_of(line.state);
        if (!cause || !line.urgent_at) continue;
        Matter matter{.promised = *line.urgent_at, .cause = *cause, .step = step_name(law, line)};
        if (const auto by = counting(law, line.desk, bounds.now))
            matter.days_late = std::max(0, -deadline::days_left(*by, *line.urgent_at, bounds.now));
        matter.line = std::move(line);
        matters.push_back(std::move(matter));
    }
    return matters;
}

void name_assignees(db::Database& database, std::vector<Matter>& matters) {
    std::vector<Id> accounts;
    for (const auto& matter : matters)
        if (matter.line.assignee != 0) accounts.push_back(matter.line.assignee);
    const auto names = database.read([&](db::Tx& tx) { return account::names(tx, accounts); });
    for (auto& matter : matters)
        if (const auto name = names.find(matter.line.assignee); name != names.end()) matter.assignee = name->second;
}

void tell_all(db::Tx& tx, const std::vector<account::Holder>& whom, std::string_view kind, const std::vector<std::string>& arguments,
              std::string_view link, Instant now, std::string_view key, int& count) {
    for (const auto& holder : whom) {
        message::tell(tx, {.account = holder.id, .phone = {}, .email = {}}, kind, arguments, link, now, key);
        ++count;
    }
}

/// The unit itself first, then those above: a role reaches down, but the nearest head is the one to tell.
std::vector<account::Holder> nearest(db::Tx& tx, const law::Law& law, Role role, Id unit, Instant now) {
    for (const auto* at = law.units.find(unit); at; at = at->parent == 0 ? nullptr : law.units.find(at->parent))
        if (auto found = account::holders(tx, role, {at->id}, now); !found.empty()) return found;
    return {};
}

void tell_of(db::Tx& tx, const law::Law& law, const Matter& matter, bool late, Instant now, int& count) {
    const auto& line = matter.line;
    const auto whom =
        line.assignee != 0 ? std::vector{account::Holder{line.assignee, matter.assignee}} : nearest(tx, law, Role::clerk, line.desk, now);
    const auto* procedure = law.procedures.find(line.procedure, local_day(line.submitted_at));
    const auto when = vi_clock(matter.promised) + " " + vi_day(local_day(matter.promised));
    tell_all(tx, whom, late ? "escalation_late" : "escalation_near", {line.code, procedure ? procedure->short_name : line.procedure, when},
             "/dossiers/" + line.code, now, fmt::format("{}/{}/{}", late ? "late" : "near", line.code, matter.promised.ms), count);
}

void tell_heads(db::Tx& tx, const law::Law& law, const Load& load, Instant now, int& count) {
    const auto* unit = law.units.find(load.unit);
    const auto number = [](std::int64_t value) { return fmt::format("{}", value); };
    tell_all(tx, nearest(tx, law, Role::approver, load.unit, now), "escalation_morning",
             {unit->full_name, number(load.late), number(load.today), number(load.soon)}, "/today?unit=" + unit->identifier, now,
             fmt::format("morning/{}/{}", unit->identifier, iso(local_day(now))), count);
}

} // namespace

std::optional<Cause> cause_of(dossier::State state) {
    using dossier::State;
    switch (state) {
    case State::submitted:
        return Cause::acceptance;
    case State::accepted:
        return Cause::assignment;
    case State::in_process:
        return Cause::step;
    case State::awaiting_supplement:
        return Cause::supplement_check; // only with a promise: what was asked for has come
    default:
        return std::nullopt;
    }
}

Morning morning(db::Database& database, const law::Law& law, Id unit, Instant now) {
    const auto bounds = bounds_of(law, unit, now);
    const auto units = law.units.subtree(unit);
    Morning morning{.total = {.unit = unit}};
    for (const auto& load : dossier::loads(database, units, bounds.now, bounds.day_ends, bounds.near_ends)) {
        morning.units.push_back({load.unit, load.late, load.today, load.soon});
        morning.total.late += load.late, morning.total.today += load.today, morning.total.soon += load.soon;
    }
    std::stable_sort(morning.units.begin(), morning.units.end(), [](const Load& one, const Load& other) {
        return std::pair(one.late, one.all()) > std::pair(other.late, other.all());
    });
    auto matters = matters_of(database, law, units, bounds, morning.whole);
    name_assignees(database, matters);
    for (auto& matter : matters)
        (matter.promised < bounds.now        ? morning.late
         : matter.promised < bounds.day_ends ? morning.today
                                             : morning.soon)
            .push_back(std::move(matter));
    return morning;
}

int remind(db::Database& database, const law::Law& law, Id unit, Instant now) {
    const auto by = counting(law, unit, now);
    if (!by || !deadline::is_worked(*by, now)) return 0;
    const auto bounds = bounds_of(law, unit, now);
    const auto loads = dossier::loads(database, {unit}, bounds.now, bounds.day_ends, bounds.near_ends);
    if (loads.empty()) return 0;
    bool whole = true;
    auto matters = matters_of(database, law, {unit}, bounds, whole);
    name_assignees(database, matters);
    return *database.write([&](db::Tx& tx) -> Result<int> {
        int count = 0;
        for (const auto& matter : matters) tell_of(tx, law, matter, matter.promised < now, now, count);
        const auto& load = loads.front();
        tell_heads(tx, law, {load.unit, load.late, load.today, load.soon}, now, count);
        return count;
    });
}

} // namespace motcua::escalation
