#include "digitising/actions.hpp"
#include "document/document.hpp"
#include "dossier/handling.hpp"
#include "dossier/pages.hpp"
#include "dossier/perform.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

/// Papers that were handed in on paper and are scanned at the desk (số hóa). What is a scan, and of what, is in src/digitising.
namespace motcua::dossier {

namespace {

const procedure::Part* part_of(const law::Law& law, const Dossier& dossier, std::string_view key) {
    const auto* procedure = asked_by(law, dossier);
    if (!procedure) return nullptr;
    const auto found = std::ranges::find(procedure->parts, key, &procedure::Part::key);
    return found == procedure->parts.end() ? nullptr : &*found;
}

std::string name_of(const law::Law& law, const Dossier& dossier, std::string_view key) {
    const auto* part = part_of(law, dossier, key);
    return part ? part->name : std::string(key);
}

/// What was wrong with a file, beside the field it was chosen in.
std::unexpected<Error> at_file(std::string_view part, const Error& error) {
    const auto& field = error.fields.empty() ? FieldError{{}, error.code, error.arguments} : error.fields.front();
    return refuse_field("file." + std::string(part), field.code, field.arguments);
}

} // namespace

std::vector<std::string> papers_on_paper(const law::Law& law, const Dossier& dossier, const boost::json::object& answers) {
    std::vector<std::string> parts;
    const auto* ticked = answers.if_contains("papers_at_counter");
    if (dossier.channel == procedure::Channel::online || !ticked || !ticked->is_array()) return parts;
    for (const auto& key : ticked->get_array()) {
        const std::string_view word = key.is_string() ? std::string_view(key.get_string()) : std::string_view();
        if (part_of(law, dossier, word) && std::ranges::find(parts, word) == parts.end()) parts.emplace_back(word);
    }
    return parts;
}

void say_papers(Effect& effect, const std::vector<std::string>& parts) {
    if (parts.empty()) return;
    boost::json::array keys;
    for (const auto& part : parts) keys.emplace_back(part);
    effect.details["papers_on_paper"] = std::move(keys);
    effect.delta.on_paper = static_cast<std::int64_t>(parts.size());
}

std::vector<std::string> papers_said(const boost::json::object& details) {
    std::vector<std::string> parts;
    if (const auto* keys = details.if_contains("papers_on_paper"))
        for (const auto& key : keys->as_array()) parts.emplace_back(key.as_string());
    return parts;
}

Result<Effect> digitise(Dossier& dossier, const Frame& frame, const std::vector<Scanned>& scanned,
                        const std::vector<digitising::Scan>& before) {
    TRY(move(dossier, Action::digitisation, frame));
    Effect effect;
    effect.counted_on = local_day(dossier.submitted_at);
    effect.delta.with_scans = before.empty() ? 1 : 0;
    boost::json::array scans;
    for (const auto& one : scanned) {
        effect.delta.on_paper_digitised += digitising::has(before, one.part) ? 0 : 1;
        scans.push_back({{"part", one.part},
                         {"name", one.name},
                         {"source", word_of(one.source)},
                         {"sha256", boost::json::array(one.sha256.begin(), one.sha256.end())}});
    }
    effect.details = {{"scans", std::move(scans)}};
    return effect;
}

namespace {

/// The dossier itself, and the other children of its linked request: the papers belong to all of them.
std::vector<Dossier> sharing(Store& store, const Dossier& dossier) {
    std::vector<Dossier> all{dossier};
    if (dossier.linked_by.empty()) return all;
    for (const auto& sibling : store.siblings(dossier)) {
        auto other = store.with_id(dossier.unit, sibling.id);
        if (other && other->id != dossier.id && other->linked_by == dossier.linked_by) all.push_back(*std::move(other));
    }
    return all;
}

/// Keeps one file as a scan of each dossier that shares it, and asks for its signature.
void attach(Store& store, const Work& work, const std::vector<Dossier>& dossiers, const digitising::Given& given, Id document) {
    const auto source = from_word<digitising::Source>(given.source).value();
    for (const auto& dossier : dossiers) {
        store.add_paper(dossier, document, given.part, "part", work.now);
        digitising::add(store.tx(),
                        {dossier.unit, dossier.id, document, given.part, source, work.actor.account, work.actor.name, work.now});
        const auto found = document::find(store.tx(), document);
        if (found && found->media_type != "application/pdf") continue; // a picture that no PDF can hold as it is
        signature::ask(store.tx(), work.signing, work.law,
                       {.unit = dossier.unit,
                        .dossier = dossier.id,
                        .document = document,
                        .code = dossier.code,
                        .procedure = dossier.procedure,
                        .by_unit = dossier.unit,
                        .asked_by = work.actor.account,
                        .asked_at = work.now},
                       work.now);
    }
}

Result<void> must_be_signable(const Work& work, Id unit, const digitising::Given& given) {
    for (const auto document : given.documents) {
        const auto found = work.database.read([&](db::Tx& tx) { return document::find(tx, document); });
        if (!found || found->media_type != "application/pdf") continue;
        const auto fits = signature::check(work.database, work.signing, work.law, unit, document);
        if (!fits) return at_file(given.part, fits.error());
    }
    return {};
}

Result<Scanned> scanned_of(Store& store, const Work& work, const Dossier& dossier, const digitising::Given& given) {
    Scanned scanned{given.part, name_of(work.law, dossier, given.part), from_word<digitising::Source>(given.source).value(), {}};
    for (const auto document : given.documents) {
        const auto found = document::find(store.tx(), document);
        if (!found || !store.may_attach(document, work.actor.account)) return refuse_field("file." + given.part, "dossier.paper_not_yours");
        scanned.sha256.push_back(found->sha256);
    }
    return scanned;
}

} // namespace

Result<Dossier> digitise(const Work& work, const Target& target, std::vector<digitising::Given> given) {
    const auto folder = TRY(open(work, target.code));
    TRY(can(work.actor, Action::digitisation, folder.dossier, work.law.units));
    TRY(after(folder.dossier, Action::digitisation));
    given = TRY(digitising::checked(folder.on_paper(), std::move(given)));
    for (auto& one : given) {
        one.documents = digitising::bound(work.database, work.signing.papers, one.documents, work.actor, work.now);
        TRY(must_be_signable(work, folder.dossier.unit, one));
    }
    return perform(work, target, Action::digitisation, [&](Store& store, Dossier& dossier, const Frame& frame) -> Result<Effect> {
        std::vector<Scanned> scanned;
        for (const auto& one : given) scanned.push_back(TRY(scanned_of(store, work, dossier, one)));
        const auto before = digitising::of_dossier(store.tx(), dossier.unit, dossier.id);
        const auto dossiers = sharing(store, dossier);
        for (const auto& one : given)
            for (const auto document : one.documents) attach(store, work, dossiers, one, document);
        return digitise(dossier, frame, scanned, before);
    });
}

const digitising::Scan* Folder::scan_of(Id document) const {
    const auto found = std::ranges::find(scans, document, &digitising::Scan::document);
    return found == scans.end() ? nullptr : &*found;
}

std::vector<std::string> Folder::on_paper() const {
    if (dossier.channel == procedure::Channel::online || events.empty()) return {};
    return papers_said(boost::json::parse(events.front().details).as_object());
}

digitising::Extent Folder::digitised() const {
    const bool all_signed = std::ranges::all_of(scans, [&](const digitising::Scan& scan) {
        const auto signing = signing_of(scan.document);
        return signing && signing->state == signature::State::signed_;
    });
    return digitising::extent(on_paper(), scans, all_signed);
}

Result<std::vector<digitising::Given>> scans_typed(const visit::Visit& visit, const Typed& typed) {
    std::vector<digitising::Given> all;
    for (const auto& upload : visit.request.uploads) {
        if (upload.bytes == 0 && upload.file_name.empty()) continue; // a file field left empty
        const auto at = upload.field.find("file.");
        if (at == std::string::npos) continue;
        const auto part = upload.field.substr(at + 5);
        auto kept = document::keep(visit.services.database, visit.services.papers, upload, visit.actor, visit.now);
        if (!kept) return at_file(part, kept.error());
        auto same = std::ranges::find(all, part, &digitising::Given::part);
        if (same == all.end()) same = all.insert(all.end(), {part, std::string(typed.text("source." + part)), {}});
        same->documents.push_back(kept->id);
    }
    return all;
}

void fill_digitisation(const visit::Visit& visit, const Folder& folder, ActionForm& form) {
    for (const auto& key : folder.on_paper()) {
        html::Field file{.kind = html::Field::Kind::file, .name = "file." + key, .label = name_of(*visit.law, folder.dossier, key)};
        if (digitising::has(folder.scans, key)) file.hint = visit.say("digitising.done_already");
        file.required = false;
        file.accept = ".pdf,.jpg,.jpeg,.png";
        file.most_bytes = document::file_limit_bytes;
        file.multiple = true;
        html::Field source{
            .kind = html::Field::Kind::select, .name = "source." + key, .label = visit.say("digitising.source", {file.label})};
        source.choices.push_back({"", visit.say("digitising.source.choose")});
        for (const auto word : Words<digitising::Source>::words)
            source.choices.push_back({std::string(word), visit.say(fmt::format("digitising.source.{}", word))});
        form.fields.push_back(std::move(file));
        form.fields.push_back(std::move(source));
    }
}

std::string scan_in_words(const visit::Visit& visit, const Folder& folder, Id document) {
    const auto* scan = folder.scan_of(document);
    if (!scan) return {};
    return visit.say("digitising.scan", {visit.say(fmt::format("digitising.of.{}", word_of(scan->source))), scan->made_by_name});
}

std::string digitised_in_words(const visit::Visit& visit, const Folder& folder) {
    const auto parts = folder.on_paper();
    if (folder.dossier.channel == procedure::Channel::online) return visit.say("digitising.not_needed");
    if (parts.empty()) return {};
    const auto done = std::ranges::count_if(parts, [&](const std::string& part) { return digitising::has(folder.scans, part); });
    return visit.say(fmt::format("digitising.extent.{}", word_of(folder.digitised()))) + "\n" +
           visit.say("digitising.share", {fmt::format("{}", done), fmt::format("{}", parts.size())});
}

} // namespace motcua::dossier
