#pragma once

#include "account/account.hpp"
#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "procedure/procedure.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace motcua::dossier {

/// Trạng thái hồ sơ. In the order of the national portal: number_of() gives its 1…10.
enum class State { submitted, accepted, refused, in_process, awaiting_supplement, awaiting_fee, withdrawn, stopped, resolved, returned };
int number_of(State state);

/// What people do to a dossier. Each is a noun in a URL.
enum class Action {
    submission,
    acceptance,
    refusal,
    supplement_request,
    supplement,
    assignment,
    step,
    send_back,
    fee_request,
    fee_settlement,
    apology,
    withdrawal,
    stop,
    result,
    hand_over,
    rating,
    correction,
    transfer,         ///< handed on to the competent unit (luân chuyển)
    transfer_receipt, ///< that unit confirms that it has it
    opinion_request,
    opinion,
    digitisation, ///< papers that came on paper are scanned (số hóa)
    paper_check,  ///< a paper was compared with its original
    dispatch,     ///< the result went off by post
    parcel_return ///< and came back to the counter
};

/// How the applicant wants the result (phương thức nhận kết quả).
enum class Delivery { electronic, counter, post };

/// Who may own a dossier (chủ hồ sơ).
enum class OwnerKind { person, household_business, enterprise, organisation };

struct Owner {
    std::string name;
    std::string citizen_number; ///< sealed in the database
    std::string phone;
    std::string email;
    std::string address;
    OwnerKind kind = OwnerKind::person;
    std::string tax_code; ///< mã số thuế of a business or an organisation
};

/// Tidied and checked; field errors on `owner.name`, `owner.citizen_number`, `owner.phone`, `owner.tax_code`. Only the name must be there,
/// and of a household business or an enterprise the tax code.
Result<Owner> checked_owner(Owner owner);

/// Who acts for the owner (người được ủy quyền), and on what ground (R64).
struct Representative {
    std::string name;
    std::string citizen_number; ///< sealed in the database
    std::string ground;         ///< the paper of authorisation
    std::optional<Day> until;   ///< last day of the authority; nothing: not limited
};
/// Tidied and checked on the day; field errors on `representative.name`, `.citizen_number`, `.ground`, `.until`
/// (`dossier.authority_ended`). All but the last day must be there.
Result<Representative> checked_representative(Representative representative, Day today);

struct Dossier {
    Id unit = 0; ///< receiving unit and shard key, for good
    Id id = 0;
    std::string code;
    int version = 1;
    State state = State::submitted;
    std::string procedure;
    int procedure_version = 1;
    int workflow_version = 1; ///< of its acceptance, for good
    int form_version = 1;
    int calendar_version = 0;
    std::string rule_set; ///< key and version of the law it was accepted under, for good; before acceptance, of its submission
    int rule_set_version = 0;
    procedure::Channel channel = procedure::Channel::online;
    Id account = 0;     ///< whose it is; 0 for a counter intake without account
    Id assisted_by = 0; ///< the helper beside, never instead
    Owner owner;
    Delivery delivery = Delivery::electronic;
    Instant submitted_at;
    std::optional<Instant> acknowledge_by;
    std::optional<Instant> accepted_at;
    std::optional<Instant> due_at;
    std::optional<Instant> paused_at;
    std::optional<Instant> resolved_at;
    std::optional<Instant> returned_at;
    std::optional<Instant> urgent_at; ///< when the office's next promise is due; nothing while it waits for the citizen or is at its end
    int supplement_requests = 0;      ///< how often the citizen was asked to supplement
    Id assignee = 0;
    std::string step; ///< key of the workflow step it is in
    Id result_document = 0;
    bool result_electronic = false;
    Id resolving_unit = 0; ///< the competent unit (cơ quan giải quyết); 0: the receiving one
    Id help_place = 0;     ///< where somebody helped to send it (nơi hỗ trợ); 0: nowhere else
    Id desk = 0;           ///< on whose desk it lies; 0: the receiving unit's
    Id request = 0;        ///< the one visit or linked request it came in with, beside others; 0: it came alone
    std::string linked_by; ///< code of the linked procedure (thủ tục liên thông) whose child it is
    std::optional<Representative> representative;
    bool in_transit = false; ///< handed on, and the other unit has not yet said that it has it

    bool received() const { return accepted_at.has_value(); }
    Id resolver() const { return resolving_unit != 0 ? resolving_unit : unit; }
    Id lies_at() const { return desk != 0 ? desk : unit; }
    bool for_elsewhere() const { return resolver() != unit; } ///< received beyond the bounds of the competent unit (phi địa giới)
};

