#include "dossier/changes.hpp"

#include "dossier/changing.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

/// What the workflow of a dossier does with it: from step to step and back, and whom it asks on the way.
namespace motcua::dossier {

namespace {

/// Which of the steps that the workflow offers was chosen; the one there is needs no choice.
Result<std::string> chosen(const std::vector<std::string>& offered, std::string_view to) {
    if (to.empty() && offered.size() == 1) return offered.front();
    if (std::ranges::find(offered, to) == offered.end()) return refuse_field("to", "dossier.choose_next_step");
    return std::string(to);
}

} // namespace

const workflow::Workflow* workflow_of(const law::Law& law, const Dossier& dossier) {
    return law.workflow(dossier.procedure, dossier.procedure_version, dossier.workflow_version);
}

const workflow::Step* step_of(const law::Law& law, const Dossier& dossier) {
    const auto* workflow = workflow_of(law, dossier);
    return workflow ? workflow->find(dossier.step) : nullptr;
}

Id unit_of_step(const law::Law& law, const Dossier& dossier, Day day) {
    const auto* step = step_of(law, dossier);
    const auto* unit = step && !step->unit.empty() ? law.units.with_identifier(step->unit, day) : nullptr;
    return unit ? unit->id : dossier.lies_at();
}

std::optional<Instant> step_end(const law::Law& law, const Dossier& dossier, std::string_view key) {
    const auto* procedure = asked_by(law, dossier); // whose limit was promised
    const auto* workflow = workflow_of(law, dossier);
    const auto by = counting_of(law, dossier);
    if (!by || !procedure || !procedure->limit || !workflow || !dossier.due_at || !dossier.accepted_at) return std::nullopt;
    const auto way = workflow::longest_way_through(*workflow, key);
    std::vector<int> shares;
    for (const auto place : way) shares.push_back(workflow->steps[place].share);
    const auto ends = deadline::step_ends(*by, *procedure->limit, *dossier.accepted_at, *dossier.due_at, shares);
    for (std::size_t i = 0; ends && i < way.size(); ++i)
        if (workflow->steps[way[i]].key == key) return ends->at(i);
    return std::nullopt;
}

bool at_signing(const law::Law& law, const Dossier& dossier) {
    const auto* workflow = workflow_of(law, dossier);
    return dossier.step.empty() || (workflow && workflow->leads_to_end(dossier.step));
}

Result<Effect> finish_step(Dossier& dossier, const Frame& frame, std::string_view opinion, std::string_view to) {
    const auto said = TRY(words("opinion", opinion));
    const auto* workflow = workflow_of(frame.law, dossier);
    if (!workflow) return refuse(Kind::conflict, "dossier.workflow_unknown");
    auto offered = workflow->next(dossier.step);
    std::erase(offered, workflow::the_end);
    if (offered.empty()) return refuse(Kind::conflict, "dossier.last_step_is_the_result");
    const auto next = TRY(chosen(offered, to));
    TRY(move(dossier, Action::step, frame));
    Effect effect;
    effect.details = {{"step", dossier.step}, {"opinion", said}};
    if (offered.size() > 1) effect.details["to_step"] = next;
    dossier.step = next;
    return effect;
}

Result<Effect> send_back(Dossier& dossier, const Frame& frame, std::string_view reason, std::string_view to) {
    const auto said = TRY(words("reason", reason));
    const auto* workflow = workflow_of(frame.law, dossier);
    if (!workflow) return refuse(Kind::conflict, "dossier.workflow_unknown");
    const auto offered = workflow->back(dossier.step);
    if (offered.empty()) return refuse(Kind::conflict, "dossier.nothing_to_send_back_to");
    const auto before = TRY(chosen(offered, to));
    TRY(move(dossier, Action::send_back, frame));
    Effect effect;
    effect.details = {{"step", dossier.step}, {"to_step", before}, {"reason", said}};
    dossier.step = before;
    return effect;
}

Result<Effect> request_opinions(Dossier& dossier, const Frame& frame, const std::vector<opinion::Opinion>& asked) {
    TRY(move(dossier, Action::opinion_request, frame));
    boost::json::array places;
    for (const auto& one : asked)
        places.push_back({{"unit", unit_name(frame.law, one.asked_unit)}, {"role", word_of(one.asked_role)}, {"due_at", iso(one.due_at)}});
    Effect effect;
    effect.details = {{"step", dossier.step}, {"places", std::move(places)}, {"question", asked.empty() ? "" : asked.front().question}};
    return effect;
}

Result<Effect> give_opinion(Dossier& dossier, const Frame& frame, const opinion::Opinion& given) {
    TRY(move(dossier, Action::opinion, frame));
    Effect effect;
    effect.details = {{"step", given.step},
                      {"unit", unit_name(frame.law, given.asked_unit)},
                      {"role", word_of(given.asked_role)},
                      {"verdict", given.verdict ? word_of(*given.verdict) : std::string_view()},
                      {"words", given.words},
                      {"in_time", given.given_at && *given.given_at <= given.due_at}};
    return effect;
}

} // namespace motcua::dossier
