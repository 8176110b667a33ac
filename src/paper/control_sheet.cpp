#include "deadline/deadline.hpp"
#include "paper/letter.hpp"

#include <fmt/format.h>

#include <optional>

/// Phiếu kiểm soát quá trình giải quyết hồ sơ: the history of a dossier, line by line, as its form asks. Nothing in it can be rewritten.
namespace motcua::paper {

namespace {

using dossier::Action;
using dossier::Event;

std::string step_name(const Letter& letter, std::string_view key) {
    const auto* workflow = dossier::workflow_of(letter.source().law, letter.dossier());
    const auto* step = workflow != nullptr ? workflow->find(key) : nullptr;
    return step != nullptr ? step->name : std::string(key);
}

std::string next_step(const Letter& letter, std::string_view key) {
    const auto* workflow = dossier::workflow_of(letter.source().law, letter.dossier());
    std::string names;
    for (const auto& next : workflow ? workflow->next(key) : std::vector<std::string>())
        if (next != workflow::the_end) names += (names.empty() ? "" : "; ") + step_name(letter, next);
    return names;
}

std::string joined(const boost::json::object& details, std::string_view key, std::string_view member = {}) {
    std::string all;
    if (const auto* list = details.if_contains(key))
        for (const auto& one : list->as_array())
            all += (all.empty() ? "" : "; ") + std::string((member.empty() ? one : one.at(member)).as_string());
    return all;
}

/// The units that were asked for their opinions (cơ quan phối hợp).
std::string places_asked(const boost::json::object& details) {
    return joined(details, "places", "unit");
}

/// To whom the dossier goes by an event; the giver is who acts.
std::string taker(const Letter& letter, const Event& event, const boost::json::object& details) {
    switch (event.action) {
    case Action::submission:
    case Action::supplement:
    case Action::fee_settlement:
    case Action::result:
        return say("paper.desk");
    case Action::assignment:
        return text_in(details, "officer_name");
    case Action::supplement_request:
    case Action::fee_request:
    case Action::refusal:
    case Action::apology:
    case Action::stop:
        return letter.dossier().owner.name;
    case Action::hand_over: {
        const auto to = text_in(details, "to");
        return to.empty() ? letter.dossier().owner.name : to;
    }
    case Action::dispatch:
        return text_in(details, "carrier") + " " + text_in(details, "waybill");
    case Action::step:
        return next_step(letter, text_in(details, "step"));
    case Action::send_back:
        return step_name(letter, text_in(details, "to_step"));
    case Action::transfer:
        return text_in(details, "to_name");
    case Action::opinion_request:
        return places_asked(details);
    default:
        return event.actor_name;
    }
}

/// By when what an event brings was to be done, as far as it was promised.
std::optional<Instant> promised(const Letter& letter, const Event& event, const boost::json::object& details,
                                std::optional<Day> supplement_until) {
    const auto& dossier = letter.dossier();
    if (event.action == Action::acceptance || event.action == Action::refusal) return dossier.acknowledge_by;
    if (event.action == Action::result) return dossier.due_at;
    if (event.action == Action::step) return dossier::step_end(letter.source().law, letter.dossier(), text_in(details, "step"));
    if (event.action == Action::supplement && supplement_until) return local_instant(*supplement_until + 1, 0) - 1;
    return std::nullopt;
}

std::string judgement(Instant at, Instant promised) {
    if (at > promised) return say("paper.control-sheet.late");
    return say(local_day(at) < local_day(promised) ? "paper.control-sheet.early" : "paper.control-sheet.on_time");
}

/// Papers that were taken from the citizen's own store, not brought again.
std::string reused_in(const boost::json::object& details) {
    std::string all;
    if (const auto* list = details.if_contains("reused"))
        for (const auto& one : list->as_array()) {
            const auto& paper = one.as_object();
            all += "\n" + say("wallet.reused", {text_in(paper, "name"), text_in(paper, "from"), text_in(paper, "unit")});
        }
    return all;
}

std::string words_in(const boost::json::object& details) {
    const auto verdict = text_in(details, "verdict");
    if (!verdict.empty()) return text_in(details, "unit") + ": " + say("opinion.verdict." + verdict) + "\n" + text_in(details, "words");
    const auto silent = joined(details, "silent");
    const auto more = silent.empty() ? std::string() : "\n" + say("dossier.step.was_silent", {silent});
    for (const auto* key : {"reason", "opinion", "note", "what", "receipt_number", "question", "ground", "name"})
        if (auto text = text_in(details, key); !text.empty()) return text + more;
    if (const auto day = parse_day(text_in(details, "new_day"))) return vi_day(*day);
    return joined(details, "scans", "name");
}

std::string note_of(const boost::json::object& details) {
    auto words = words_in(details) + reused_in(details);
    return words.starts_with('\n') ? words.substr(1) : words;
}

std::string short_moment(Instant at) {
    return fmt::format("{}\n{}", vi_clock(at), vi_day(local_day(at)));
}

std::vector<std::vector<std::string>> rows_of(const Letter& letter) {
    std::vector<std::vector<std::string>> rows;
    std::optional<Day> until;
    for (const auto& event : letter.source().folder.events) {
        const auto details = details_of(event);
        const auto by = promised(letter, event, details, until);
        if (event.action == Action::supplement_request) until = parse_day(text_in(details, "until"));
        rows.push_back({fmt::format("{}", rows.size() + 1), say(fmt::format("dossier.event.{}", word_of(event.action))), event.actor_name,
                        taker(letter, event, details), short_moment(event.at), by ? short_moment(*by) : "",
                        by ? judgement(event.at, *by) : "", note_of(details)});
    }
    return rows;
}

} // namespace

std::string control_sheet(Letter letter) {
    const auto& dossier = letter.dossier();
    letter.head(Letter::From::desk, say("paper.code", {dossier.code}));
    letter.about("paper.dossier_of");
    letter.fact("paper.control-sheet.unit", letter.authority());
    letter.fact("dossier.fact.submitted_at", moment(dossier.submitted_at));
    if (dossier.due_at) letter.fact("dossier.fact.due_at", moment(*dossier.due_at));
    std::vector<std::string> heads{"STT"};
    for (const auto* key : {"what", "from", "to", "at", "by", "judgement", "note"})
        heads.push_back(say(fmt::format("paper.control-sheet.{}", key)));
    letter.pdf().table(heads, rows_of(letter), {0.05, 0.13, 0.15, 0.15, 0.1, 0.1, 0.1, 0.22});
    letter.pdf().note(say("paper.control-sheet.chain", {letter.event().hash.substr(0, 16)}));
    letter.pdf().qr(fmt::format("{}/dossiers/{}", letter.source().public_url, dossier.code),
                    {say("paper.control-sheet.open"), say("paper.code", {dossier.code})});
    if (letter.source().demo) letter.pdf().note(say("paper.demo"));
    return letter.finish();
}

} // namespace motcua::paper
