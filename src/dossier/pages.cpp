#include "dossier/pages.hpp"

#include "base/text.hpp"
#include "dossier/details.hpp"
#include "dossier/parcel.hpp"
#include "dossier/reuse.hpp"
#include "form/form.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

std::string moment(const visit::Visit& visit, Instant at) {
    return visit.say("dossier.moment", {vi_clock(at), vi_day(local_day(at))});
}

std::string state_key(std::string_view kind, State state) {
    return fmt::format("dossier.{}.{}", kind, word_of(state));
}

const procedure::Procedure* procedure_shown(const visit::Visit& visit, const Dossier& dossier) {
    return visit.law->procedures.version(dossier.procedure, dossier.procedure_version);
}

std::string size_of(std::int64_t bytes) {
    return bytes < 1'000'000 ? fmt::format("{} kB", (bytes + 999) / 1000) : fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// What there is to say of a result's signature: by whom and when, or that it is being made, or that there is none.
std::string words_of(const visit::Visit& visit, const std::optional<signature::Signing>& signing) {
    if (!signing) return visit.say("dossier.result.unsigned");
    if (signing->state == signature::State::failed) return visit.say("dossier.result.not_signed", {visit.say(signing->reason)});
    if (signing->state == signature::State::waiting)
        return visit.say(signing->reason.empty() ? "dossier.result.being_signed" : "dossier.result.signing_waits");
    return visit.say("dossier.result.signed", {signing->signed_by, moment(visit, *signing->signed_at)});
}

std::string words_of(const visit::Visit& visit, const Reused& reused) {
    return visit.say("wallet.reused", {reused.name, reused.from, reused.unit});
}

PaperLine line_of(const visit::Visit& visit, const Folder& folder, const Paper& paper) {
    const auto& dossier = folder.dossier;
    PaperLine line;
    line.name = paper.file_name;
    if (const auto* procedure = asked_by(*visit.law, dossier))
        for (const auto& part : procedure->parts)
            if (part.key == paper.part) line.name = part.name + " · " + paper.file_name;
    line.url = fmt::format("/dossiers/{}/papers/{}", dossier.code, paper.document);
    line.note = size_of(paper.bytes) + " · " + moment(visit, paper.added_at);
    const auto signing = folder.signing_of(paper.document);
    if (paper.kind == "result") line.signature = words_of(visit, signing);
    if (paper.kind == "result") return line;
    line.note +=
        " · " + (folder.scan_of(paper.document) ? scan_in_words(visit, folder, paper.document) : visit.say("dossier.papers.electronic"));
    if (signing) line.signature = words_of(visit, signing);
    const auto reused = reused_in(folder.events);
    if (const auto found = reused.find(paper.document); found != reused.end()) line.signature = words_of(visit, found->second);
    if (checked_in(folder.events).contains(paper.document)) line.signature = visit.say("dossier.papers.checked");
    return line;
}

std::string receipt_name(const visit::Visit& visit, const Dossier& dossier) {
    return visit.say(dossier.received() ? "dossier.receipt.download" : "dossier.receipt.download_submitted");
}

/// The papers that were handed over a counter and ticked there.
void add_counter_papers(const visit::Visit& visit, const Folder& folder, std::vector<PaperLine>& lines) {
    const auto* procedure = asked_by(*visit.law, folder.dossier);
    for (const auto& key : papers_on_paper(*visit.law, folder.dossier, folder.answers))
        for (const auto& part : procedure->parts)
            if (part.key == key)
                lines.push_back(
                    {part.name, "",
                     visit.say(digitising::has(folder.scans, key) ? "dossier.papers.on_paper_digitised" : "dossier.papers.on_paper")});
}

/// Why, and by which law, of a refusal or a stop.
std::string grounds_of(const visit::Visit& visit, const boost::json::object& details) {
    const auto law = text_in(details, "legal_ground");
    return text_in(details, "reason") + (law.empty() ? "" : "\n" + visit.say("dossier.by_law", {law}));
}

/// The part of an event's details that a person wants to read.
std::string note_of(const boost::json::object& details) {
    if (const auto to = text_in(details, "to_name"); !to.empty()) {
        const auto reason = text_in(details, "reason");
        return text_in(details, "from_name") + " → " + to + (reason.empty() ? "" : "\n" + reason);
    }
    if (auto place = text_in(details, "at_name"); !place.empty()) return place;
    if (auto waybill = text_in(details, "waybill"); !waybill.empty()) return text_in(details, "carrier") + " · " + waybill;
    if (const auto to = text_in(details, "to"); !to.empty() && details.contains("delivery")) {
        const auto ground = text_in(details, "ground");
        return to + (ground.empty() ? "" : " (" + ground + ")");
    }
    for (const auto* key : {"reason", "opinion", "note", "what", "words", "officer_name", "receipt_number", "question", "name"})
        if (auto text = text_in(details, key); !text.empty()) return text;
    std::string names;
    for (const auto* key : {"items", "scans"})
        for (const auto& item : details.contains(key) ? details.at(key).as_array() : boost::json::array())
            names += (names.empty() ? "" : "; ") + std::string(item.as_object().at("name").as_string());
    return names;
}

/// A request that made the dossier late for the index says so to those who answer for it.
std::string late_mark(const visit::Visit& visit, const boost::json::object& details, bool staff) {
    return staff && details.contains("late_for_index") ? " (" + visit.say("dossier.late_for_index") + ")" : "";
}

/// What was taken from the citizen's own store.
std::string reuse_in(const visit::Visit& visit, const boost::json::object& details) {
    std::string all;
    for (const auto& reused : reused_in(details)) all += "\n" + words_of(visit, reused);
    return all;
}

/// Who answered what, and who was silent: it must be seen in the history.
std::string opinions_in(const visit::Visit& visit, const boost::json::object& details) {
    std::string all;
    if (const auto verdict = text_in(details, "verdict"); !verdict.empty())
        all = " (" + text_in(details, "unit") + ": " + visit.say("opinion.verdict." + verdict) + ")";
    if (const auto* silent = details.if_contains("silent")) {
        std::string names;
        for (const auto& name : silent->as_array()) names += (names.empty() ? "" : "; ") + std::string(name.as_string());
        all += " (" + visit.say("dossier.step.was_silent", {names}) + ")";
    }
    return all;
}

HistoryLine history_line(const visit::Visit& visit, const Event& event, bool staff) {
    const auto details = boost::json::parse(event.details).as_object();
    const bool private_note = !staff && (event.action == Action::step || event.action == Action::send_back ||
                                         event.action == Action::opinion_request || event.action == Action::opinion);
    return {visit.say(fmt::format("dossier.event.{}", word_of(event.action))), event.actor_name, moment(visit, event.at),
            private_note ? ""
                         : note_of(details) + late_mark(visit, details, staff) + opinions_in(visit, details) + reuse_in(visit, details)};
}

html::SummaryList facts_of(const visit::Visit& visit, const Dossier& dossier, bool tracking) {
    html::SummaryList facts;
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) facts.rows.push_back({visit.say(key), std::move(value), {}});
    };
    const auto* unit = visit.law->units.find(dossier.unit);
    add("dossier.fact.unit", unit ? unit->full_name : "");
    if (dossier.for_elsewhere()) {
        const auto* resolver = visit.law->units.find(dossier.resolver());
        add(dossier.in_transit ? "dossier.fact.resolving_unit_on_its_way" : "dossier.fact.resolving_unit",
            resolver ? resolver->full_name : "");
    }
    if (const auto* place = visit.law->units.find(dossier.help_place)) add("dossier.fact.help_place", place->full_name);
    if (!tracking) add("dossier.fact.owner", dossier.owner.name);
    add("dossier.fact.channel", visit.say(fmt::format("dossier.channel.{}", word_of(dossier.channel))));
    add("dossier.fact.submitted_at", moment(visit, dossier.submitted_at));
    if (dossier.state == State::submitted && dossier.acknowledge_by)
        add("dossier.fact.acknowledge_by", moment(visit, *dossier.acknowledge_by));
    if (dossier.accepted_at) add("dossier.fact.accepted_at", moment(visit, *dossier.accepted_at));
    if (dossier.due_at) add("dossier.fact.due_at", moment(visit, *dossier.due_at));
    if (dossier.resolved_at && dossier.result_document != 0) add("dossier.fact.resolved_at", moment(visit, *dossier.resolved_at));
    if (dossier.returned_at) add("dossier.fact.returned_at", moment(visit, *dossier.returned_at));
    add("dossier.fact.delivery", visit.say(fmt::format("dossier.delivery.{}", word_of(dossier.delivery))));
    if (const auto by = counting_of(*visit.law, dossier))
        add("dossier.fact.rules", visit.locale == Locale::vi ? by->rules.name : by->rules.name_en);
    return facts;
}

