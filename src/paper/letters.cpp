#include "paper/letter.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

/// Papers 02 to 05: what the office writes to the citizen. Each says why, by which law, and what can be done now.
namespace motcua::paper {

namespace {

/// The last thing before the letter's event that the money of the dossier went through.
std::string fee_at(const Letter& letter) {
    std::string fee = say("paper.stop-notice.no_fee");
    for (const auto& event : letter.source().folder.events) {
        if (event.seq >= letter.event().seq) break;
        if (event.action == dossier::Action::fee_request) fee = say("paper.stop-notice.fee_open");
        if (event.action == dossier::Action::fee_settlement)
            fee = say("paper.stop-notice.fee_paid", {text_in(details_of(event), "receipt_number")});
    }
    return fee;
}

std::string accepted_at(const Letter& letter) {
    const auto& at = letter.dossier().accepted_at;
    return at && *at <= letter.event().at ? moment(*at) : std::string();
}

} // namespace

std::string supplement_request(Letter letter) {
    letter.head(Letter::From::desk, letter.number());
    letter.fact("paper.code_label", letter.dossier().code);
    letter.about("paper.dossier_of");
    letter.pdf().paragraph(say("paper.supplement-request.text"));
    std::vector<std::vector<std::string>> rows;
    if (const auto* items = letter.details().if_contains("items"))
        for (const auto& item : items->as_array()) {
            const auto& object = item.as_object();
            rows.push_back({fmt::format("{}", rows.size() + 1), text_in(object, "name"), text_in(object, "reason")});
        }
    letter.pdf().table({"STT", say("paper.supplement-request.item"), say("paper.reason")}, rows, {0.08, 0.5, 0.42});
    letter.fact("paper.legal_ground", text_in(letter.details(), "legal_ground"));
    if (const auto until = parse_day(text_in(letter.details(), "until"))) letter.fact("paper.supplement-request.until", vi_day(*until));
    letter.pdf().paragraph(say("paper.supplement-request.help", {letter.event().actor_name, letter.authority()}));
    letter.close(say("paper.guide"), letter.event().actor_name);
    return letter.finish();
}

std::string refusal(Letter letter) {
    letter.head(Letter::From::desk, letter.number());
    letter.fact("paper.code_label", letter.dossier().code);
    letter.about("paper.dossier_of");
    letter.pdf().paragraph(say("paper.refusal.text", {letter.authority()}));
    letter.fact("paper.reason", text_in(letter.details(), "reason"));
    letter.fact("paper.legal_ground", text_in(letter.details(), "legal_ground"));
    letter.pdf().paragraph(say("paper.refusal.help"));
    letter.close(say("paper.clerk"), letter.event().actor_name);
    return letter.finish();
}

std::string apology(Letter letter) {
    letter.head(Letter::From::office, letter.number());
    letter.pdf().paragraph(say("paper.apology.to", {letter.owner().name}));
    letter.fact("paper.code_label", letter.dossier().code);
    letter.about("paper.dossier_of");
    letter.fact("dossier.fact.accepted_at", accepted_at(letter));
    if (const auto first = parse_instant(text_in(letter.details(), "first_due_at"))) letter.fact("paper.apology.first", moment(*first));
    letter.pdf().paragraph(say("paper.apology.text", {letter.authority()}));
    letter.fact("paper.apology.reason", text_in(letter.details(), "reason"));
    const auto day = parse_day(text_in(letter.details(), "new_day"));
    letter.fact("paper.apology.new_day", day ? vi_day(*day) : "");
    letter.pdf().paragraph(say("paper.apology.sorry", {letter.authority()}));
    letter.close(say("paper.head"), letter.event().actor_name);
    return letter.finish();
}

std::string stop_notice(Letter letter) {
    letter.head(Letter::From::office, letter.number());
    letter.fact("paper.code_label", letter.dossier().code);
    letter.about("paper.dossier_of");
    letter.fact("dossier.fact.accepted_at", accepted_at(letter));
    letter.fact("paper.stop-notice.stage", say(fmt::format("dossier.state.{}", letter.event().from_state)));
    letter.pdf().paragraph(say("paper.stop-notice.text", {letter.authority(), moment(letter.event().at)}));
    letter.fact("paper.reason", text_in(letter.details(), "reason"));
    letter.fact("paper.legal_ground", text_in(letter.details(), "legal_ground"));
    letter.fact("paper.stop-notice.fee", fee_at(letter));
    letter.pdf().paragraph(say("paper.stop-notice.help"));
    letter.close(say("paper.head"), letter.event().actor_name);
    return letter.finish();
}

} // namespace motcua::paper
