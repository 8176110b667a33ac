#include "draft/changing.hpp"
#include "wallet/actions.hpp"

#include <algorithm>

/// Papers of a draft: brought, exchanged, taken back.
namespace motcua::draft {

namespace {

bool has_part(const Ground& ground, std::string_view key) {
    const auto& parts = ground.procedure->parts;
    return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return part.key == key; });
}

Result<void> must_fit(const Draft& draft, const std::string& part, std::int64_t bytes) {
    if (draft.papers_bytes() + bytes > papers_limit_bytes)
        return refuse_field(part, "draft.papers_too_large", {std::to_string(papers_limit_bytes / 1'000'000)});
    return {};
}

Result<void> may_bring(const Draft& draft, const Ground& ground, const Upload& upload) {
    if (!has_part(ground, upload.part)) return refuse(Kind::not_found, "draft.no_part");
    const auto* before = draft.paper(upload.instead_of);
    if (upload.instead_of != 0 && !before) return refuse(Kind::not_found, "draft.no_paper");
    if (!before && draft.papers.size() >= papers_limit)
        return refuse_field(upload.part, "draft.papers_too_many", {std::to_string(papers_limit)});
    return must_fit(draft, upload.part, static_cast<std::int64_t>(upload.file.bytes) - (before ? before->bytes : 0));
}

/// The place of a new paper: that of the one it replaces, else the last.
int place_of(const Draft& draft, Id instead_of) {
    const auto found =
        std::find_if(draft.papers.begin(), draft.papers.end(), [&](const Paper& paper) { return paper.document == instead_of; });
    return static_cast<int>(found - draft.papers.begin());
}

Result<Draft> attach(const Work& work, Id id, const Upload& upload, const document::Document& document) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        auto& draft = changing.draft;
        TRY(may_bring(draft, changing.ground, upload));
        const int place = place_of(draft, upload.instead_of);
        if (upload.instead_of != 0) {
            changing.store.remove_paper(draft, upload.instead_of);
            document::forget(changing.tx, upload.instead_of);
            draft.papers.erase(draft.papers.begin() + place);
        }
        changing.store.add_paper(draft, document.id, upload.part, place);
        draft.papers.insert(draft.papers.begin() + place,
                            Paper{document.id, upload.part, document.file_name, document.media_type, document.bytes});
        return {};
    });
}

/// A refusal of a file, told at the part it was meant for.
Error at_part(Error error, const std::string& part) {
    if (error.kind != Kind::invalid) return error;
    if (error.fields.empty()) error.fields.push_back({part, error.code, error.arguments});
    for (auto& field : error.fields) field.field = part;
    return error;
}

} // namespace

Result<Draft> bring(const Work& work, const std::filesystem::path& papers, Id id, const Upload& upload) {
    const auto draft = TRY(open(work, id));
    if (!draft.open()) return refuse(Kind::conflict, "draft.already_sent");
    TRY(may_bring(draft, TRY(ground_of(work.law, draft.procedure, local_day(work.now))), upload));
    const auto document = document::keep(work.database, papers, upload.file, work.actor, work.now);
    if (!document) return std::unexpected(at_part(document.error(), upload.part));
    auto attached = attach(work, id, upload, *document);
    if (!attached) {
        (void)work.database.write([&](db::Tx& tx) -> Result<void> {
            document::forget(tx, document->id);
            return {};
        });
    }
    return attached;
}

Result<Draft> take(const Work& work, Id id, const std::string& part, Id item) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        auto& draft = changing.draft;
        if (!has_part(changing.ground, part)) return refuse(Kind::not_found, "draft.no_part");
        if (draft.papers.size() >= papers_limit) return refuse_field(part, "draft.papers_too_many", {std::to_string(papers_limit)});
        const auto document = TRY(wallet::take(changing.tx, work.actor.account, item, {draft.procedure, part}, work.now));
        TRY(must_fit(draft, part, document.bytes));
        changing.store.add_paper(draft, document.id, part, static_cast<int>(draft.papers.size()));
        draft.papers.push_back({document.id, part, document.file_name, document.media_type, document.bytes});
        return {};
    });
}

Result<Draft> take_back(const Work& work, Id id, Id document) {
    return change(work, id, [&](Changing& changing) -> Result<void> {
        auto& draft = changing.draft;
        if (!draft.paper(document)) return refuse(Kind::not_found, "draft.no_paper");
        changing.store.remove_paper(draft, document);
        document::forget(changing.tx, document);
        std::erase_if(draft.papers, [&](const Paper& paper) { return paper.document == document; });
        return {};
    });
}

} // namespace motcua::draft
