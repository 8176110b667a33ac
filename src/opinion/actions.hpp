#pragma once

#include "db/database.hpp"
#include "deadline/deadline.hpp"
#include "jobs/jobs.hpp"
#include "law/law.hpp"
#include "opinion/opinion.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What happens to opinions, each inside the transaction of the dossier's own action: that asks who may, and writes the history.
namespace motcua::opinion {

/// Which dossier, in which step, and by which law its hours are counted.
struct About {
    Id unit = 0;
    Id dossier = 0;
    std::string code;
    std::string procedure_name;
    std::string step;
};

/// Asks every place at once, tells those who can answer, and plans a reminder and the word of silence for each. Refuses what the
/// deadline engine refuses; field errors on `places`: `opinion.choose_places`, `opinion.asked_already` (still open in this step),
/// `opinion.nobody_there` (nobody holds the role there or above);
/// on `question`: `opinion.ask_something`, `opinion.too_long`.
Result<std::vector<Opinion>> ask(db::Tx& tx, const About& about, const std::vector<Place>& places, std::string_view question,
                                 const deadline::Counting& by, const account::Actor& actor, const unit::Tree& units, Instant now);

/// The answer of somebody who was asked: to the oldest open question that they may answer. Refuses with `opinion.not_asked`
/// (Kind::forbidden), `opinion.given_already` or `opinion.too_late` (Kind::conflict), and with the errors of checked().
Result<Opinion> give(db::Tx& tx, const About& about, std::string_view verdict, std::string_view words, const account::Actor& actor,
                     const unit::Tree& units, Instant now);

/// The dossier goes on: what is open in it is closed as silent. Gives what was closed.
std::vector<Opinion> close(db::Tx& tx, Id unit, Id dossier, Instant now);

/// All of a dossier, oldest first.
std::vector<Opinion> of_dossier(db::Tx& tx, Id unit, Id dossier);
/// What waits for an answer in one unit of one role, by due time.
std::vector<Opinion> open_in(db::Tx& tx, Id asked_unit, account::Role role, int limit);
/// Whether somebody was asked about this dossier, answered or not: then they may read it.
bool was_asked(db::Tx& tx, Id unit, Id dossier, const account::Actor& actor, const unit::Tree& units);

/// `opinion.remind` and `opinion.silent`: told once each, and not when it was answered meanwhile.
std::map<std::string, jobs::Handler, std::less<>> job_handlers(db::Database& database, const law::Shelf& shelf, const Clock& clock);

} // namespace motcua::opinion