/// Every dossier of the request with its own state; a link where the reader may open it.
std::vector<OwnLine> together_of(const visit::Visit& visit, const Folder& folder, bool links) {
    std::vector<OwnLine> lines;
    for (const auto& sibling : folder.siblings) {
        auto seen = folder.dossier; // of the same unit and owner
        seen.resolving_unit = seen.desk = sibling.resolving_unit;
        const auto* procedure = visit.law->procedures.find(sibling.procedure, local_day(folder.dossier.submitted_at));
        const bool here = sibling.id == folder.dossier.id;
        const bool may_open = links && !here && can_read(visit.actor, seen, visit.law->units).has_value();
        const bool promised = sibling.due_at && !is_end(sibling.state) && sibling.state != State::resolved;
        lines.push_back({procedure ? procedure->short_name : sibling.procedure, may_open ? "/dossiers/" + sibling.code : "",
                         tag_of(visit, sibling.state, sibling.urgent_at.has_value()), sibling.code,
                         promised ? visit.say("dossier.mine.due", {vi_day(local_day(*sibling.due_at))}) : ""});
    }
    return lines;
}

std::string together_title(const visit::Visit& visit, const Folder& folder) {
    const auto count = fmt::format("{}", folder.siblings.size());
    const auto* linked = folder.dossier.linked_by.empty() ? nullptr : asked_by(*visit.law, folder.dossier);
    return linked ? visit.say("dossier.together.linked", {linked->short_name, count}) : visit.say("dossier.together.visit", {count});
}

