#include "base/text.hpp"
#include "dossier/changes.hpp"
#include "dossier/changing.hpp"

#include <fmt/format.h>

#include <algorithm>

/// What the counter does with papers and results: compares the ones, gives out the others, at the counter or by post; and what the system
/// closes by itself.
namespace motcua::dossier {

namespace {

constexpr std::size_t name_limit = 200;

bool same_person(std::string_view one, std::string_view other) {
    return fold(tidy(one)) == fold(tidy(other));
}

bool needs_ground(const Dossier& dossier, std::string_view to) {
    if (same_person(to, dossier.owner.name)) return false;
    return !dossier.representative || !same_person(to, dossier.representative->name);
}

/// The last digit but two letters of an international postal number, by the weights of the Universal Postal Union.
bool s10_holds(std::string_view number) {
    constexpr int weights[] = {8, 6, 4, 2, 3, 5, 9, 7};
    int sum = 0;
    for (int i = 0; i < 8; ++i) sum += weights[i] * (number[2 + static_cast<std::size_t>(i)] - '0');
    const int rest = 11 - sum % 11;
    return number[10] - '0' == (rest == 10 ? 0 : rest == 11 ? 5 : rest);
}

bool is_letter(char one) {
    return 'A' <= one && one <= 'Z';
}

Result<std::string> checked_waybill(std::string_view typed) {
    std::string number;
    for (const char one : typed)
        if (one != ' ' && one != '-' && one != '.') number += static_cast<char>('a' <= one && one <= 'z' ? one - 'a' + 'A' : one);
    const bool plain = number.size() >= 5 && number.size() <= 30 &&
                       std::ranges::all_of(number, [](char one) { return is_letter(one) || ('0' <= one && one <= '9'); });
    if (!plain) return refuse_field("waybill", "dossier.waybill_wrong");
    const bool international = number.size() == 13 && is_letter(number[0]) && is_letter(number[1]) && is_letter(number[11]) &&
                               is_letter(number[12]) && all_digits(std::string_view(number).substr(2, 9));
    if (international && !s10_holds(number)) return refuse_field("waybill", "dossier.waybill_wrong");
    return number;
}

std::string_view ground_of_lapse(const deadline::RuleSet& rules) {
    const auto ground = rules.ground(word_of(Action::stop));
    return ground.empty() ? rules.ground(word_of(Action::supplement_request)) : ground;
}

} // namespace

Result<Effect> hand_over(Dossier& dossier, const Frame& frame, const HandOver& given) {
    auto to = tidy(shorten(given.to, name_limit));
    if (to.empty()) to = dossier.owner.name;
    const auto ground = tidy(shorten(given.ground, name_limit));
    if (dossier.delivery != Delivery::electronic && !given.in_post && ground.empty() && needs_ground(dossier, to))
        return refuse_field("ground", "dossier.authority_needed");
    TRY(move(dossier, Action::hand_over, frame));
    dossier.returned_at = frame.now;
    end(dossier, frame.now);
    Effect effect;
    effect.counted_on = day_counted(dossier);
    effect.delta.returned = 1;
    effect.details = {{"delivery", word_of(dossier.delivery)}, {"to", to}};
    if (!ground.empty()) effect.details["ground"] = ground;
    if (given.in_post) effect.details["arrived"] = true;
    if (dossier.delivery != Delivery::electronic) effect.message = "dossier_returned";
    return effect;
}

Result<Effect> dispatch(Dossier& dossier, const Frame& frame, const Posting& posting, bool in_post) {
    if (dossier.delivery != Delivery::post) return refuse(Kind::conflict, "dossier.not_by_post");
    if (in_post) return refuse(Kind::conflict, "dossier.under_way");
    const auto carrier = tidy(shorten(posting.carrier, name_limit));
    if (carrier.empty()) return refuse_field("carrier", "dossier.carrier_needed");
    const auto waybill = TRY(checked_waybill(posting.waybill));
    TRY(move(dossier, Action::dispatch, frame));
    dossier.urgent_at = std::nullopt; // nobody at the counter has to do anything until the post tells
    Effect effect;
    effect.details = {{"carrier", carrier}, {"waybill", waybill}};
    effect.message = "dossier_dispatched";
    effect.message_extra = carrier + " " + waybill;
    return effect;
}

Result<Effect> return_parcel(Dossier& dossier, const Frame& frame, std::string_view reason, bool in_post) {
    if (!in_post) return refuse(Kind::conflict, "dossier.no_parcel");
    const auto said = TRY(words("reason", reason));
    TRY(move(dossier, Action::parcel_return, frame));
    dossier.urgent_at = frame.now; // it lies at the counter again
    Effect effect;
    effect.details = {{"reason", said}};
    effect.message = "dossier_parcel_returned";
    effect.message_extra = said;
    return effect;
}

Result<Effect> check_paper(Dossier& dossier, const Frame& frame, const CheckedPaper& paper) {
    TRY(move(dossier, Action::paper_check, frame));
    Effect effect;
    effect.details = {{"document", fmt::format("{}", paper.document)}, {"name", paper.name}};
    return effect;
}

Result<Effect> lapse(Dossier& dossier, const Frame& frame, Day until) {
    const auto row = TRY(lapse_of(dossier));
    if (local_day(frame.now) <= until) return refuse(Kind::conflict, "dossier.wait_runs", {vi_day(until)});
    TRY(deadline::must_come_after(latest(dossier), frame.now));
    const auto by = TRY(counting_of(frame.law, dossier));
    dossier.state = row.to;
    end(dossier, frame.now);
    Effect effect;
    effect.counted_on = day_counted(dossier);
    effect.delta.stopped = 1;
    effect.details = {{"reason", sentence(Locale::vi, "dossier.lapsed_reason", std::vector{vi_day(until)})},
                      {"legal_ground", std::string(ground_of_lapse(by.rules))},
                      {"lapsed", true}};
    effect.message = "dossier_lapsed";
    effect.message_extra = vi_day(until);
    return effect;
}

} // namespace motcua::dossier
