#include "dossier/dossier.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "reception/continuation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::dossier {

namespace {

using enum State;
using account::Role;
using reception::holds;

constexpr Transition table[] = {
    {Action::acceptance, submitted, accepted},
    {Action::acceptance, awaiting_supplement, accepted, When::before_acceptance},
    {Action::refusal, submitted, refused},
    {Action::supplement_request, submitted, awaiting_supplement},
    {Action::supplement_request, accepted, awaiting_supplement},
    {Action::supplement_request, in_process, awaiting_supplement},
    {Action::supplement, awaiting_supplement, awaiting_supplement, When::before_acceptance}, // the clerk looks again
    {Action::supplement, awaiting_supplement, in_process, When::after_acceptance},
    {Action::assignment, accepted, in_process},
    {Action::assignment, in_process, in_process},
    {Action::step, in_process, in_process},
    {Action::send_back, in_process, in_process},
    {Action::fee_request, accepted, awaiting_fee},
    {Action::fee_request, in_process, awaiting_fee},
    {Action::fee_settlement, awaiting_fee, in_process},
    {Action::apology, accepted, accepted},
    {Action::apology, in_process, in_process},
    {Action::withdrawal, submitted, withdrawn},
    {Action::withdrawal, accepted, withdrawn},
    {Action::withdrawal, in_process, withdrawn},
    {Action::withdrawal, awaiting_supplement, withdrawn},
    {Action::withdrawal, awaiting_fee, withdrawn},
    {Action::stop, accepted, stopped},
    {Action::stop, in_process, stopped},
    {Action::stop, awaiting_supplement, stopped},
    {Action::stop, awaiting_supplement, stopped, When::lapsed},
    {Action::stop, awaiting_fee, stopped},
    {Action::result, in_process, resolved},
    {Action::hand_over, resolved, returned},
    {Action::rating, resolved, resolved},
    {Action::rating, returned, returned},
    {Action::correction, submitted, submitted},
    {Action::correction, accepted, accepted},
    {Action::correction, in_process, in_process},
    {Action::correction, awaiting_supplement, awaiting_supplement},
    {Action::correction, awaiting_fee, awaiting_fee},
    {Action::correction, resolved, resolved},
    {Action::correction, returned, returned},
    {Action::transfer, accepted, accepted},
    {Action::transfer, in_process, in_process},
    {Action::transfer_receipt, accepted, accepted},
    {Action::transfer_receipt, in_process, in_process},
    {Action::opinion_request, in_process, in_process},
    {Action::opinion, in_process, in_process},
    {Action::digitisation, submitted, submitted},
    {Action::digitisation, accepted, accepted},
    {Action::digitisation, in_process, in_process},
    {Action::digitisation, awaiting_supplement, awaiting_supplement},
    {Action::digitisation, awaiting_fee, awaiting_fee},
    {Action::paper_check, submitted, submitted},
    {Action::paper_check, accepted, accepted},
    {Action::paper_check, in_process, in_process},
    {Action::paper_check, awaiting_supplement, awaiting_supplement},
    {Action::paper_check, awaiting_fee, awaiting_fee},
    {Action::dispatch, resolved, resolved},
    {Action::parcel_return, resolved, resolved},
};

constexpr Role clerk[] = {Role::clerk};
constexpr Role clerk_officer[] = {Role::clerk, Role::officer};
constexpr Role officer_approver[] = {Role::officer, Role::approver};
constexpr Role clerk_approver[] = {Role::clerk, Role::approver};
constexpr Role officer[] = {Role::officer};
constexpr Role approver[] = {Role::approver};
constexpr Role cashier[] = {Role::cashier};
constexpr Role controller[] = {Role::controller};

// In the order of Action.
constexpr Performers who[] = {
    {Action::submission, clerk, true},
    {Action::acceptance, clerk},
    {Action::refusal, clerk},
    {Action::supplement_request, clerk_officer},
    {Action::supplement, clerk, true, true},
    {Action::assignment, clerk_approver},
    {Action::step, officer_approver}, // an approver where the workflow gives a step before the signature to one
    {Action::send_back, approver},
    {Action::fee_request, clerk_officer},
    {Action::fee_settlement, cashier},
    {Action::apology, approver},
    {Action::withdrawal, clerk, true, true},
    {Action::stop, approver},
    {Action::result, approver},
    {Action::hand_over, clerk, false, true},
    {Action::rating, {}, true}, // staff may not rate for the citizen (R85)
    {Action::correction, controller, false, true},
    {Action::transfer, clerk_officer},
    {Action::transfer_receipt, clerk_officer},
    {Action::opinion_request, officer},
    {Action::opinion, officer_approver},
    {Action::digitisation, clerk, false, true}, // where the papers were handed in, wherever the dossier lies
    {Action::paper_check, clerk_officer},
    {Action::dispatch, clerk, false, true},
    {Action::parcel_return, clerk, false, true},
};

bool fits(const Transition& row, const Dossier& dossier) {
    if (row.when == When::lapsed) return false;
    return row.when == When::always || (row.when == When::after_acceptance) == dossier.received();
}

const Performers& performers_of(Action action) {
    return who[static_cast<std::size_t>(action)];
}

/// Somebody of another unit to whom the workflow gave it.
bool is_assigned(const account::Actor& actor, const Dossier& dossier) {
    return actor.staff() && actor.account == dossier.assignee;
}

/// Until the unit it was handed to has confirmed that it is there, nobody works on it.
bool waits_for_arrival(Action action) {
    return action != Action::transfer && action != Action::transfer_receipt && action != Action::withdrawal &&
           action != Action::correction && action != Action::digitisation;
}

bool holds_anywhere(const account::Actor& actor, Role role, const Dossier& dossier, const unit::Tree& units) {
    return holds(actor, role, dossier.unit, units) ||
           (dossier.resolver() != dossier.unit && holds(actor, role, dossier.resolver(), units)) ||
           (dossier.lies_at() != dossier.unit && holds(actor, role, dossier.lies_at(), units));
}

bool owns(const account::Actor& actor, const Dossier& dossier) {
    return actor.signed_in() && actor.account == dossier.account;
}

} // namespace

