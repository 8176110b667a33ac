#include "catalogue/wording.hpp"

#include "http/urlencoded.hpp"

namespace motcua::catalogue {

using procedure::Channel;
using procedure::OnlineLevel;
using visit::Visit;

namespace {

template <class E>
std::string list_in_words(const Visit& visit, std::string_view prefix, const std::vector<E>& words) {
    std::string text;
    for (const auto word : words) text += (text.empty() ? "" : ", ") + visit.say(std::string(prefix) + std::string(word_of(word)));
    return text;
}

int same_day_cutoff(const Visit& visit) {
    const auto* rules = visit.law->rules_on(local_day(visit.now));
    return rules ? rules->same_day_cutoff : deadline::RuleSet{}.same_day_cutoff;
}

} // namespace

std::string limit_in_words(const Visit& visit, const std::optional<calendar::Limit>& limit) {
    if (!limit) return visit.say("catalogue.not_published");
    if (limit->unit == calendar::LimitUnit::same_day)
        return visit.say("catalogue.limit.same_day", {vi_clock(local_instant(Day{}, same_day_cutoff(visit)))});
    return visit.say("catalogue.limit." + std::string(word_of(limit->unit)), {std::to_string(limit->value)});
}

std::string fee_in_words(const Visit& visit, const std::optional<Money>& fee) {
    if (!fee) return visit.say("catalogue.not_published");
    return fee->dong == 0 ? visit.say("catalogue.fee.none") : vi_money(*fee);
}

std::string levels_in_words(const Visit& visit, const procedure::Procedure& procedure) {
    return list_in_words(visit, "catalogue.level.", procedure.levels);
}

std::string channels_in_words(const Visit& visit, const procedure::Procedure& procedure) {
    return list_in_words(visit, "catalogue.channel.", procedure.channels);
}

html::Tag online_tag(const Visit& visit, const procedure::Procedure& procedure) {
    if (!starts_online(procedure)) return {visit.say("catalogue.online.none"), "grey"};
    const bool full = procedure.online_level == OnlineLevel::full;
    return {visit.say(full ? "catalogue.online.full" : "catalogue.online.partial"), full ? "green" : "blue"};
}

bool starts_online(const procedure::Procedure& procedure) {
    return procedure.offers(Channel::online) && procedure.online_level != OnlineLevel::information;
}

std::string url_of(const procedure::Procedure& procedure) {
    return "/procedures/" + http::percent_encode(procedure.code);
}

} // namespace motcua::catalogue
