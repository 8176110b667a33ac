#pragma once

#include "db/database.hpp"
#include "digitising/digitising.hpp"
#include "dossier/changes.hpp"
#include "dossier/dossier.hpp"
#include "signature/actions.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What people do to a dossier. Each is one transaction: row, history, counters, messages. All refuse with `dossier.not_found`,
/// `dossier.moved_meanwhile` (somebody else was quicker: Kind::conflict), and what can() and the change itself refuse.
namespace motcua::dossier {

/// What every action needs.
struct Work {
    db::Database& database;
    const law::Law& law;
    const account::Actor& actor;
    Instant now;
    std::string_view number_key; ///< 32 bytes: seals personal numbers
    Locale locale = Locale::vi;
    signature::Means signing = {}; ///< without keys results are not signed
};

/// Which dossier, as the person last saw it. Version 0 takes whatever there is (only where nothing can be overwritten).
struct Target {
    std::string code;
    int version = 0;
};

struct PaperLink {
    std::string part; ///< key of the procedure's part; empty for loose papers
    Id document = 0;
};

/// A dossier as it comes in, online or typed at the counter.
struct Submission {
    SubmissionFacts facts;
    boost::json::object answers;
    std::vector<PaperLink> papers;
    std::string idempotency_key;       ///< same key and content: the same dossier again; other content: `dossier.key_used`
    std::vector<std::string> together; ///< other procedures of the same visit (nhóm hồ sơ), a dossier each, for the same owner
    bool accept_at_once = false;       ///< counter intake: taken in and accepted in the same transaction, by a clerk
};

/// Refusals beside those of begin(): form errors (fields are form keys), `dossier.paper_missing` (field is the part key),
/// `dossier.paper_not_yours`, `dossier.delivery_not_offered` on `delivery`.
struct Submitted {
    Dossier dossier;    ///< the first one, when there are several
    bool again = false; ///< this key was used before: nothing was written
};
/// A linked procedure makes a child for each of its procedures, in one transaction and under one request; `together` adds dossiers to it.
Result<Submitted> submit(const Work& work, Submission submission);

/// When another unit is competent, the dossier is on its way there at once: the transfer follows in the same transaction.
Result<Dossier> accept(const Work& work, const Target& target);
Result<Dossier> refuse_it(const Work& work, const Target& target, const Grounds& grounds);
Result<Dossier> request_supplement(const Work& work, const Target& target, const SupplementRequest& request);
Result<Dossier> supplement(const Work& work, const Target& target, std::string_view note, const std::vector<PaperLink>& papers);
/// `officer` must hold the role of the step in its unit, or be an officer of the dossier's: else field error `dossier.choose_officer`.
Result<Dossier> assign(const Work& work, const Target& target, Id officer);
/// A step is done by whom it is assigned to, one of an approver by any who hold that role there. Opinions that are asked keep it from
/// going on: `opinion.still_waiting` while there is time to answer, field error `silent` `opinion.state_silence` until silence is
/// stated, `opinion.not_asked_yet` when the workflow asks for opinions that nobody asked for.
struct StepDone {
    std::string opinion;
    std::string to;      ///< where the workflow leaves a choice
    bool silent = false; ///< said to know that silence is not consent
};
Result<Dossier> finish_step(const Work& work, const Target& target, const StepDone& done);
Result<Dossier> send_back(const Work& work, const Target& target, std::string_view reason, std::string_view to = {});
/// Asks other units and roles at once, by whom the dossier is assigned to. Refusals beside those of opinion::ask():
/// `dossier.assigned_to_another`.
Result<Dossier> request_opinions(const Work& work, const Target& target, const std::vector<opinion::Place>& places,
                                 std::string_view question);
/// By whoever was asked, wherever they work. Refusals beside those of opinion::give().
Result<Dossier> give_opinion(const Work& work, const Target& target, std::string_view verdict, std::string_view words);
Result<Dossier> request_fee(const Work& work, const Target& target, Money amount, std::string_view reason);
Result<Dossier> settle_fee(const Work& work, const Target& target, std::string_view receipt_number);
Result<Dossier> apologise(const Work& work, const Target& target, Day new_day, std::string_view reason);
Result<Dossier> withdraw(const Work& work, const Target& target, std::string_view reason);
Result<Dossier> stop(const Work& work, const Target& target, const Grounds& grounds);
/// An electronic result is in the citizen's hands at once: hand-over follows in the same transaction. Where the unit has a key, its
/// signature is asked for in it too; refuses beforehand what cannot be signed, as signature::check().
Result<Dossier> resolve(const Work& work, const Target& target, const Outcome& outcome);
/// To the one who came for it, or as the post says that it arrived.
Result<Dossier> hand_over(const Work& work, const Target& target, std::string_view to, std::string_view ground = {});
Result<Dossier> dispatch(const Work& work, const Target& target, const Posting& posting);
Result<Dossier> return_parcel(const Work& work, const Target& target, std::string_view reason);
/// What is of a known kind is in the citizen's store from now on. Field errors on `document`: `dossier.no_such_paper` (only what came with
/// the dossier or its supplements, not what was taken from the store), `dossier.checked_already`.
Result<Dossier> check_paper(const Work& work, const Target& target, Id document);
/// By the system alone, for a dossier that waits for its supplement.
Result<Dossier> lapse(const Work& work, const Target& target);
/// Those whose wait is over, closed one by one; and those that are told that it is nearly over. Both may run as often as they like.
/// Return how many.
int lapse_all(db::Database& database, const law::Law& law, std::string_view number_key, Instant now);
int warn_all(db::Database& database, const law::Law& law, std::string_view number_key, Instant now);
Result<Dossier> rate(const Work& work, const Target& target, const Rating& rating);
/// By whoever holds code and secret, without an account: as rate(). Kind::not_found for a wrong one; Kind::forbidden
/// `dossier.staff_may_not_rate` for anybody who works at a desk, for the receipt with the secret passes through their hands (R85).
Result<Dossier> rate_tracked(const Work& work, std::string_view code, std::string_view secret, const Rating& rating);
Result<Dossier> correct(const Work& work, const Target& target, std::string_view what);
Result<Dossier> transfer(const Work& work, const Target& target, const Transfer& to);
Result<Dossier> confirm_arrival(const Work& work, const Target& target);
/// Scans of papers that were handed in on paper. Where the receiving unit has a key they are signed, by the clerk's own key first when
/// there is one. Refusals beside those of digitising::checked(), with fields `file.{part}`: those of signature::check() and
/// `dossier.paper_not_yours`.
Result<Dossier> digitise(const Work& work, const Target& target, std::vector<digitising::Given> given);

// Reading.

/// A dossier with what belongs on its page.
struct Paper {
    Id document = 0;
    std::string part;
    std::string kind; ///< part, supplement, result
    std::string file_name;
    std::string media_type;
    std::int64_t bytes = 0;
    std::string sha256;
    Instant added_at;
};
/// One dossier of a request, in the order in which they were asked for.
struct Sibling {
    Id id = 0;
    std::string code;
    std::string procedure;
    State state = State::submitted;
    std::optional<Instant> due_at;
    std::optional<Instant> urgent_at;
    Id resolving_unit = 0;
};
struct Folder {
    Dossier dossier;
    boost::json::object answers;
    std::vector<Paper> papers;
    std::vector<Event> events;
    std::vector<Sibling> siblings; ///< all of its request, itself included; empty when it came alone
    std::vector<opinion::Opinion> opinions = {};
    std::vector<signature::Signing> signings = {}; ///< of results and scans that are signed or wait for it
    std::vector<digitising::Scan> scans = {};

