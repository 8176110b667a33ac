#include "paper/letter.hpp"

#include "dossier/numbering.hpp"

#include <fmt/format.h>

namespace motcua::paper {

namespace {

std::string limit_of(const procedure::Procedure& procedure) {
    if (!procedure.limit) return say("paper.limit.unpublished");
    return say(fmt::format("paper.limit.{}", word_of(procedure.limit->unit)), {fmt::format("{}", procedure.limit->value)});
}

std::string name_of(const procedure::Procedure* procedure, std::string_view part, std::string_view otherwise) {
    if (procedure)
        for (const auto& candidate : procedure->parts)
            if (candidate.key == part) return candidate.name;
    return std::string(otherwise);
}

void add_papers(Letter& letter) {
    const auto& folder = letter.source().folder;
    const auto* procedure = dossier::asked_by(letter.source().law, letter.dossier());
    std::vector<std::vector<std::string>> rows;
    std::vector<int> files; // of each row: several files may be one paper
    const auto add = [&](std::string name, std::string kind) {
        rows.push_back({fmt::format("{}", rows.size() + 1), std::move(name), std::move(kind)});
        files.push_back(0);
    };
    for (const auto& paper : folder.papers) {
        if (paper.kind == "result" || paper.added_at > letter.event().at) continue; // what came later is not on the paper of that day
        const auto name = name_of(procedure, paper.part, paper.file_name);
        if (rows.empty() || rows.back()[1] != name) add(name, say("paper.receipt.copies"));
        if (++files.back() > 1) rows.back()[2] = say("paper.receipt.files", {fmt::format("{}", files.back())});
    }
    if (const auto* ticked = folder.answers.if_contains("papers_at_counter"); ticked && procedure)
        for (const auto& key : ticked->as_array())
            if (auto name = name_of(procedure, key.as_string(), ""); !name.empty()) add(std::move(name), say("paper.receipt.on_paper"));
    if (!rows.empty()) letter.pdf().table({"STT", say("paper.receipt.part"), say("paper.receipt.kind")}, rows, {0.1, 0.65, 0.25});
}

/// Everything that came in with the same visit or under the same linked procedure: one receipt lists all.
void add_together(Letter& letter) {
    const auto& source = letter.source();
    std::vector<std::vector<std::string>> rows;
    for (const auto& sibling : source.folder.siblings) {
        const auto* procedure = source.law.procedures.find(sibling.procedure, local_day(letter.dossier().submitted_at));
        rows.push_back({fmt::format("{}", rows.size() + 1), sibling.code, procedure ? procedure->short_name : sibling.procedure});
    }
    if (!rows.empty()) letter.pdf().table({"STT", say("paper.receipt.code"), say("paper.receipt.together")}, rows, {0.1, 0.35, 0.55});
}

void add_owner(Letter& letter) {
    const auto& dossier = letter.dossier();
    if (letter.source().masked) return;
    letter.fact("paper.receipt.tax_code", dossier.owner.tax_code);
    if (dossier.representative)
        letter.fact("paper.receipt.representative", fmt::format("{} ({})", dossier.representative->name, dossier.representative->ground));
}

} // namespace

std::string receipt(Letter letter) {
    const auto& dossier = letter.dossier();
    const bool accepted = letter.event().action == dossier::Action::acceptance;
    letter.head(Letter::From::desk, say("paper.code", {dossier.code}));
    letter.about("paper.receipt.of");
    letter.fact("dossier.fact.resolving_unit", text_in(letter.details(), "resolved_by")); // as it was then, wherever it went later
    add_owner(letter);
    letter.fact("paper.receipt.sets", say("paper.receipt.one_set"));
    if (letter.procedure()) letter.fact("paper.receipt.limit", limit_of(*letter.procedure()));
    letter.fact("dossier.fact.submitted_at", moment(dossier.submitted_at));
    if (accepted) letter.fact("dossier.fact.accepted_at", moment(letter.event().at));
    // The date as it was promised then; a pause moves the one in the dossier.
    if (const auto due = parse_instant(text_in(letter.details(), "due_at"))) letter.fact("dossier.fact.due_at", moment(*due));
    letter.fact("dossier.fact.delivery", say(fmt::format("dossier.delivery.{}", word_of(dossier.delivery))));
    add_papers(letter);
    add_together(letter);
    if (const int number = dossier::paper_number_in(letter.details()))
        letter.pdf().note(
            say("paper.receipt.book", {fmt::format("{}", civil(local_day(letter.event().at)).year), fmt::format("{}", number)}));
    letter.pdf().signatures(say("paper.applicant"), letter.owner().name, accepted ? say("paper.clerk") : "",
                            accepted ? letter.event().actor_name : "");
    letter.tracking();
    return letter.finish();
}

} // namespace motcua::paper
