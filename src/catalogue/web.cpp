#include "catalogue/asking.hpp"
#include "catalogue/pages.hpp"
#include "catalogue/routes.hpp"
#include "catalogue/views/home.hpp"
#include "catalogue/views/procedure.hpp"
#include "catalogue/views/procedures.hpp"
#include "catalogue/wording.hpp"

#include "campaign/actions.hpp"
#include "http/urlencoded.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace motcua::catalogue {

namespace {

using http::Method;
using procedure::Procedure;
using visit::Access;
using visit::Visit;

constexpr std::size_t lines_a_page = 20;

std::string words_of(const procedure::LifeEvent& event, Locale locale) {
    return locale == Locale::en ? event.name_en : event.name;
}

html::Cards life_event_cards(const Visit& visit) {
    html::Cards cards;
    for (const auto& event : visit.law->life_events)
        cards.cards.push_back({words_of(event, visit.locale), "/procedures?event=" + event.key,
                               visit.locale == Locale::en ? event.hint_en : event.hint, event.key});
    return cards;
}

/// The campaign that runs today, else the one that ended last.
std::optional<campaign::Campaign> campaign_of_the_day(const Visit& visit) {
    const auto today = local_day(visit.now);
    std::optional<campaign::Campaign> best;
    for (const auto& one : campaign::all(visit.services.database)) {
        if (!one.begun(today)) continue;
        if (!best || one.to > best->to) best = one;
    }
    return best;
}

html::Cards ways(const Visit& visit) {
    html::Cards cards{{{visit.say("catalogue.home.track"), "/track", visit.say("catalogue.home.track.note"), "track"},
                       {visit.say("catalogue.home.verify"), "/verify", visit.say("catalogue.home.verify.note"), "papers"}}};
    if (const auto campaign = campaign_of_the_day(visit)) {
        const auto today = local_day(visit.now);
        const auto note = campaign->over(today) ? visit.say("catalogue.home.campaign.over", {vi_day(campaign->to)})
                                                : visit.say("catalogue.home.campaign.left", {std::to_string(campaign->days_left(today))});
        cards.cards.push_back({campaign->name_in(visit.locale), "/campaigns/" + campaign->id, note, "chart"});
    }
    return cards;
}

html::SearchBox search_box(const Visit& visit, std::string_view query, bool is_heading) {
    return {.title = visit.say("catalogue.home.title"),
            .hint = visit.say("catalogue.home.hint"),
            .action = "/procedures",
            .value = std::string(query),
            .button = visit.say("html.search"),
            .title_is_heading = is_heading};
}

http::Response home(Visit& visit) {
    const HomePage page{search_box(visit, "", true), life_event_cards(visit), ways(visit)};
    return visit.page(200, visit::Look{.title = visit.say("catalogue.home.title"), .anybody = true},
                      [&](html::Out& out) { views::home(out, page); });
}

/// Where in the list a page begins.
std::size_t first_asked(const Visit& visit, std::size_t count) {
    const auto text = visit.request.query_value("from");
    std::size_t from = 0;
    std::from_chars(text.data(), text.data() + text.size(), from);
    return from < count ? from / lines_a_page * lines_a_page : 0;
}

std::string list_url(const Asked& asked, std::size_t from) {
    std::string url = "/procedures?from=" + std::to_string(from);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) url += "&" + std::string(name) + "=" + http::percent_encode(value);
    };
    add("q", asked.text);
    add("domain", asked.filter.domain);
    if (asked.filter.level) add("level", word_of(*asked.filter.level));
    add("event", asked.filter.life_event);
    if (asked.filter.online_only) add("online", "yes");
    return url;
}

html::Pages pages_of(const Visit& visit, const Asked& asked, std::size_t from, std::size_t count) {
    html::Pages pages;
    if (from > 0) pages.before = html::Link{visit.say("html.pages.before"), list_url(asked, from - lines_a_page)};
    if (from + lines_a_page < count) pages.next = html::Link{visit.say("html.pages.next"), list_url(asked, from + lines_a_page)};
    return pages;
}

std::vector<html::Field> filter_fields(const Visit& visit, const Asked& asked) {
    using Kind = html::Field::Kind;
    html::Field domain{.kind = Kind::select, .name = "domain", .label = visit.say("catalogue.filter.domain")};
    for (auto& one : visit.law->procedures.domains(local_day(visit.now)))
        domain.choices.push_back({.value = one, .text = one, .chosen = one == asked.filter.domain});
    html::Field level{.kind = Kind::select, .name = "level", .label = visit.say("catalogue.filter.level")};
    for (const auto word : Words<procedure::Level>::words)
        level.choices.push_back({.value = std::string(word),
                                 .text = visit.say("catalogue.level." + std::string(word)),
                                 .chosen = asked.filter.level && word_of(*asked.filter.level) == word});
    html::Field online{.kind = Kind::checkboxes, .name = "online", .label = visit.say("catalogue.filter.online")};
    online.choices.push_back({.value = "yes", .text = visit.say("catalogue.filter.online.yes"), .chosen = asked.filter.online_only});
    return {std::move(domain), std::move(level), std::move(online)};
}