    std::optional<signature::Signing> signing_of(Id document) const;
    const digitising::Scan* scan_of(Id document) const;
    /// Keys of the parts that came on paper.
    std::vector<std::string> on_paper() const;
    digitising::Extent digitised() const;
};
/// Checks can_read, and lets in who was asked for an opinion; a read by staff is noted once a day, and the owner can see it.
Result<Folder> open(const Work& work, std::string_view code);
/// Without papers and history.
Result<Dossier> find(const Work& work, std::string_view code);
/// For the tracking page: code and secret, no account. `dossier.not_found` for a wrong one, whichever was wrong.
Result<Folder> track(db::Database& database, const law::Law& law, std::string_view number_key, std::string_view code,
                     std::string_view secret);
struct Reading {
    std::string reader_name;
    Instant first_at;
};
std::vector<Reading> readings(db::Database& database, const Dossier& dossier);

/// One line of a list.
struct Line {
    Id unit;
    Id id;
    std::string code;
    State state;
    std::string procedure;
    procedure::Channel channel;
    std::string owner_name;
    Instant submitted_at;
    std::optional<Instant> due_at;
    std::optional<Instant> urgent_at;
    Id assignee;
    std::string step;
    int version;
    Id resolving_unit;
    Id desk;
    int in_transit;
};
struct ListFilter {
    std::vector<Id> units;       ///< on whose desks; must not be empty. With a state that waits for nobody: receiving or resolving units
    bool sent_elsewhere = false; ///< instead: what these units received and handed on, newest first
    std::optional<State> state;  ///< nothing: all that wait for the office
    std::string procedure;
    std::optional<Id> assignee;
    std::optional<Instant> due_before;
    std::optional<Instant> promised_before; ///< the office's next promise falls before this
};
/// Key-set pages, most urgent first. `after` is the `next` of the page before.
struct Page {
    std::vector<Line> lines;
    std::string next; ///< empty on the last page
};
Result<Page> list(db::Database& database, const ListFilter& filter, std::string_view after, int limit);
std::vector<Line> of_account(db::Database& database, Id account, int limit);

/// One line of the register (sổ theo dõi hồ sơ): a dossier that the unit accepted.
struct RegisterLine {
    Id id;
    std::string code;
    std::string procedure;
    int procedure_version;
    std::string owner_name;
    std::string owner_phone;
    std::string owner_address;
    State state;
    Delivery delivery;
    Instant accepted_at;
    std::optional<Instant> due_at;
    std::optional<Instant> returned_at;
    std::string acceptance; ///< details of its acceptance, JSON: the number in the register among them
    std::string hand_over;  ///< details of its hand-over; empty before
};
/// What the unit accepted on the days `from` to `to`, in that order, by whoever works with its dossiers; each of them is noted as read.
/// Field errors `dossier.register_days` (no such span, or more than 92 days) and `dossier.register_too_long` (more than 2,000 lines).
Result<std::vector<RegisterLine>> register_of(const Work& work, Id unit, Day from, Day to);

struct StateCount {
    static constexpr std::int64_t most = 1000; ///< nobody is shown more than "over a thousand"
    State state;
    std::int64_t count; ///< at most `most` + 1
    std::int64_t late;  ///< likewise
};
/// How much lies on the desk, by state; only what waits for the office. Costs the same whatever the number.
std::vector<StateCount> waiting(db::Database& database, const std::vector<Id>& units, Instant now);

/// What each unit promised and has not yet decided; what is decided and waits to be handed over is not among it.
struct UnitLoad {
    Id unit = 0;
    std::int64_t late = 0;  ///< promised before `now`
    std::int64_t today = 0; ///< from then to before `day_ends`
    std::int64_t soon = 0;  ///< from then to before `near_ends`
};
/// Only units that have any, in no order.
std::vector<UnitLoad> loads(db::Database& database, const std::vector<Id>& units, Instant now, Instant day_ends, Instant near_ends);

} // namespace motcua::dossier