/// Who acts for the owner, on what ground and how long.
std::string representative_in_words(const visit::Visit& visit, const Representative& person, bool number) {
    auto text = person.name + (number ? " · " + person.citizen_number : "") + "\n" + person.ground;
    if (person.until) text += "\n" + visit.say("dossier.representative.until", {vi_day(*person.until)});
    return text;
}

/// Sent, taken in, worked on, ready, returned: the way every citizen knows, with today's place marked.
html::Steps steps_of(const visit::Visit& visit, const Dossier& dossier) {
    const bool ended = is_end(dossier.state) && dossier.state != State::returned;
    const int place = dossier.state == State::returned ? 5 : dossier.state == State::resolved ? 3 : dossier.received() ? 2 : 1;
    const std::array<std::optional<Instant>, 5> moments{
        dossier.submitted_at, dossier.accepted_at, std::nullopt,
        dossier.state == State::returned || dossier.state == State::resolved ? dossier.resolved_at : std::nullopt, dossier.returned_at};
    html::Steps steps;
    for (int i = 0; i < 5; ++i) {
        const auto at = moments[static_cast<std::size_t>(i)];
        const bool done = i < place;
        if (ended && !done && i > 0) continue;
        steps.steps.push_back({visit.say(fmt::format("dossier.way.{}", i + 1)), at ? moment(visit, *at) : "",
                               done                     ? "done"
                               : (i == place && !ended) ? "now"
                                                        : "later"});
    }
    if (ended) steps.steps.push_back({visit.say(state_key("state", dossier.state)), "", "now"});
    return steps;
}

