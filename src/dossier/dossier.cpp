#include "dossier/dossier.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace motcua::dossier {

namespace {

using enum State;
using account::Role;

constexpr Transition table[] = {
    {Action::acceptance, submitted, accepted},
    {Action::acceptance, awaiting_supplement, accepted},
    {Action::refusal, submitted, refused},
    {Action::supplement_request, submitted, awaiting_supplement},
    {Action::supplement_request, accepted, awaiting_supplement},
    {Action::supplement_request, in_process, awaiting_supplement},
    {Action::supplement, awaiting_supplement, awaiting_supplement}, // not accepted yet: the clerk looks again
    {Action::supplement, awaiting_supplement, in_process},
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
};

/// Two rows fit only when the citizen supplements; only an accepted dossier goes on by itself.
bool fits(const Transition& row, const Dossier& dossier) {
    if (row.action == Action::acceptance && row.from == awaiting_supplement) return !dossier.received();
    if (row.action != Action::supplement) return true;
    return (row.to == in_process) == dossier.received();
}

/// The roles that do each action at the desk; the citizen's own actions are not here.
std::span<const Role> desk_roles(Action action) {
    static constexpr Role clerk[] = {Role::clerk};
    static constexpr Role clerk_officer[] = {Role::clerk, Role::officer};
    static constexpr Role clerk_approver[] = {Role::clerk, Role::approver};
    static constexpr Role officer[] = {Role::officer};
    static constexpr Role approver[] = {Role::approver};
    static constexpr Role cashier[] = {Role::cashier};
    static constexpr Role controller[] = {Role::controller};
    switch (action) {
    case Action::acceptance:
    case Action::refusal:
    case Action::hand_over:
    case Action::submission:
        return clerk;
    case Action::supplement_request:
    case Action::fee_request:
        return clerk_officer;
    case Action::assignment:
        return clerk_approver;
    case Action::step:
        return officer;
    case Action::send_back:
    case Action::apology:
    case Action::stop:
    case Action::result:
        return approver;
    case Action::fee_settlement:
        return cashier;
    case Action::correction:
        return controller;
    case Action::supplement:
    case Action::withdrawal:
        return clerk; // at the counter, for one who came in person
    case Action::rating:
        return {}; // staff may not rate for the citizen (R85)
    }
    return {};
}

bool is_owners_action(Action action) {
    return action == Action::supplement || action == Action::withdrawal || action == Action::rating;
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
    if (row != std::end(table)) return row->to;
    return refuse(Kind::conflict, is_end(dossier.state) ? "dossier.closed" : "dossier.not_open_for_action");
}

Result<void> can_read(const account::Actor& actor, const Dossier& dossier, const unit::Tree& units) {
    if (actor.is_system() || owns(actor, dossier)) return {};
    for (const auto role : {Role::clerk, Role::officer, Role::approver, Role::cashier, Role::controller, Role::auditor})
        if (actor.has(role, dossier.unit, units)) return {};
    return refuse(actor.staff() ? Kind::forbidden : Kind::not_found, actor.staff() ? "dossier.other_unit" : "dossier.not_found");
}

Result<void> can(const account::Actor& actor, Action action, const Dossier& dossier, const unit::Tree& units) {
    if (auto readable = can_read(actor, dossier, units); !readable) return readable;
    if (actor.is_system()) return {};
    if (is_owners_action(action) && owns(actor, dossier)) return {};
    const bool counter_only = is_owners_action(action) && dossier.channel == procedure::Channel::online;
    for (const auto role : desk_roles(action))
        if (!counter_only && actor.has(role, dossier.unit, units)) return {};
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
