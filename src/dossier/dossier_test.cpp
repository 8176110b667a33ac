#include "dossier/dossier.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "dossier/changes.hpp"
#include "dossier/diagram.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>

using namespace motcua;
using namespace motcua::dossier;
using account::Role;

namespace {

/// The moves the national portal knows, by its numbers; an action that stays in a state is no move.
const std::map<int, std::set<int>> allowed_moves{{1, {2, 3, 5, 7}}, {2, {4, 5, 6, 7, 8}}, {4, {5, 6, 7, 8, 9}},
                                                 {5, {2, 4, 7, 8}}, {6, {4, 7, 8}},       {9, {10}}};

unit::Tree small_tree() {
    const Day from = *day_of(2020, 1, 1);
    const auto unit = [&](Id id, Id parent, std::string identifier, int depth) {
        unit::Unit made;
        made.id = id;
        made.parent = parent;
        made.code = identifier;
        made.identifier = identifier;
        made.name = made.full_name = identifier;
        made.valid_from = from;
        made.depth = depth;
        return made;
    };
    return unit::Tree({unit(1, 0, "H10", 1), unit(2, 1, "H10.35", 2), unit(3, 2, "H10.35.12", 3), unit(4, 2, "H10.35.13", 3)});
}

account::Actor holding(Role role, Id unit) {
    account::Actor actor;
    actor.account = 77;
    actor.name = "Người thử";
    actor.grants = {{role, unit}};
    actor.citizen = role == Role::citizen;
    return actor;
}

Dossier in_unit(Id unit, State state) {
    Dossier dossier;
    dossier.unit = unit;
    dossier.account = 5;
    dossier.state = state;
    if (state != State::submitted && state != State::refused) dossier.accepted_at = Instant{1};
    return dossier;
}

std::vector<State> all_states() {
    std::vector<State> states;
    for (std::size_t i = 0; i < Words<State>::words.size(); ++i) states.push_back(static_cast<State>(i));
    return states;
}

std::vector<Action> all_actions() {
    std::vector<Action> actions;
    for (std::size_t i = 0; i < Words<Action>::words.size(); ++i) actions.push_back(static_cast<Action>(i));
    return actions;
}

} // namespace

TEST_CASE("every move of the table is one the national portal allows, and every allowed move is in the table") {
    std::map<int, std::set<int>> moves;
    for (const auto& row : transitions())
        if (row.from != row.to) moves[number_of(row.from)].insert(number_of(row.to));
    CHECK(moves == allowed_moves);
}

TEST_CASE("in every state every action leads to one state or is refused as a conflict") {
    for (const auto state : all_states())
        for (const auto action : all_actions())
            for (const bool accepted : {false, true}) {
                auto dossier = in_unit(3, state);
                dossier.accepted_at = accepted ? std::optional(Instant{1}) : std::nullopt;
                const auto next = after(dossier, action);
                if (next) continue;
                CHECK(next.error().kind == Kind::conflict);
                CHECK(next.error().code == (is_end(state) ? "dossier.closed" : "dossier.not_open_for_action"));
            }
}

TEST_CASE("an ended dossier takes nothing but a rating or a correction of what was returned") {
    for (const auto state : all_states()) {
        if (!is_end(state)) continue;
        for (const auto action : all_actions()) {
            const bool may = state == State::returned && (action == Action::rating || action == Action::correction);
            CHECK(after(in_unit(3, state), action).has_value() == may);
        }
    }
}

TEST_CASE("a role reaches down its own subtree and nowhere else") {
    const auto tree = small_tree();
    const auto dossier = in_unit(3, State::submitted);
    CHECK(can(holding(Role::clerk, 3), Action::acceptance, dossier, tree));
    CHECK(can(holding(Role::clerk, 2), Action::acceptance, dossier, tree));
    CHECK(can(holding(Role::clerk, 1), Action::acceptance, dossier, tree));
    const auto other = can(holding(Role::clerk, 4), Action::acceptance, dossier, tree);
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == Kind::forbidden);
}