boost::json::object last_details(const Folder& folder, Action action) {
    for (auto event = folder.events.rbegin(); event != folder.events.rend(); ++event)
        if (event->action == action) return boost::json::parse(event->details).as_object();
    return {};
}

void add_citizen_actions(const visit::Visit& visit, const Folder& folder, CitizenPage& page) {
    const auto& dossier = folder.dossier;
    const auto open = [&](Action action) {
        return after(dossier, action).has_value() && can(visit.actor, action, dossier, visit.law->units).has_value();
    };
    const bool supplemented = dossier.state == State::awaiting_supplement && dossier.urgent_at.has_value();
    page.may_supplement = open(Action::supplement) && !supplemented;
    page.may_withdraw = open(Action::withdrawal);

    using Kind = html::Field::Kind;
    page.supplement_file = {.kind = Kind::file,
                            .name = "file",
                            .label = visit.say("dossier.supplement.file"),
                            .hint = visit.say("dossier.supplement.file_hint"),
                            .required = false,
                            .accept = ".pdf,.jpg,.jpeg,.png"};
    page.supplement_note = {.kind = Kind::lines, .name = "note", .label = visit.say("dossier.supplement.note"), .required = false};
    page.withdrawal_reason = {.kind = Kind::lines, .name = "reason", .label = visit.say("dossier.withdrawal.reason"), .required = false};
}

void add_missing(const visit::Visit& visit, const Folder& folder, CitizenPage& page) {
    if (folder.dossier.state != State::awaiting_supplement) return;
    const auto details = last_details(folder, Action::supplement_request);
    if (const auto* items = details.if_contains("items"))
        for (const auto& item : items->as_array()) {
            const auto& object = item.as_object();
            const std::string reason(object.at("reason").as_string());
            page.missing.push_back(std::string(object.at("name").as_string()) + (reason.empty() ? "" : ": " + reason));
        }
    if (const auto* until = details.if_contains("until"))
        if (const auto day = parse_day(until->as_string())) page.until = visit.say("dossier.supplement.until", {vi_day(*day)});
}

std::optional<html::Notice> notice_of(const visit::Visit& visit, const Folder& folder) {
    const auto state = folder.dossier.state;
    if (state == State::refused || state == State::stopped) {
        const auto details = last_details(folder, state == State::refused ? Action::refusal : Action::stop);
        return html::Notice{"warning", visit.say(state_key("state", state)), grounds_of(visit, details), {}};
    }
    const auto apology = last_details(folder, Action::apology);
    if (const auto* day = apology.if_contains("new_day"); day && !is_end(state) && state != State::resolved)
        return html::Notice{"info",
                            visit.say("dossier.apology.title"),
                            visit.say("dossier.apology.text", {vi_day(parse_day(day->as_string()).value_or(Day{})), note_of(apology)}),
                            {}};
    return std::nullopt;
}

/// By when the step it is in should be done; nothing while the clock stands still or when nothing is promised.
std::optional<Instant> step_due(const visit::Visit& visit, const Dossier& dossier) {
    const bool running = dossier.state == State::accepted || dossier.state == State::in_process;
    return running ? step_end(*visit.law, dossier, dossier.step) : std::nullopt;
}

/// Whose turn it is. A parcel under way is the post's, and its number is what people look for.
std::string turn_of(const visit::Visit& visit, const Folder& folder, bool supplemented) {
    if (supplemented) return visit.say("dossier.turn.supplemented");
    const auto parcel = folder.dossier.state == State::resolved ? parcel_in(folder.events) : std::nullopt;
    if (!parcel) return visit.say(state_key("turn", folder.dossier.state));
    if (parcel->standing == Parcel::Standing::returned) return visit.say("dossier.turn.came_back", {parcel->reason});
    return visit.say("dossier.turn.under_way", {parcel->carrier, parcel->waybill});
}

} // namespace

html::Tag tag_of(const visit::Visit& visit, State state, bool urgent) {
    if (state == State::awaiting_supplement && urgent) return {visit.say("dossier.state.supplemented"), "blue"};
    static constexpr std::array colours{"blue", "blue", "red", "yellow", "orange", "orange", "grey", "grey", "green", "green"};
    return {visit.say(state_key("state", state)), colours[static_cast<std::size_t>(state)]};
}