int number_of(State state) {
    return static_cast<int>(state) + 1;
}

std::span<const Transition> transitions() {
    return table;
}

std::span<const Performers> performers() {
    return who;
}

bool is_end(State state) {
    return state == refused || state == withdrawn || state == stopped || state == returned;
}

bool is_paused(State state) {
    return state == awaiting_supplement || state == awaiting_fee;
}

Result<State> after(const Dossier& dossier, Action action) {
    const auto row = std::find_if(std::begin(table), std::end(table), [&](const Transition& candidate) {
        return candidate.action == action && candidate.from == dossier.state && fits(candidate, dossier);
    });
    const bool nothing_to_confirm = action == Action::transfer_receipt && !dossier.in_transit;
    if (row != std::end(table) && !nothing_to_confirm) {
        if (dossier.in_transit && waits_for_arrival(action)) return refuse(Kind::conflict, "dossier.confirm_arrival_first");
        return row->to;
    }
    return refuse(Kind::conflict, is_end(dossier.state) ? "dossier.closed" : "dossier.not_open_for_action");
}

Result<Transition> lapse_of(const Dossier& dossier) {
    const bool waits = dossier.state == awaiting_supplement && dossier.paused_at;
    for (const auto& row : table)
        if (waits && row.from == dossier.state && row.when == When::lapsed) return row;
    return refuse(Kind::conflict, "dossier.not_open_for_action");
}

Result<void> can_read(const account::Actor& actor, const Dossier& dossier, const unit::Tree& units) {
    if (actor.is_system() || owns(actor, dossier) || is_assigned(actor, dossier)) return {};
    for (const auto role : {Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor})
        if (holds_anywhere(actor, role, dossier, units)) return {};
    return refuse(actor.staff() ? Kind::forbidden : Kind::not_found, actor.staff() ? "dossier.other_unit" : "dossier.not_found");
}

Result<void> can(const account::Actor& actor, Action action, const Dossier& dossier, const unit::Tree& units) {
    if (auto readable = can_read(actor, dossier, units); !readable) return readable;
    if (actor.is_system()) return {};
    const auto& performers = performers_of(action);
    if (performers.owner && owns(actor, dossier)) return {};
    const bool only_the_owner = performers.owner && dossier.channel == procedure::Channel::online;
    for (const auto role : performers.roles)
        if (!only_the_owner &&
            ((performers.anywhere ? holds_anywhere(actor, role, dossier, units) : holds(actor, role, dossier.lies_at(), units)) ||
             (is_assigned(actor, dossier) && actor.has(role))))
            return {};
    return refuse(Kind::forbidden, "dossier.not_your_step");
}

Result<void> can_take_in(const account::Actor& actor, Id unit, const unit::Tree& units) {
    if (actor.is_system() || actor.has(Role::clerk, unit, units)) return {};
    return refuse(Kind::forbidden, "dossier.other_unit");
}

Result<void> can_submit(const account::Actor& actor) {
    if (actor.is_system() || (actor.signed_in() && actor.citizen)) return {};
    return refuse(Kind::forbidden, "dossier.citizens_only");
}

std::string code_of(std::string_view unit_identifier, Day day, int sequence) {
    return fmt::format("{}-{}-{:04}", unit_identifier, yymmdd(day), sequence);
}

std::optional<CodeParts> parse_code(std::string_view code) {
    const auto parts = split(code, '-');
    if (parts.size() != 3 || parts[0].empty() || parts[0].size() > 20 || parts[1].size() != 6 || parts[2].size() < 4 ||
        parts[2].size() > 7 || !all_digits(parts[1]) || !all_digits(parts[2]))
        return std::nullopt;
    const auto number = [](std::string_view digits) {
        int value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    };
    const auto day = day_of(2000 + number(parts[1].substr(0, 2)), number(parts[1].substr(2, 2)), number(parts[1].substr(4, 2)));
    if (!day) return std::nullopt;
    return CodeParts{std::string(parts[0]), *day, number(parts[2])};
}

std::string tracking_secret(std::string_view key, std::string_view code) {
    constexpr std::string_view alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    const auto digest = crypto::keyed_hash_hex(key, "track " + std::string(code));
    std::string secret;
    for (std::size_t place = 0; place < 16; place += 2) {
        unsigned value = 0;
        std::from_chars(digest.data() + place, digest.data() + place + 2, value, 16);
        secret += alphabet[value % alphabet.size()];
    }
    return secret;
}

} // namespace motcua::dossier
