#pragma once

#include "deadline/deadline.hpp"
#include "digitising/digitising.hpp"
#include "dossier/dossier.hpp"
#include "indicator/indicator.hpp"
#include "law/law.hpp"
#include "opinion/opinion.hpp"
#include "rating/questionnaire.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

/// What each action does to a dossier, as pure functions: no database, no clock. An action runs one inside its transaction; the demo's
/// bulk path runs the same ones, so that both write the same rows.
namespace motcua::dossier {

/// What came of a change besides the new dossier: the event's details, what the counters gain, whom to tell.
struct Effect {
    boost::json::object details;
    Day counted_on; ///< of `delta`
    indicator::Delta delta;
    std::string message;       ///< kind for the citizen; empty: nobody is told
    std::string message_extra; ///< its {2}: a date, a reason
};

/// What a change may look at.
struct Frame {
    const law::Law& law;
    const account::Actor& actor;
    Instant now;
};

/// By which rule set and calendar a dossier is counted: those of its acceptance, before that those of its submission. Refuses with
/// `deadline.no_rule_set` when none holds on its day.
Result<deadline::Counting> counting_of(const law::Law& law, const Dossier& dossier);
/// Whether it counts as late for the index, whatever its date: the citizen was asked to supplement more often than the rules allow.
bool is_late_by_requests(const law::Law& law, const Dossier& dossier);

struct SubmissionFacts {
    std::string procedure;
    Id unit = 0;
    procedure::Channel channel = procedure::Channel::online;
    Owner owner;
    Id account = 0;
    Id assisted_by = 0;
    Delivery delivery = Delivery::electronic;
    Id resolving_unit = 0; ///< the competent unit, when it is not the receiving one
    Id help_place = 0;     ///< where somebody helped the applicant
    Id request = 0;        ///< of the visit, when other dossiers come with it
    std::string linked_by; ///< the linked procedure whose child it is: a child may be resolved elsewhere under every rule set
    std::optional<Representative> representative;
};
/// A new dossier without id and code. Refusals: `dossier.unknown_procedure`, `dossier.unknown_unit`, `dossier.channel_not_offered`; for
/// another resolving unit `dossier.own_bounds_only` (the rule set of the day does not let every unit receive) and
/// `dossier.not_competent`.
Result<Dossier> begin(const Frame& frame, const SubmissionFacts& facts);
Effect submitted(const Frame& frame, const Dossier& dossier);

struct Grounds {
    std::string reason;
    std::string legal_ground;
};
struct SupplementItem {
    std::string name;
    std::string reason;
};
struct SupplementRequest {
    std::vector<SupplementItem> items;
    std::string legal_ground;
    Day until;
    bool again = false; ///< said to know that one request more makes the dossier late for the index
};
struct Assignment {
    Id officer = 0;
    std::string officer_name;
};
struct Outcome {
    Id document = 0; ///< 0: the result is a paper handed over at the counter
    std::string note;
};
struct Rating {
    int satisfaction = 0; ///< 0 not satisfied, 1 satisfied, 2 very satisfied
    std::string words;
    rating::Answers answers = {}; ///< to the questions of the day's questionnaire, as many as one likes
};

/// To whom a dossier is handed on. The names are those of the day, for the history.
struct Transfer {
    Id to = 0;
    std::string reason;
};

// Each checks its own input (field errors), moves the state by the table, and changes the dossier. Who may is asked before, by can().
/// A child of a linked procedure is promised for the day of the whole request: by the limit of the linked procedure.
Result<Effect> accept(Dossier& dossier, const Frame& frame);
Result<Effect> refuse_it(Dossier& dossier, const Frame& frame, const Grounds& grounds);
Result<Effect> request_supplement(Dossier& dossier, const Frame& frame, const SupplementRequest& request);
Result<Effect> supplement(Dossier& dossier, const Frame& frame, std::string_view note, std::size_t papers);
Result<Effect> assign(Dossier& dossier, const Frame& frame, const Assignment& assignment);
/// `to`: the key of the step it goes on to, or is sent back to, where the workflow leaves a choice (else empty). Refuse with
/// `dossier.workflow_unknown` when the workflow of its acceptance is not there; field error `to` `dossier.choose_next_step`.
Result<Effect> finish_step(Dossier& dossier, const Frame& frame, std::string_view opinion, std::string_view to = {});
Result<Effect> send_back(Dossier& dossier, const Frame& frame, std::string_view reason, std::string_view to = {});
Result<Effect> request_fee(Dossier& dossier, const Frame& frame, Money amount, std::string_view reason);
Result<Effect> settle_fee(Dossier& dossier, const Frame& frame, std::string_view receipt_number);
Result<Effect> apologise(Dossier& dossier, const Frame& frame, Day new_day, std::string_view reason, int apologies_before);
Result<Effect> withdraw(Dossier& dossier, const Frame& frame, std::string_view reason);
Result<Effect> stop(Dossier& dossier, const Frame& frame, const Grounds& grounds);
Result<Effect> resolve(Dossier& dossier, const Frame& frame, const Outcome& outcome);
/// How a result came into somebody's hands. At the counter somebody else than the owner or who acts for them says on what ground: field
/// error `ground` `dossier.authority_needed`. `in_post`: the parcel was under way, and arrived.
struct HandOver {
    std::string to;     ///< who received it; empty: the owner
    std::string ground; ///< the paper of authorisation
    bool in_post = false;
};
Result<Effect> hand_over(Dossier& dossier, const Frame& frame, const HandOver& given);

/// A result on its way by post. Kind::conflict `dossier.not_by_post` when the citizen chose another way, `dossier.under_way` while a parcel
/// is; field error `waybill` `dossier.waybill_wrong`: 5 to 30 letters and digits, and an international number (S10) with its check digit.
struct Posting {
    std::string carrier;
    std::string waybill;
};
Result<Effect> dispatch(Dossier& dossier, const Frame& frame, const Posting& posting, bool in_post);
/// It came back and lies at the counter. Kind::conflict `dossier.no_parcel`.
Result<Effect> return_parcel(Dossier& dossier, const Frame& frame, std::string_view reason, bool in_post);

/// A paper of the dossier that was compared with its original (đối chiếu bản chính).
struct CheckedPaper {
    Id document = 0;
    std::string name;
};
Result<Effect> check_paper(Dossier& dossier, const Frame& frame, const CheckedPaper& paper);

/// Closes a dossier whose supplement did not come by the end of `until`. Kind::conflict `dossier.wait_runs` before that, and what
/// lapse_of() refuses.
Result<Effect> lapse(Dossier& dossier, const Frame& frame, Day until);
Result<Effect> rate(Dossier& dossier, const Frame& frame, const Rating& rating, bool rated_before);
Result<Effect> correct(Dossier& dossier, const Frame& frame, std::string_view what);
/// Luân chuyển: from the desk where it lies to another unit, which is the resolving one from now on and confirms its arrival with
/// confirm_arrival(). Field errors on `to`: `dossier.choose_unit`, `dossier.not_competent`; on `reason`.
Result<Effect> transfer(Dossier& dossier, const Frame& frame, const Transfer& transfer);
/// The hand-over that the acceptance leads to by itself, when another unit is competent from the beginning.
Result<Effect> transfer_to_resolver(Dossier& dossier, const Frame& frame);
Result<Effect> confirm_arrival(Dossier& dossier, const Frame& frame);

/// Moves the state by the table; refuses what comes before what is known to have happened.
Result<void> move(Dossier& dossier, Action action, const Frame& frame);

/// The procedure whose form and papers were asked for: the linked one of a child, else its own. Nothing when it is unknown.
const procedure::Procedure* asked_by(const law::Law& law, const Dossier& dossier);

/// What was asked and answered, in the words of the history; who may is asked by src/opinion.
Result<Effect> request_opinions(Dossier& dossier, const Frame& frame, const std::vector<opinion::Opinion>& asked);
Result<Effect> give_opinion(Dossier& dossier, const Frame& frame, const opinion::Opinion& given);

/// Which of the procedure's papers were ticked at the counter, by key; none of what came online.
std::vector<std::string> papers_on_paper(const law::Law& law, const Dossier& dossier, const boost::json::object& answers);
/// Writes them into the submission: that is what has to be digitised, and what is counted.
void say_papers(Effect& effect, const std::vector<std::string>& parts);
/// The same, read from a submission's details.
std::vector<std::string> papers_said(const boost::json::object& details);
/// One paper that was scanned: what of it the history keeps.
struct Scanned {
    std::string part;
    std::string name;
    digitising::Source source = digitising::Source::original;
    std::vector<std::string> sha256; ///< of its files, as they came from the scanner
};
/// `before`: the scans that there were.
Result<Effect> digitise(Dossier& dossier, const Frame& frame, const std::vector<Scanned>& scanned,
                        const std::vector<digitising::Scan>& before);

/// The workflow that the dossier keeps from its acceptance; nothing when it is not there.
const workflow::Workflow* workflow_of(const law::Law& law, const Dossier& dossier);
/// Its step in it; nothing before acceptance and when there is none.
const workflow::Step* step_of(const law::Law& law, const Dossier& dossier);
/// The unit that does its step.
Id unit_of_step(const law::Law& law, const Dossier& dossier, Day day);
/// By when a step had to be done, on the longest way that passes it; nothing when no date was promised.
std::optional<Instant> step_end(const law::Law& law, const Dossier& dossier, std::string_view key);
/// Whether the step it is in ends with the result.
bool at_signing(const law::Law& law, const Dossier& dossier);

/// The hash of an event: over the hash before it and every column of its own.
struct Event {
    int seq = 1;
    Action action = Action::submission;
    std::string from_state; ///< empty at submission
    std::string to_state;
    Id actor = 0;
    std::string actor_name;
    Instant at;
    std::string details; ///< JSON
    std::string hash;
};
std::string hash_of(const Event& event, std::string_view hash_before);
/// An event whose details may yet gain something, such as the number of its paper, before it is hashed.
Event unhashed_event(const Dossier& after, Action action, std::string_view from_state, const account::Actor& actor, Instant now,
                     const Effect& effect);
Event event_of(const Dossier& after, Action action, std::string_view from_state, const account::Actor& actor, Instant now,
               const Effect& effect, std::string_view hash_before);

} // namespace motcua::dossier