/// Where an action leads to two states, or is open at one of two times only, the row to take depends on the acceptance.
/// `lapsed` rows are nobody's: the system takes them by itself when the citizen was waited for long enough (R23); after() knows none of
/// them.
enum class When { always, before_acceptance, after_acceptance, lapsed };

/// One row of the transition table (bảng chuyển trạng thái): what may happen in which state, and where it leads.
struct Transition {
    Action action;
    State from;
    State to;
    When when = When::always;
};
/// The whole table: the only place that says what may happen when. docs/states.md is drawn from it.
std::span<const Transition> transitions();

/// Who does an action: the roles at the desk, and whether the citizen does it to a dossier of their own. What is the citizen's is done
/// at the desk only for a dossier that did not come online. An opinion is given by whoever holds the role in the unit that was asked,
/// wherever that is (src/opinion).
struct Performers {
    Action action;
    std::span<const account::Role> roles;
    bool owner = false;
    bool anywhere = false; ///< at the receiving and the resolving unit, wherever it lies; else only where it lies
};
/// One row for each action.
std::span<const Performers> performers();

/// The state after `action`, or why not: Kind::conflict with `dossier.closed`, `dossier.not_open_for_action`, or, for what is the resolving
/// unit's while the dossier is on its way there, `dossier.confirm_arrival_first`.
Result<State> after(const Dossier& dossier, Action action);
/// What the system does with a dossier whose supplement did not come: it is stopped, accepted or not (R23). Kind::conflict
/// `dossier.not_open_for_action` when it does not wait for one.
Result<Transition> lapse_of(const Dossier& dossier);
bool is_end(State state);
/// The legal clock does not run: the citizen has to do something (R21).
bool is_paused(State state);

/// The one answer to "may they do it?": Kind::forbidden, or Kind::not_found where even the existence is none of their business.
/// Says nothing about the state: that is after(). Whom a dossier is assigned to works on it wherever their own unit is.
Result<void> can(const account::Actor& actor, Action action, const Dossier& dossier, const unit::Tree& units);
Result<void> can_read(const account::Actor& actor, const Dossier& dossier, const unit::Tree& units);
/// A clerk may take in a dossier at the counter of `unit`.
Result<void> can_take_in(const account::Actor& actor, Id unit, const unit::Tree& units);
/// A person may send a dossier of their own online.
Result<void> can_submit(const account::Actor& actor);

/// `H10.35.12-220711-0001`
std::string code_of(std::string_view unit_identifier, Day day, int sequence);
/// The unit identifier and the day inside a code; nothing when it is not one.
struct CodeParts {
    std::string identifier;
    Day day;
    int sequence;
};
std::optional<CodeParts> parse_code(std::string_view code);

/// Eight letters that open the tracking page together with the code. Not stored: made from the key, so a copy of the database opens
/// nothing.
std::string tracking_secret(std::string_view key, std::string_view code);

} // namespace motcua::dossier

template <>
struct motcua::Words<motcua::dossier::State> {
    static constexpr std::array words{std::string_view("submitted"),
                                      std::string_view("accepted"),
                                      std::string_view("refused"),
                                      std::string_view("in_process"),
                                      std::string_view("awaiting_supplement"),
                                      std::string_view("awaiting_fee"),
                                      std::string_view("withdrawn"),
                                      std::string_view("stopped"),
                                      std::string_view("resolved"),
                                      std::string_view("returned")};
};
template <>
struct motcua::Words<motcua::dossier::Action> {
    static constexpr std::array words{std::string_view("submission"),
                                      std::string_view("acceptance"),
                                      std::string_view("refusal"),
                                      std::string_view("supplement-request"),
                                      std::string_view("supplement"),
                                      std::string_view("assignment"),
                                      std::string_view("step"),
                                      std::string_view("send-back"),
                                      std::string_view("fee-request"),
                                      std::string_view("fee-settlement"),
                                      std::string_view("apology"),
                                      std::string_view("withdrawal"),
                                      std::string_view("stop"),
                                      std::string_view("result"),
                                      std::string_view("hand-over"),
                                      std::string_view("rating"),
                                      std::string_view("correction"),
                                      std::string_view("transfer"),
                                      std::string_view("transfer-receipt"),
                                      std::string_view("opinion-request"),
                                      std::string_view("opinion"),
                                      std::string_view("digitisation"),
                                      std::string_view("paper-check"),
                                      std::string_view("dispatch"),
                                      std::string_view("parcel-return")};
};
template <>
struct motcua::Words<motcua::dossier::OwnerKind> {
    static constexpr std::array words{std::string_view("person"), std::string_view("household_business"), std::string_view("enterprise"),
                                      std::string_view("organisation")};
};
template <>
struct motcua::Words<motcua::dossier::Delivery> {
    static constexpr std::array words{std::string_view("electronic"), std::string_view("counter"), std::string_view("post")};
};