std::optional<html::Tag> due_tag(const visit::Visit& visit, Id unit, State state, const std::optional<Instant>& due) {
    const auto* rules = visit.law->rules_on(local_day(visit.now)); // how to warn is the desk's rule of today, not the dossier's
    if (!due || !rules || state == State::resolved) return std::nullopt;
    const deadline::Counting by{*rules, visit.law->calendar(unit)};
    const auto standing = deadline::standing(by, due, visit.now);
    if (standing == deadline::Standing::overdue) return html::Tag{visit.say("dossier.due.late"), "red"};
    const int days = deadline::days_left(by, *due, visit.now);
    const auto* colour = standing == deadline::Standing::near_due ? "orange" : "green";
    if (days <= 1) return html::Tag{visit.say(days == 0 ? "dossier.due.today" : "dossier.due.tomorrow"), colour};
    return html::Tag{visit.say("dossier.due.days", {fmt::format("{}", days)}), colour};
}

std::vector<AnswerSection> answer_sections(const visit::Visit& visit, const Dossier& dossier, const boost::json::object& answers) {
    std::vector<AnswerSection> sections;
    const auto* procedure = asked_by(*visit.law, dossier);
    const auto* form = procedure ? visit.law->form(procedure->form, dossier.form_version) : nullptr;
    if (!form) return sections;
    for (const auto& question : form->questions) {
        AnswerSection section{question.title, {}};
        for (const auto& key : question.fields)
            if (const auto* answer = answers.if_contains(key))
                section.list.rows.push_back({form->field(key)->label, form::shown(*form->field(key), *answer, visit.locale), {}});
        if (section.list.rows.size() > 1) sections.push_back(std::move(section));
        if (section.list.rows.size() != 1) continue;
        if (sections.empty() || !sections.back().title.empty()) sections.emplace_back();
        sections.back().list.rows.push_back({question.title, section.list.rows.front().value, {}});
    }
    return sections;
}

CitizenPage citizen_page(const visit::Visit& visit, const Folder& folder, bool own) {
    const auto& dossier = folder.dossier;
    CitizenPage page;
    page.own = own;
    page.code = dossier.code;
    page.url = "/dossiers/" + dossier.code;
    page.version = dossier.version;
    const auto* procedure = procedure_shown(visit, dossier);
    page.procedure = procedure ? procedure->name : dossier.procedure;
    page.state = tag_of(visit, dossier.state, dossier.urgent_at.has_value());
    const bool supplemented = dossier.state == State::awaiting_supplement && dossier.urgent_at.has_value();
    page.meaning = visit.say(supplemented ? "dossier.meaning.supplemented" : state_key("meaning", dossier.state));
    page.turn = turn_of(visit, folder, supplemented);
    page.notice = notice_of(visit, folder);
    page.receipt = receipt_name(visit, dossier);
    page.facts = facts_of(visit, dossier, !own);
    add_parcel(visit, folder, page.facts);
    page.together = together_of(visit, folder, own);
    page.together_title = together_title(visit, folder);
    page.steps = steps_of(visit, dossier);
    add_missing(visit, folder, page);
    page.letters =
        letters_of(visit, folder,
                   own ? page.url : fmt::format("/track/{}/{}", dossier.code, tracking_secret(visit.services.number_key, dossier.code)));
    add_rating(visit, folder, own, page);
    if (!own) return page;

    for (const auto& paper : folder.papers) (paper.kind == "result" ? page.results : page.papers).push_back(line_of(visit, folder, paper));
    add_counter_papers(visit, folder, page.papers);
    page.answers = answer_sections(visit, dossier, folder.answers);
    for (const auto& event : folder.events) page.history.push_back(history_line(visit, event, false));
    for (const auto& reading : readings(visit.services.database, dossier))
        page.readings.push_back({"", reading.reader_name, moment(visit, reading.first_at), ""});
    add_citizen_actions(visit, folder, page);
    return page;
}

