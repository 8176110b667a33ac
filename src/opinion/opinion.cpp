#include "opinion/opinion.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace motcua::opinion {

namespace {

constexpr std::size_t words_limit = 2000;

} // namespace

Standing standing(const Opinion& opinion, Instant now) {
    if (opinion.given_at) return *opinion.given_at <= opinion.due_at ? Standing::given : Standing::given_late;
    return opinion.closed_at || opinion.due_at < now ? Standing::silent : Standing::waiting;
}

bool is_asked(const Opinion& opinion, const account::Actor& actor, const unit::Tree& units) {
    return actor.signed_in() && actor.account != opinion.asked_by && actor.has(opinion.asked_role, opinion.asked_unit, units);
}

Pending pending(const std::vector<Opinion>& opinions, std::string_view step, Instant now) {
    Pending pending;
    for (const auto& opinion : opinions) {
        if (opinion.step != step || !opinion.open()) continue;
        (standing(opinion, now) == Standing::silent ? pending.silent : pending.waiting).push_back(&opinion);
    }
    return pending;
}

Result<Answer> checked(std::string_view verdict, std::string_view words) {
    const auto word = from_word<Verdict>(verdict);
    if (!word) return refuse_field("verdict", "opinion.choose_verdict");
    auto said = tidy_lines(words);
    if (said.empty() && *word != Verdict::agree) return refuse_field("words", "opinion.say_why");
    if (length(said) > words_limit) return refuse_field("words", "opinion.too_long", {fmt::format("{}", words_limit)});
    return Answer{*word, std::move(said)};
}

} // namespace motcua::opinion
