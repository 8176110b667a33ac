#include "demo/telling.hpp"

#include <algorithm>

namespace motcua::demo {

namespace {

using dossier::Action;

constexpr std::int64_t minute_ms = 60'000;

// How often what happens, in per mille: a guess at an ordinary year.
constexpr int refused = 25, withdrawn_early = 8, asked_early = 45;
constexpr int never_supplemented = 110;
constexpr int late = 55, asked_in_work = 20, fee_asked = 40, withdrawn_in_work = 6;
constexpr int apologised = 500, electronic_beside_paper = 300, rated = 160;
constexpr int days_to_supplement = 30;

} // namespace

void Telling::tell() {
    if (!course_.accepted_at_once && !reaches_acceptance()) return;
    plan_work();
    do_the_work();
}

bool Telling::reaches_acceptance() {
    const auto lot = dice_.roll(1000);
    if (lot < withdrawn_early) {
        citizen_waits(5, 240);
        move({.action = Action::withdrawal, .at = at_, .hand = Hand::citizen, .words = words("withdrawals")});
        return false;
    }
    work(static_cast<int>(dice_.between(4, 260)));
    if (lot < withdrawn_early + refused) {
        move({.action = Action::refusal, .at = at_, .words = words("refusals"), .more = std::string(words_.text("legal_ground"))});
        return false;
    }
    if (lot < withdrawn_early + refused + asked_early) {
        if (!reaches_supplement(Hand::clerk)) return false;
        work(static_cast<int>(dice_.between(10, 300)));
    } else if (dice_.chance(45)) {
        work(static_cast<int>(dice_.between(300, 900))); // left lying: the promise to acknowledge was broken
    }
    move({.action = Action::acceptance, .at = at_});
    return true;
}

bool Telling::reaches_supplement(Hand asks) {
    interrupted_ = true;
    const Day wished = calendar_.next_working(local_day(at_) + days_to_supplement - 1);
    const Day until = std::min(wished, deadline::supplement_wait_ends(by_, at_).value_or(wished));
    move({.action = Action::supplement_request,
          .at = at_,
          .hand = asks,
          .words = words("missing"),
          .more = words("missing_reasons"),
          .day = until});
    if (dice_.chance(never_supplemented)) {
        citizen_waits(12 * 1440, 24 * 1440);
        move({.action = Action::withdrawal, .at = at_, .hand = owners_hand(), .words = words("withdrawals")});
        return false;
    }
    citizen_waits(180, 4 * 1440);
    move({.action = Action::supplement, .at = at_, .hand = owners_hand(), .words = words("supplements")});
    return true;
}

void Telling::plan_work() {
    constexpr int five_days = 5 * 480;
    due_ = calendar_.add_working_minutes(at_, five_days);
    if (procedure_.limit) due_ = deadline::due(by_, *procedure_.limit, at_).value_or(due_);
    const int limit = std::max(30, calendar_.working_minutes_between(at_, due_));
    late_ = dice_.chance(late);
    minutes_ =
        late_ ? limit + static_cast<int>(dice_.between(40, 200 + limit / 2)) : static_cast<int>(limit * (0.12 + 0.7 * dice_.share()));
}

bool Telling::has_officer_step() const {
    return std::ranges::any_of(procedure_.steps, [](const procedure::Step& step) { return step.role == "officer"; });
}

bool Telling::is_interrupted_for_good() {
    const auto asks = has_officer_step() ? Hand::officer : Hand::clerk;
    if (dice_.chance(asked_in_work) && !reaches_supplement(asks)) return true;
    if (procedure_.fee && procedure_.fee->dong > 0 && dice_.chance(fee_asked)) {
        interrupted_ = true;
        const auto fee = procedure_.fee->dong;
        move({.action = Action::fee_request, .at = at_, .hand = asks, .words = std::string(words_.text("fee_reason")), .number = fee});
        office_waits(0, 2);
        move({.action = Action::fee_settlement, .at = at_, .hand = Hand::cashier, .number = dice_.between(1, 99'999)});
    }
    if (!dice_.chance(withdrawn_in_work)) return false;
    move({.action = Action::withdrawal, .at = at_, .hand = owners_hand(), .words = words("withdrawals")});
    return true;
}

void Telling::do_the_work() {
    const int to_assign = std::min(minutes_ / 8, static_cast<int>(dice_.between(5, 90)));
    work(to_assign);
    const auto next = has_officer_step() ? Hand::officer : Hand::approver;
    move({.action = Action::assignment, .at = at_, .number = static_cast<std::int64_t>(next)});
    work(minutes_ / 4);
    if (is_interrupted_for_good()) return;
    if (late_ && !interrupted_) apologise();
    work(minutes_ / 4);
    if (next == Hand::officer) move({.action = Action::step, .at = at_, .hand = Hand::officer, .words = words("opinions")});
    work(std::max(1, minutes_ - to_assign - minutes_ / 4 * 2));
    give_result();
}

void Telling::apologise() {
    if (!procedure_.limit || !dice_.chance(apologised)) return; // without a limit nothing was promised
    const auto until = deadline::apology_until(by_, due_);
    if (!until || at_ > *until) return; // too late: nobody may
    const Day new_day = calendar_.next_working(local_day(due_) + static_cast<int>(dice_.between(1, 4)));
    move({.action = Action::apology, .at = at_, .hand = Hand::approver, .words = words("apologies"), .day = new_day});
}

void Telling::give_result() {
    const bool by_file = course_.facts.delivery == dossier::Delivery::electronic;
    const bool electronic = procedure_.has_result() && (by_file || (is_online() && dice_.chance(electronic_beside_paper)));
    move({.action = Action::result, .at = at_, .hand = Hand::approver, .words = words("results"), .electronic = electronic});
    if (!by_file || !electronic) {
        office_waits(0, dice_.chance(100) ? 20 : 3);
        move({.action = Action::hand_over, .at = at_});
    }
    rate();
}

void Telling::rate() {
    if (!is_online() || !dice_.chance(rated)) return;
    citizen_waits(10, 3 * 1440);
    const auto lot = dice_.roll(100);
    move({.action = Action::rating,
          .at = at_,
          .hand = Hand::citizen,
          .words = words("ratings"),
          .number = lot < 56   ? 2
                    : lot < 94 ? 1
                               : 0});
}

void Telling::work(int minutes) {
    at_ = std::max(at_, calendar_.add_working_minutes(at_, std::max(1, minutes))) + dice_.roll(minute_ms / 2);
}

void Telling::citizen_waits(std::int64_t least_minutes, std::int64_t most_minutes) {
    at_ = at_ + dice_.between(least_minutes, most_minutes) * minute_ms;
    if (local_minute(at_) < 6 * 60) at_ = local_instant(local_day(at_), static_cast<int>(dice_.between(6 * 60, 8 * 60)));
}

void Telling::office_waits(std::int64_t least_days, std::int64_t most_days) {
    work(static_cast<int>(dice_.between(least_days * 480 + 5, most_days * 480 + 200)));
}

void Telling::move(Move move) {
    if (move.at <= now_) course_.moves.push_back(std::move(move));
}

} // namespace motcua::demo
