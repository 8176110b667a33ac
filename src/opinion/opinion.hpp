#pragma once

#include "account/account.hpp"
#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Opinions asked of other units and roles while a step of a dossier runs (lấy ý kiến phối hợp), all at the same time.
/// Silence is not consent: who does not answer in time is shown as silent, and the officer goes on only by stating it.
/// Knows nothing of dossiers but their keys, so that src/dossier can lean on it.
namespace motcua::opinion {

/// What was answered (ý kiến): đồng ý, không đồng ý, cần thêm thông tin.
enum class Verdict { agree, disagree, more_needed };

/// Who is asked, and how many working hours they have.
struct Place {
    Id unit = 0;
    account::Role role = account::Role::officer; ///< officer or approver
    int hours = 0;
};

struct Opinion {
    Id unit = 0; ///< of the dossier: the shard key
    Id dossier = 0;
    Id id = 0;
    std::string code; ///< of the dossier
    std::string procedure_name;
    std::string step;
    Id asked_unit = 0;
    account::Role asked_role = account::Role::officer;
    std::string question;
    Id asked_by = 0;
    std::string asked_by_name;
    Instant asked_at;
    Instant due_at;
    std::optional<Instant> given_at;
    Id given_by = 0;
    std::string given_by_name;
    std::optional<Verdict> verdict;
    std::string words;
    std::optional<Instant> closed_at; ///< the dossier went on without it

    bool open() const { return !given_at && !closed_at; }
};

/// How an opinion stands at a moment. `silent`: not given when it was due, or when the dossier went on.
enum class Standing { waiting, given, given_late, silent };
Standing standing(const Opinion& opinion, Instant now);

/// Whether this person may answer it: they hold the role in the unit that was asked, and did not ask it themselves.
bool is_asked(const Opinion& opinion, const account::Actor& actor, const unit::Tree& units);

/// What of the opinions of a step keeps the officer from going on.
struct Pending {
    std::vector<const Opinion*> waiting; ///< there is still time to answer
    std::vector<const Opinion*> silent;  ///< must be stated
};
Pending pending(const std::vector<Opinion>& opinions, std::string_view step, Instant now);

/// Words and verdict as typed. Field errors: `verdict` `opinion.choose_verdict`; `words` `opinion.say_why` unless agreed,
/// `opinion.too_long`.
struct Answer {
    Verdict verdict = Verdict::agree;
    std::string words;
};
Result<Answer> checked(std::string_view verdict, std::string_view words);

} // namespace motcua::opinion

template <>
struct motcua::Words<motcua::opinion::Verdict> {
    static constexpr std::array words{std::string_view("agree"), std::string_view("disagree"), std::string_view("more_needed")};
};
template <>
struct motcua::Words<motcua::opinion::Standing> {
    static constexpr std::array words{std::string_view("waiting"), std::string_view("given"), std::string_view("given_late"),
                                      std::string_view("silent")};
};