TEST_CASE("no one but the owner rates, and staff of the unit do only what their role does") {
    const auto tree = small_tree();
    const auto dossier = in_unit(3, State::returned);
    for (std::size_t i = 0; i < Words<Role>::words.size(); ++i) {
        const auto role = static_cast<Role>(i);
        CHECK_FALSE(can(holding(role, 3), Action::rating, dossier, tree));
    }
    account::Actor owner;
    owner.account = 5;
    owner.citizen = true;
    CHECK(can(owner, Action::rating, dossier, tree));
    CHECK_FALSE(can(owner, Action::acceptance, dossier, tree));
    CHECK_FALSE(can(holding(Role::officer, 3), Action::acceptance, in_unit(3, State::submitted), tree));
    CHECK_FALSE(can(holding(Role::clerk, 3), Action::result, in_unit(3, State::in_process), tree));
}

TEST_CASE("a stranger does not even learn that a dossier exists") {
    const auto tree = small_tree();
    for (const auto role : {Role::citizen, Role::helper, Role::visitor, Role::team_lead}) {
        const auto seen = can_read(holding(role, 3), in_unit(3, State::submitted), tree);
        REQUIRE_FALSE(seen);
        CHECK(seen.error().kind == Kind::not_found);
    }
}

TEST_CASE("a dossier on its way takes only its arrival, a hand-on, a withdrawal, a correction or a scan of its papers") {
    for (const auto state : {State::accepted, State::in_process})
        for (const auto action : all_actions()) {
            auto dossier = in_unit(3, state);
            const auto here = after(dossier, action);
            dossier.in_transit = true;
            const auto moving = after(dossier, action);
            const bool free = action == Action::transfer || action == Action::withdrawal || action == Action::correction ||
                              action == Action::digitisation;
            if (action == Action::transfer_receipt)
                CHECK((moving && !here));
            else if (here && !free)
                CHECK((!moving && moving.error().code == "dossier.confirm_arrival_first"));
            else
                CHECK(moving.has_value() == here.has_value());
        }
}

TEST_CASE("a dossier handed on is worked on where it lies, and read, withdrawn and handed over at both ends") {
    const auto tree = small_tree();
    auto dossier = in_unit(3, State::in_process);
    dossier.resolving_unit = dossier.desk = 4;
    dossier.channel = procedure::Channel::direct;
    CHECK(can(holding(Role::officer, 4), Action::step, dossier, tree));
    CHECK_FALSE(can(holding(Role::officer, 3), Action::step, dossier, tree));
    CHECK_FALSE(can(holding(Role::clerk, 3), Action::assignment, dossier, tree));
    for (const Id unit : {3, 4}) {
        CHECK(can_read(holding(Role::officer, unit), dossier, tree));
        CHECK(can(holding(Role::clerk, unit), Action::withdrawal, dossier, tree));
        CHECK(can(holding(Role::clerk, unit), Action::supplement, dossier, tree));
        CHECK(can(holding(Role::clerk, unit), Action::hand_over, dossier, tree));
    }
}

TEST_CASE("codes are written and read back") {
    const auto code = code_of("H10.35.12", *day_of(2022, 7, 11), 1);
    CHECK(code == "H10.35.12-220711-0001");
    const auto parts = parse_code(code);
    REQUIRE(parts);
    CHECK(parts->identifier == "H10.35.12");
    CHECK(parts->day == *day_of(2022, 7, 11));
    CHECK(parts->sequence == 1);
    CHECK(parse_code(code_of("H10", *day_of(2026, 1, 2), 12345))->sequence == 12345);
    for (const auto* wrong : {"", "H10", "H10-220711", "H10-221311-0001", "H10-220711-1", "H10-220711-00a1", "-220711-0001"})
        CHECK_FALSE(parse_code(wrong));
}

TEST_CASE("the tracking secret follows from the key and the code alone") {
    const std::string key(32, 'k');
    const auto secret = tracking_secret(key, "H10-220711-0001");
    CHECK(secret.size() == 8);
    CHECK(secret == tracking_secret(key, "H10-220711-0001"));
    CHECK(secret != tracking_secret(key, "H10-220711-0002"));
    CHECK(secret != tracking_secret(std::string(32, 'l'), "H10-220711-0001"));
}

