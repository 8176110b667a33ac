#include "dossier/reuse.hpp"

#include "dossier/details.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::dossier {

namespace {

namespace json = boost::json;

/// What for, as a person reads it: the procedure and the part of it.
std::string purpose_of(const law::Law& law, const wallet::Use& use, Day day) {
    const auto* procedure = law.procedures.find(use.procedure, day);
    if (!procedure) return use.procedure;
    for (const auto& part : procedure->parts)
        if (part.key == use.part) return procedure->short_name + ": " + part.name;
    return procedure->short_name;
}

json::object words_of(const law::Law& law, const wallet::Sent& sent, Day day) {
    const auto* unit = law.units.find(sent.item.issued_by);
    return {{"document", fmt::format("{}", sent.use.document)},
            {"name", sent.item.name},
            {"from", sent.item.code},
            {"unit", unit ? unit->full_name : std::string()},
            {"source", word_of(sent.item.source)},
            {"purpose", purpose_of(law, sent.use, day)},
            {"taken_at", iso(sent.use.taken_at)}};
}

template <class Each>
void each_in(const json::object& details, Each each) {
    if (const auto* list = details.if_contains("reused"))
        for (const auto& one : list->as_array())
            each(one.as_object(),
                 Reused{text_in(one.as_object(), "name"), text_in(one.as_object(), "from"), text_in(one.as_object(), "unit")});
}

} // namespace

wallet::Origin origin_of(const Dossier& dossier) {
    return {.account = dossier.account,
            .unit = dossier.unit,
            .dossier = dossier.id,
            .code = dossier.code,
            .procedure = dossier.procedure,
            .procedure_version = dossier.procedure_version,
            .issued_by = dossier.resolver()};
}

Result<void> note_reuse(db::Tx& tx, const Work& work, std::string_view procedure, std::string_view code,
                        const std::vector<PaperLink>& papers, Effect& effect) {
    json::array reused;
    for (const auto& paper : papers)
        if (const auto sent = TRY(wallet::send(tx, work.actor.account, paper.document, procedure, code, work.now)))
            reused.push_back(words_of(work.law, *sent, local_day(work.now)));
    if (!reused.empty()) effect.details["reused"] = std::move(reused);
    return {};
}

std::vector<Reused> reused_in(const json::object& details) {
    std::vector<Reused> all;
    each_in(details, [&](const json::object&, Reused reused) { all.push_back(std::move(reused)); });
    return all;
}

std::map<Id, Reused> reused_in(const std::vector<Event>& events) {
    std::map<Id, Reused> all;
    for (const auto& event : events) {
        if (event.details.find("\"reused\"") == std::string::npos) continue;
        const auto details = json::parse(event.details);
        each_in(details.as_object(), [&](const json::object& one, Reused reused) { all.emplace(document_in(one), std::move(reused)); });
    }
    return all;
}

} // namespace motcua::dossier
