#include "opinion/actions.hpp"

#include "base/text.hpp"
#include "message/message.hpp"
#include "opinion/messages.hpp"
#include "opinion/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::opinion {

namespace {

constexpr std::size_t question_limit = 2000;
constexpr std::size_t most_places = 20;

Result<std::string> checked_question(std::string_view question) {
    auto said = tidy_lines(question);
    if (said.empty()) return refuse_field("question", "opinion.ask_something");
    if (length(said) > question_limit) return refuse_field("question", "opinion.too_long", {fmt::format("{}", question_limit)});
    return said;
}

bool same_place(const Opinion& opinion, const Place& place) {
    return opinion.asked_unit == place.unit && opinion.asked_role == place.role;
}

Result<void> must_be_new(const std::vector<Opinion>& there, const About& about, const std::vector<Place>& places) {
    if (places.empty() || places.size() > most_places) return refuse_field("places", "opinion.choose_places");
    for (auto place = places.begin(); place != places.end(); ++place) {
        const bool twice =
            std::any_of(places.begin(), place, [&](const Place& other) { return other.unit == place->unit && other.role == place->role; });
        const bool open = std::ranges::any_of(
            there, [&](const Opinion& other) { return other.open() && other.step == about.step && same_place(other, *place); });
        if (twice || open) return refuse_field("places", "opinion.asked_already");
    }
    return {};
}

} // namespace

Result<std::vector<Opinion>> ask(db::Tx& tx, const About& about, const std::vector<Place>& places, std::string_view question,
                                 const deadline::Counting& by, const account::Actor& actor, const unit::Tree& units, Instant now) {
    const auto said = TRY(checked_question(question));
    Store store(tx);
    TRY(must_be_new(store.of_dossier(about.unit, about.dossier), about, places));
    std::vector<Opinion> asked;
    for (const auto& place : places) {
        Opinion opinion{.unit = about.unit, .dossier = about.dossier, .id = new_id(now), .code = about.code, .step = about.step};
        opinion.procedure_name = about.procedure_name;
        opinion.asked_unit = place.unit;
        opinion.asked_role = place.role;
        opinion.question = said;
        opinion.asked_by = actor.account;
        opinion.asked_by_name = actor.name;
        opinion.asked_at = now;
        opinion.due_at = TRY(deadline::due(by, {place.hours, calendar::LimitUnit::working_hour}, now));
        store.add(opinion);
        // Half the working hours on, so that it comes while somebody is there to read it.
        const auto half = TRY(deadline::due(by, {std::max(1, place.hours / 2), calendar::LimitUnit::working_hour}, now));
        plan_messages(tx, opinion, half, now);
        if (tell_asked(tx, opinion, Asking::first, units, now) == 0) return refuse_field("places", "opinion.nobody_there");
        asked.push_back(std::move(opinion));
    }
    return asked;
}

Result<Opinion> give(db::Tx& tx, const About& about, std::string_view verdict, std::string_view words, const account::Actor& actor,
                     const unit::Tree& units, Instant now) {
    auto answer = TRY(checked(verdict, words));
    Store store(tx);
    std::optional<Opinion> open, other;
    for (auto& opinion : store.of_dossier(about.unit, about.dossier)) {
        if (!is_asked(opinion, actor, units)) continue;
        auto& slot = opinion.open() ? open : other;
        if (!slot || !opinion.open()) slot = std::move(opinion); // the oldest open one, the newest of the others
    }
    if (!open && !other) return refuse(Kind::forbidden, "opinion.not_asked");
    if (!open) return refuse(Kind::conflict, other->given_at ? "opinion.given_already" : "opinion.too_late");
    TRY(deadline::must_come_after(open->asked_at, now));
    open->given_at = now;
    open->given_by = actor.account;
    open->given_by_name = actor.name;
    open->verdict = answer.verdict;
    open->words = std::move(answer.words);
    if (!store.give(*open)) return refuse(Kind::conflict, "opinion.given_already");
    tell_asker(tx, *open, "opinion_given", now);
    return *std::move(open);
}

std::vector<Opinion> close(db::Tx& tx, Id unit, Id dossier, Instant now) {
    Store store(tx);
    std::vector<Opinion> closed;
    for (auto& opinion : store.of_dossier(unit, dossier))
        if (opinion.open()) closed.push_back(std::move(opinion));
    if (!closed.empty()) store.close(unit, dossier, now);
    return closed;
}

std::vector<Opinion> of_dossier(db::Tx& tx, Id unit, Id dossier) {
    return Store(tx).of_dossier(unit, dossier);
}

std::vector<Opinion> open_in(db::Tx& tx, Id asked_unit, account::Role role, int limit) {
    return Store(tx).open_in(asked_unit, role, limit);
}

bool was_asked(db::Tx& tx, Id unit, Id dossier, const account::Actor& actor, const unit::Tree& units) {
    return std::ranges::any_of(Store(tx).of_dossier(unit, dossier),
                               [&](const Opinion& opinion) { return is_asked(opinion, actor, units); });
}

} // namespace motcua::opinion