CasePage case_page(const visit::Visit& visit, const Folder& folder, const std::vector<html::Choice>& officers) {
    const auto& dossier = folder.dossier;
    CasePage page;
    page.code = dossier.code;
    page.version = dossier.version;
    const auto* procedure = procedure_shown(visit, dossier);
    page.procedure = procedure ? procedure->name : dossier.procedure;
    page.state = tag_of(visit, dossier.state, dossier.urgent_at.has_value());
    page.due = due_tag(visit, dossier.lies_at(), dossier.state, dossier.urgent_at);
    page.facts = facts_of(visit, dossier, false);
    add_parcel(visit, folder, page.facts);
    const auto add = [&](std::string_view key, std::string value) {
        if (!value.empty()) page.facts.rows.push_back({visit.say(key), std::move(value), {}});
    };
    page.together = together_of(visit, folder, true);
    page.together_title = together_title(visit, folder);
    if (dossier.owner.kind != OwnerKind::person)
        add("dossier.fact.owner_kind", visit.say(fmt::format("dossier.owner_kind.{}", word_of(dossier.owner.kind))));
    add("dossier.fact.owner_tax_code", dossier.owner.tax_code);
    if (dossier.representative) add("dossier.fact.representative", representative_in_words(visit, *dossier.representative, true));
    add("dossier.fact.owner_number", dossier.owner.citizen_number);
    add("dossier.fact.owner_phone", dossier.owner.phone);
    add("dossier.fact.owner_address", dossier.owner.address);
    if (const auto* step = step_of(*visit.law, dossier)) add("dossier.fact.step", step->name);
    if (const auto* workflow = workflow_of(*visit.law, dossier); workflow && dossier.received())
        add("dossier.fact.workflow", visit.say("dossier.workflow_version", {fmt::format("{}", workflow->version)}));
    if (const auto by_when = step_due(visit, dossier)) add("dossier.fact.step_due", moment(visit, *by_when));
    add("dossier.fact.digitised", digitised_in_words(visit, folder));
    page.answers = answer_sections(visit, dossier, folder.answers);
    for (const auto& paper : folder.papers) (paper.kind == "result" ? page.results : page.papers).push_back(line_of(visit, folder, paper));
    add_counter_papers(visit, folder, page.papers);
    page.may_sign_again =
        std::ranges::any_of(folder.signings,
                            [](const auto& one) { return one.state == signature::State::waiting && !one.reason.empty(); }) &&
        can(visit.actor, Action::result, dossier, visit.law->units).has_value();
    page.sign_again = visit.say("dossier.result.sign_again");
    page.history.caption = visit.say("dossier.history");
    page.history.dense = true;
    for (const auto* key : {"dossier.history.when", "dossier.history.what", "dossier.history.who", "dossier.history.note"})
        page.history.heads.push_back({visit.say(key)});
    for (const auto& event : folder.events) {
        const auto line = history_line(visit, event, true);
        page.history.rows.push_back({{line.when}, {line.what, letter_url("/dossiers/" + dossier.code, event)}, {line.who}, {line.note}});
    }
    page.receipt_url = "/dossiers/" + dossier.code + "/receipt.pdf";
    page.receipt = receipt_name(visit, dossier);
    page.letters = letters_of(visit, folder, "/dossiers/" + dossier.code);
    page.letters.push_back({visit.say("dossier.letter.control-sheet"), fmt::format("/dossiers/{}/control-sheet.pdf", dossier.code), ""});
    if (visit.request.query_value("taken") == "in" && dossier.state == State::accepted)
        page.taken_in =
            html::Notice{"success", visit.say("dossier.intake.done"),
                         dossier.due_at ? visit.say("dossier.intake.done_text", {dossier.owner.name, moment(visit, *dossier.due_at)})
                                        : dossier.owner.name,
                         html::Link{visit.say("dossier.intake.print"), page.receipt_url}};
    page.opinions = opinions_table(visit, folder);
    page.actions = action_forms(visit, folder, officers);
    return page;
}

} // namespace motcua::dossier
