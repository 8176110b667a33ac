#include "document/pdf.hpp"
#include "dossier/pages.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::dossier {

namespace {

/// Papers are written in Vietnamese, the language of the office that answers for them.
std::string say(std::string_view key, std::vector<std::string> arguments = {}) {
    return sentence(Locale::vi, key, arguments);
}

std::string moment(Instant at) {
    return say("dossier.moment", {vi_clock(at), vi_day(local_day(at))});
}

std::string limit_of(const procedure::Procedure& procedure) {
    if (!procedure.limit) return say("dossier.limit.unpublished");
    return say(fmt::format("dossier.limit.{}", word_of(procedure.limit->unit)), {fmt::format("{}", procedure.limit->value)});
}

const Event* event_of(const Folder& folder, Action action) {
    const auto found = std::find_if(folder.events.begin(), folder.events.end(), [&](const Event& event) { return event.action == action; });
    return found == folder.events.end() ? nullptr : &*found;
}

void add_head(document::Pdf& pdf, const law::Law& law, const Folder& folder) {
    const auto& dossier = folder.dossier;
    const auto path = law.units.path(dossier.unit);
    const std::string unit = path.empty() ? "" : path.back()->full_name;
    const std::string parent = path.size() < 2 ? "" : path[path.size() - 2]->full_name;
    const auto at = dossier.accepted_at.value_or(dossier.submitted_at);
    pdf.letterhead(parent, unit, say("dossier.receipt.number", {dossier.code}),
                   say("dossier.receipt.place_day", {path.empty() ? "" : path.back()->name, vi_day(local_day(at))}));
    pdf.title(say(dossier.received() ? "dossier.receipt.title" : "dossier.receipt.title_submitted"));
}

void add_facts(document::Pdf& pdf, const procedure::Procedure* procedure, const Dossier& dossier) {
    const auto fact = [&](std::string_view key, const std::string& value) {
        if (!value.empty()) pdf.fact(say(key), value);
    };
    fact("dossier.receipt.of", dossier.owner.name);
    fact("dossier.fact.owner_number", dossier.owner.citizen_number);
    fact("dossier.fact.owner_address", dossier.owner.address);
    fact("dossier.fact.owner_phone", dossier.owner.phone);
    fact("dossier.receipt.content", procedure ? fmt::format("{} ({})", procedure->name, procedure->code) : dossier.procedure);
    fact("dossier.receipt.limit", procedure ? limit_of(*procedure) : "");
    fact("dossier.fact.submitted_at", moment(dossier.submitted_at));
    if (dossier.accepted_at) fact("dossier.fact.accepted_at", moment(*dossier.accepted_at));
    if (dossier.due_at) fact("dossier.fact.due_at", moment(*dossier.due_at));
    fact("dossier.fact.delivery", say(fmt::format("dossier.delivery.{}", word_of(dossier.delivery))));
}

void add_papers(document::Pdf& pdf, const procedure::Procedure* procedure, const Folder& folder) {
    std::vector<std::vector<std::string>> rows;
    std::vector<int> files; // of each row: several files may be one paper
    for (const auto& paper : folder.papers) {
        if (paper.kind == "result") continue;
        std::string name = paper.file_name;
        if (procedure)
            for (const auto& part : procedure->parts)
                if (part.key == paper.part) name = part.name;
        const bool same = !rows.empty() && rows.back()[1] == name;
        if (!same) rows.push_back({fmt::format("{}", rows.size() + 1), name, say("dossier.receipt.copies")}), files.push_back(0);
        if (++files.back() > 1) rows.back()[2] = say("dossier.receipt.files", {fmt::format("{}", files.back())});
    }
    if (const auto* ticked = folder.answers.if_contains("papers_at_counter"); ticked && procedure)
        for (const auto& key : ticked->as_array())
            for (const auto& part : procedure->parts)
                if (part.key == key.as_string())
                    rows.push_back({fmt::format("{}", rows.size() + 1), part.name, say("dossier.receipt.on_paper")});
    if (!rows.empty()) pdf.table({"STT", say("dossier.receipt.part"), say("dossier.receipt.kind")}, rows, {0.1, 0.65, 0.25});
}

} // namespace

std::string receipt_pdf(const visit::Services& services, const law::Law& law, const Folder& folder) {
    const auto& dossier = folder.dossier;
    const auto* procedure = law.procedures.version(dossier.procedure, dossier.procedure_version);
    const auto secret = tracking_secret(services.number_key, dossier.code);
    document::Pdf pdf(document::PaperSize::a5, say("dossier.receipt.title"));
    add_head(pdf, law, folder);
    add_facts(pdf, procedure, dossier);
    add_papers(pdf, procedure, folder);
    pdf.qr(fmt::format("{}/track/{}/{}", services.public_url, dossier.code, secret),
           {say("dossier.receipt.track", {services.public_url + "/track"}), say("dossier.receipt.number", {dossier.code}),
            say("dossier.receipt.track_code", {secret})});
    const auto* acceptance = event_of(folder, Action::acceptance);
    pdf.signatures(say("dossier.receipt.applicant"), dossier.owner.name, acceptance ? say("dossier.receipt.clerk") : "",
                   acceptance ? acceptance->actor_name : "");
    if (services.demo) pdf.note(say("dossier.receipt.demo"));
    return pdf.finish();
}

} // namespace motcua::dossier
