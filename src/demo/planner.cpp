#include "demo/planner.hpp"

#include "demo/telling.hpp"

#include <algorithm>

namespace motcua::demo {

namespace {

using procedure::Channel;

constexpr int post_per_mille = 25;
constexpr int shown_citizen_per_mille = 40;
constexpr int days_ahead = 60; // so far the deadlines of a dossier may reach

std::size_t place_of(Channel channel) {
    return static_cast<std::size_t>(channel);
}

} // namespace

Planner::Planner(const law::Law& law, const Phrases& words, const Cast& cast, std::vector<Span> spans, std::uint64_t seed, Instant now)
    : law_(law), words_(words), cast_(cast), spans_(std::move(spans)), seed_(seed), now_(now) {
    for (const auto& span : spans_) choices_.push_back(choices_on(span.from));
}

Planner::Choices Planner::choices_on(Day day) const {
    Choices choices;
    for (const auto& [code, weight] : words_.object("procedures")) {
        const auto* procedure = law_.procedures.find(code, day);
        if (!procedure) continue;
        for (const auto channel : {Channel::direct, Channel::online, Channel::post}) {
            if (!procedure->offers(channel)) continue;
            auto& list = choices[place_of(channel)];
            list.push_back({std::string(code), (list.empty() ? 0 : list.back().up_to) + weight.as_int64()});
        }
    }
    return choices;
}

double Planner::desk_weight(std::size_t desk) const {
    Dice dice(seed_, 0x77656967, desk);
    const auto type = cast_.desks[desk].unit->type;
    const double kind = type == unit::Type::ward ? 1.7 : type == unit::Type::township ? 1.5 : 1.0;
    return kind * (0.6 + dice.share());
}

Channel Planner::channel_of(std::size_t span, std::size_t desk, Day day, Dice& dice) const {
    if (!law_.calendar().is_working(day)) return Channel::online;
    if (dice.chance(spans_[span].online_share(seed_, desk, day))) return Channel::online;
    return dice.chance(post_per_mille) ? Channel::post : Channel::direct;
}

void Planner::set_person(Course& course, std::size_t span, Day day, Dice& dice) const {
    const auto& desk = cast_.desks[course.desk];
    auto& facts = course.facts;
    if (facts.channel != Channel::online) {
        const auto person = words_.person(dice, desk.village, civil(day).year);
        facts.owner = {person.name, person.citizen_number, "", "", desk.unit->full_name};
        return;
    }
    const bool shown = course.desk == cast_.shown && dice.chance(shown_citizen_per_mille);
    course.citizen = shown ? 0 : static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(desk.citizens.size())));
    const auto& citizen = desk.citizens[course.citizen];
    facts.owner = citizen.owner;
    facts.account = citizen.actor.account;
    // The more people manage alone, the fewer are helped.
    const int helped = 420 - spans_[span].online_share(seed_, course.desk, day) * 3 / 10;
    if (dice.chance(helped)) facts.assisted_by = desk.helper;
}

void Planner::set_delivery(Course& course, const procedure::Procedure& procedure, Dice& dice) const {
    auto& facts = course.facts;
    facts.delivery = dossier::Delivery::counter;
    if (facts.channel == Channel::post) facts.delivery = dossier::Delivery::post;
    if (facts.channel != Channel::online) return;
    const auto part = dice.roll(100);
    facts.delivery = part < 78 ? dossier::Delivery::electronic : part < 95 ? dossier::Delivery::counter : dossier::Delivery::post;
    for (const auto& paper : procedure.parts)
        if (paper.required) course.parts.push_back(paper.key);
}

std::optional<Course> Planner::course(std::size_t span, std::size_t desk, Day day, std::int64_t number) const {
    Dice dice(seed_ ^ 0x636f757273650000ULL, desk, static_cast<std::uint64_t>(day.number), static_cast<std::uint64_t>(number));
    Course course;
    course.desk = desk;
    course.facts.unit = cast_.desks[desk].unit->id;
    course.facts.channel = channel_of(span, desk, day, dice);
    auto at = arrival(law_.calendar(), course.facts.channel, day, now_, dice);
    if (!at) { // a counter that is not open yet today: somebody sends from home
        course.facts.channel = Channel::online;
        at = arrival(law_.calendar(), Channel::online, day, now_, dice);
    }
    if (!at) return std::nullopt;
    course.submitted_at = *at;
    course.accepted_at_once = course.facts.channel != Channel::online;
    const auto& choices = choices_[span][place_of(course.facts.channel)];
    const auto lot = dice.roll(choices.back().up_to);
    course.facts.procedure = std::ranges::upper_bound(choices, lot, {}, &Choice::up_to)->code;
    const auto* procedure = law_.procedures.find(course.facts.procedure, day);
    if (!procedure) return std::nullopt;
    set_person(course, span, day, dice);
    set_delivery(course, *procedure, dice);
    course.answers_seed = dice.next();
    const auto* rules = law_.rules_on(day);
    if (!rules || !law_.calendar().covers(day + days_ahead)) return std::nullopt; // nobody could promise a date
    Telling(course, *procedure, {*rules, law_.calendar()}, words_, dice, now_).tell();
    return course;
}

} // namespace motcua::demo
