#include "draft/stored.hpp"
#include "draft/views/papers.hpp"
#include "draft/walk.hpp"

#include <fmt/format.h>

#include <algorithm>

/// The papers that go with a draft.
namespace motcua::draft {

namespace {

using account::Role;
using Kind = html::Field::Kind;

/// `1,2 MB`, as people in the reader's language write it.
std::string size_of(const visit::Visit& visit, std::int64_t bytes) {
    if (bytes < 1'000'000) return fmt::format("{} kB", (bytes + 999) / 1000);
    if (bytes % 1'000'000 < 100'000) return fmt::format("{} MB", bytes / 1'000'000);
    return fmt::format("{}{}{} MB", bytes / 1'000'000, visit.locale == Locale::vi ? ',' : '.', bytes / 100'000 % 10);
}

html::Field upload_field(std::string name, std::string label) {
    return {.kind = Kind::file,
            .name = std::move(name),
            .label = std::move(label),
            .required = true,
            .accept = ".pdf,.jpg,.jpeg,.png",
            .most_bytes = document::file_limit_bytes};
}

FileLine line_of(const visit::Visit& visit, const Draft& draft, const Paper& paper) {
    const auto url = url_of(draft, fmt::format("papers/{}", paper.document));
    return {paper.file_name, size_of(visit, paper.bytes), url + "/file", url};
}

/// A file that was refused, and why: said at the part it was meant for.
struct Refused {
    std::string part;
    std::string text;
};

http::Response show(const visit::Visit& visit, const Walk& walk, const std::vector<Refused>& refused) {
    PapersPage page{.url = url_of(walk.draft, "papers"), .from_review = from_review(visit)};
    const Stored stored(visit, walk);
    page.used = visit.say("draft.papers.used", {size_of(visit, walk.draft.papers_bytes()), size_of(visit, papers_limit_bytes)});
    for (const auto& part : walk.ground.procedure->parts) {
        const auto papers = walk.draft.papers_of(part.key);
        PartPapers shown{
            upload_field(part.key, visit.say(papers.empty() ? "draft.papers.choose" : "draft.papers.choose_more", {part.name})),
            part.name,
            {},
            {}};
        shown.upload.multiple = true;
        shown.tag =
            part.required ? html::Tag{visit.say("draft.papers.required"), "blue"} : html::Tag{visit.say("draft.papers.optional"), "grey"};
        for (const auto* paper : papers) {
            shown.files.push_back(line_of(visit, walk.draft, *paper));
            if (auto from = stored.words_of(paper->document); !from.empty()) shown.files.back().note = std::move(from);
        }
        shown.stored = stored.offers(part.key);
        for (const auto& refusal : refused)
            if (refusal.part == part.key) shown.upload.error += (shown.upload.error.empty() ? "" : " ") + refusal.text;
        page.parts.push_back(std::move(shown));
    }
    std::vector<const html::Field*> fields;
    for (const auto& part : page.parts) fields.push_back(&part.upload);
    page.errors = summary_of(fields, false);
    const auto back = page.from_review ? url_of(walk.draft, "review") : last_question(walk);
    return visit.page(page.errors ? 422 : 200, look_of(visit, visit.say("draft.papers.title"), back),
                      [&](html::Out& out) { views::papers(out, page); });
}

std::vector<Refused> missing_in_words(const visit::Visit& visit, const Walk& walk) {
    std::vector<Refused> missing;
    for (const auto& fault : missing_papers(walk.draft, *walk.ground.procedure))
        missing.push_back({fault.field, visit.say(fault.code, fault.arguments)});
    return missing;
}

http::Response papers_page(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    return show(visit, *walk, visit.request.query_value("check").empty() ? std::vector<Refused>() : missing_in_words(visit, *walk));
}

/// Keeps what is good; what is not is said, and the good ones need not be chosen again.
Result<std::vector<Refused>> bring_all(const visit::Visit& visit, Walk& walk) {
    std::vector<Refused> refused;
    for (const auto& upload : visit.request.uploads) {
        auto draft = bring(walk.work, visit.services.papers, walk.draft.id, {upload.field, upload});
        if (draft)
            walk.draft = *std::move(draft);
        else if (draft.error().fields.empty())
            return std::unexpected(draft.error());
        else
            for (const auto& line : visit.errors_of(draft.error()))
                refused.push_back({line.field, visit.say("draft.papers.refused", {upload.file_name, line.text})});
    }
    return refused;
}

/// One press takes a stored paper; what was uploaded beside it is kept as well.
http::Response take_stored(const visit::Visit& visit, Walk& walk, std::string_view pressed, std::vector<Refused> refused) {
    const auto asked = asked_for(pressed);
    auto draft = take(walk.work, walk.draft.id, asked.part, asked.item);
    if (!draft && draft.error().fields.empty()) return instead_of_walk(visit, draft.error());
    if (draft)
        walk.draft = *std::move(draft);
    else
        for (const auto& line : visit.errors_of(draft.error())) refused.push_back({line.field, line.text});
    if (!refused.empty()) return show(visit, walk, refused);
    return visit.redirect(url_of(walk.draft, from_review(visit) ? "papers?from=review" : "papers"));
}

http::Response save_papers(const visit::Visit& visit) {
    auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    auto refused = bring_all(visit, *walk);
    if (!refused) return instead_of_walk(visit, refused.error());
    if (const auto taken = visit.request.form_value("take"); !taken.empty()) return take_stored(visit, *walk, taken, *std::move(refused));
    const bool stay = visit.request.form_value("go") == "stay";
    if (refused->empty() && !stay) *refused = missing_in_words(visit, *walk);
    if (!refused->empty()) return show(visit, *walk, *refused);
    if (stay) return visit.redirect(url_of(walk->draft, from_review(visit) ? "papers?from=review" : "papers"));
    return visit.redirect(from_review(visit) ? back_to_review(*walk) : url_of(walk->draft, "delivery"));
}

http::Response show_one(const visit::Visit& visit, const Walk& walk, const Paper& paper, const Error* error) {
    PaperPage page{.url = url_of(walk.draft, fmt::format("papers/{}", paper.document)), .file = line_of(visit, walk.draft, paper)};
    for (const auto& part : walk.ground.procedure->parts)
        if (part.key == paper.part) page.part = part.name;
    page.upload = upload_field("file", visit.say("draft.paper.instead"));
    if (error) page.upload.error = visit.errors_of(*error).front().text;
    page.errors = summary_of({&page.upload}, false);
    return visit.page(error ? 422 : 200, look_of(visit, paper.file_name, url_of(walk.draft, "papers")),
                      [&](html::Out& out) { views::paper(out, page); });
}

/// The paper of the path; `draft.no_paper` when the draft has none such.
Result<const Paper*> paper_of(const visit::Visit& visit, const Walk& walk) {
    const auto* paper = walk.draft.paper(id_of(visit, "document"));
    if (!paper) return refuse(motcua::Kind::not_found, "draft.no_paper");
    return paper;
}

http::Response paper_page(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto paper = paper_of(visit, *walk);
    return paper ? show_one(visit, *walk, **paper, nullptr) : visit.refuse(paper.error());
}

http::Response exchange_paper(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto paper = paper_of(visit, *walk);
    if (!paper) return visit.refuse(paper.error());
    Result<Draft> done = refuse_field("file", "draft.file_needed");
    if (!visit.request.uploads.empty())
        done =
            bring(walk->work, visit.services.papers, walk->draft.id, {(*paper)->part, visit.request.uploads.front(), (*paper)->document});
    if (done) return visit.redirect(url_of(walk->draft, "papers"));
    return done.error().fields.empty() ? instead_of_walk(visit, done.error()) : show_one(visit, *walk, **paper, &done.error());
}

http::Response remove_paper(const visit::Visit& visit) {
    const auto draft = take_back(work_of(visit), id_of(visit, "id"), id_of(visit, "document"));
    return draft ? visit.redirect(url_of(*draft, "papers")) : instead_of_walk(visit, draft.error());
}

http::Response file(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto paper = paper_of(visit, *walk);
    if (!paper) return visit.refuse(paper.error());
    const auto document = visit.services.database.read([&](db::Tx& tx) { return document::find(tx, (*paper)->document); });
    if (!document) return visit.refuse({motcua::Kind::not_found, "draft.no_paper"});
    return document::download(*document, visit.services.papers);
}

} // namespace

visit::Routes paper_routes() {
    using http::Method;
    using Form = http::BodyRule::Form;
    const auto citizen = visit::Access::any_of({Role::citizen});
    const http::BodyRule files{Form::multipart, papers_limit_bytes + 2'000'000, document::file_limit_bytes, 200};
    const http::BodyRule one{Form::multipart, document::file_limit_bytes + 64 * 1024, document::file_limit_bytes, 10};
    const http::BodyRule form{Form::urlencoded, 16 * 1024};
    return {{Method::get, "/drafts/{id}/papers", citizen, papers_page},
            {Method::post, "/drafts/{id}/papers", citizen, save_papers, files, {}, visit::Pace::upload},
            {Method::get, "/drafts/{id}/papers/{document}", citizen, paper_page},
            {Method::post, "/drafts/{id}/papers/{document}", citizen, exchange_paper, one, {}, visit::Pace::upload},
            {Method::post, "/drafts/{id}/papers/{document}/removal", citizen, remove_paper, form},
            {Method::get, "/drafts/{id}/papers/{document}/file", citizen, file}};
}

} // namespace motcua::draft