FoundLine line_of(const Visit& visit, const Procedure& procedure) {
    return {procedure.short_name, url_of(procedure), online_tag(visit, procedure),
            visit.say("catalogue.terms",
                      {limit_in_words(visit, procedure.limit), fee_in_words(visit, procedure.fee), levels_in_words(visit, procedure)})};
}

std::string heading_of(const Visit& visit, const Asked& asked, std::size_t count) {
    const auto& events = visit.law->life_events;
    const auto event =
        std::find_if(events.begin(), events.end(), [&](const procedure::LifeEvent& one) { return one.key == asked.filter.life_event; });
    if (event != events.end()) return visit.say("catalogue.list.of_event", {words_of(*event, visit.locale), std::to_string(count)});
    return visit.say(asked.text.empty() ? "catalogue.list.all" : "catalogue.list.found", {std::to_string(count), std::string(asked.text)});
}

http::Response list(Visit& visit) {
    const auto asking = asked(visit);
    const auto hits =
        visit.law->procedures.search(asking.text, asking.filter, local_day(visit.now), std::numeric_limits<std::size_t>::max());
    const auto from = first_asked(visit, hits.size());
    ListPage page{.search = search_box(visit, asking.text, false),
                  .query = std::string(asking.text),
                  .life_event = std::string(asking.filter.life_event),
                  .heading = heading_of(visit, asking, hits.size()),
                  .filters = filter_fields(visit, asking),
                  .filtered = asking.filtered(),
                  .lines = {},
                  .pages = pages_of(visit, asking, from, hits.size())};
    for (auto place = from; place < std::min(from + lines_a_page, hits.size()); ++place)
        page.lines.push_back(line_of(visit, *hits[place].procedure));
    return visit.page(200, visit::Look{.title = page.heading, .anybody = true}, [&](html::Out& out) { views::procedures(out, page); });
}

/// `value` with what else is to be said about it on a line of its own.
std::string with_note(std::string value, const std::string& note) {
    return note.empty() ? value : value + "\n" + note;
}

html::SummaryList facts_of(const Visit& visit, const Procedure& procedure) {
    html::SummaryList facts;
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) facts.rows.push_back({visit.say(key), std::move(value)});
    };
    add("catalogue.fact.limit", with_note(limit_in_words(visit, procedure.limit), procedure.limit_note));
    add("catalogue.fact.fee", with_note(fee_in_words(visit, procedure.fee), procedure.fee_note));
    if (starts_online(procedure) && procedure.fee_online != procedure.fee)
        add("catalogue.fact.fee_online", fee_in_words(visit, procedure.fee_online));
    add("catalogue.fact.level", levels_in_words(visit, procedure));
    add("catalogue.fact.channels", channels_in_words(visit, procedure));
    add("catalogue.fact.result", procedure.result_name);
    std::string audiences;
    for (const auto& audience : procedure.audiences) audiences += (audiences.empty() ? "" : "; ") + audience;
    add("catalogue.fact.audiences", audiences);
    add("catalogue.fact.decision", procedure.decision.empty() ? visit.say("catalogue.not_published") : procedure.decision);
    add("catalogue.fact.code", procedure.code);
    return facts;
}

ProcedurePage page_of(const Visit& visit, const Procedure& procedure) {
    ProcedurePage page{.name = procedure.name,
                       .domain = procedure.domain,
                       .online = online_tag(visit, procedure),
                       .start = {},
                       .notice = {},
                       .papers = {},
                       .facts = facts_of(visit, procedure),
                       .steps = {},
                       .certainty = procedure.certainty == "verified" ? "" : visit.say("catalogue.certainty")};
    if (starts_online(procedure))
        page.start = html::Button{.text = visit.say("catalogue.start"), .url = url_of(procedure) + "/start"};
    else
        page.notice = html::Notice{.title = visit.say("catalogue.at_counter.title"), .text = visit.say("catalogue.at_counter.text")};
    for (const auto& part : procedure.parts) page.papers.push_back({part.name, part.required});
    for (const auto& step : procedure.steps) page.steps.steps.push_back({step.name, visit.say("catalogue.step." + step.role), "later"});
    return page;
}

http::Response show(Visit& visit) {
    const auto* procedure = visit.law->procedures.find(visit.value("code"), local_day(visit.now));
    if (procedure == nullptr) return visit.refuse({Kind::not_found, "catalogue.no_procedure", {}, {}});
    const auto page = page_of(visit, *procedure);
    return visit.page(200,
                      visit::Look{.title = procedure->short_name,
                                  .back = html::Link{visit.say("catalogue.back_to_list"), "/procedures"},
                                  .anybody = true},
                      [&](html::Out& out) { views::procedure(out, page); });
}

} // namespace

visit::Routes web_routes() {
    return {{Method::get, "/", Access::anyone(), home},
            {Method::get, "/procedures", Access::anyone(), list},
            {Method::get, "/procedures/{code}", Access::anyone(), show}};
}

} // namespace motcua::catalogue