TEST_CASE("any change to an event changes its hash") {
    Event event{2, Action::acceptance, "submitted", "accepted", 7, "Bình", Instant{1'657'500'000'000}, "{}", ""};
    const auto hash = hash_of(event, "before");
    CHECK(hash != hash_of(event, "other"));
    auto changed = event;
    changed.at = changed.at + 1;
    CHECK(hash != hash_of(changed, "before"));
    changed = event;
    changed.actor_name = "Binh";
    CHECK(hash != hash_of(changed, "before"));
    changed = event;
    changed.details = R"({"due_at":"x"})";
    CHECK(hash != hash_of(changed, "before"));
}

namespace {

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// Who may do an action to a dossier: every role by itself in the dossier's unit, and its owner. Roles of another unit may nothing.
std::string allowed(Action action, const Dossier& dossier, const unit::Tree& tree) {
    std::string all;
    account::Actor owner;
    owner.account = dossier.account;
    owner.citizen = true;
    if (can(owner, action, dossier, tree)) all = "owner";
    for (std::size_t i = 0; i < Words<Role>::words.size(); ++i) {
        const auto role = static_cast<Role>(i);
        CHECK_FALSE(can(holding(role, 4), action, dossier, tree));
        if (can(holding(role, 3), action, dossier, tree)) all += (all.empty() ? "" : " ") + std::string(word_of(role));
    }
    return all.empty() ? "nobody" : all;
}

/// What the reviewed table says of an action, or nothing where it is refused whoever asks.
std::string cells_of(Dossier dossier, Action action, const unit::Tree& tree) {
    const auto next = after(dossier, action);
    if (!next) return {};
    dossier.channel = procedure::Channel::online;
    const auto online = allowed(action, dossier, tree);
    dossier.channel = procedure::Channel::direct;
    const auto at_the_counter = allowed(action, dossier, tree);
    return std::string(word_of(*next)) + "\t" + online + "\t" + at_the_counter + "\n";
}

/// The lines of a state and an action: one when it makes no difference whether the dossier was accepted, else one for each.
std::string lines_of(const Dossier& dossier, Action action, const unit::Tree& tree) {
    auto accepted = dossier;
    accepted.accepted_at = Instant{1};
    auto fresh = dossier;
    fresh.accepted_at = std::nullopt;
    const auto before = cells_of(fresh, action, tree), after = cells_of(accepted, action, tree);
    const auto start = std::string(word_of(dossier.state)) + "\t" + std::string(word_of(action)) + "\t";
    if (before == after) return before.empty() ? "" : start + "any\t" + before;
    return (before.empty() ? "" : start + "not yet\t" + before) + (after.empty() ? "" : start + "before\t" + after);
}

} // namespace

TEST_CASE("states, actions, roles, channels and rule sets: what may happen is what the reviewed table says, and nothing else") {
    const auto tree = small_tree();
    const auto reviewed = contents("tests/data/transitions.tsv");
    for (const std::string rule_set : {"2018", "2025", "2026"}) {
        CAPTURE(rule_set);
        std::string all = "state\taction\taccepted\tnext\tonline\tat the counter\n";
        for (const auto state : all_states())
            for (const auto action : all_actions()) {
                auto dossier = in_unit(3, state);
                dossier.rule_set = rule_set;
                all += lines_of(dossier, action, tree);
            }
        CHECK(all == reviewed);
    }
}

TEST_CASE("every action has its performers, in the order of the actions") {
    for (const auto action : all_actions()) CHECK(performers()[static_cast<std::size_t>(action)].action == action);
    CHECK(performers().size() == all_actions().size());
}

TEST_CASE("no two rows of the table fit one dossier") {
    for (const auto& row : transitions())
        for (const auto& other : transitions()) // a lapsed row is the system's and fits nothing that people do
            if (row.when != When::lapsed && other.when != When::lapsed && &row != &other && row.action == other.action &&
                row.from == other.from)
                CHECK((row.when != When::always && other.when != When::always && row.when != other.when));
}

TEST_CASE("the state diagram in docs is the one that the table draws") {
    CHECK(contents("docs/states.md") == states_page());
    CHECK(contents("docs/images/states.svg") == states_drawing());
}
