#include "draft/walk.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace motcua::draft {

Work work_of(const visit::Visit& visit) {
    return {visit.services.database, *visit.law, visit.actor, visit.now, visit.services.number_key, visit.locale};
}

Id id_of(const visit::Visit& visit, std::string_view name) {
    const auto text = visit.value(name);
    Id id = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id);
    return problem == std::errc() && end == text.data() + text.size() ? id : 0;
}

std::string url_of(const Draft& draft, std::string_view page) {
    return fmt::format("/drafts/{}/{}", draft.id, page);
}

std::string url_of(const Draft& draft, const form::Question& question) {
    return fmt::format("/drafts/{}/questions/{}", draft.id, question.key);
}

std::string url_of(const Draft& draft, const Gap& gap) {
    switch (gap.page) {
    case Gap::Page::unit:
        return url_of(draft, "unit");
    case Gap::Page::question:
        return fmt::format("/drafts/{}/questions/{}", draft.id, gap.question);
    case Gap::Page::papers:
        return url_of(draft, "papers");
    case Gap::Page::delivery:
        return url_of(draft, "delivery");
    }
    return url_of(draft, "review");
}

Result<Walk> walk_of(const visit::Visit& visit) {
    const auto work = work_of(visit);
    auto draft = TRY(open(work, id_of(visit, "id")));
    if (!draft.open()) return refuse(Kind::conflict, "draft.already_sent");
    const auto ground = TRY(ground_of(work.law, draft.procedure, local_day(visit.now)));
    return Walk{work, std::move(draft), ground};
}

http::Response instead_of_walk(const visit::Visit& visit, const Error& error) {
    if (error.code != "draft.already_sent") return visit.refuse(error);
    const auto draft = open(work_of(visit), id_of(visit, "id"));
    if (!draft) return visit.refuse(draft.error());
    return visit.redirect(draft->sent() ? "/dossiers/" + draft->dossier : url_of(*draft, "review"));
}

bool from_review(const visit::Visit& visit) {
    return visit.request.form_value("from") == "review" || visit.request.query_value("from") == "review";
}

std::string back_to_review(const Walk& walk) {
    if (const auto gap = first_gap(walk.draft, walk.ground)) return url_of(walk.draft, *gap) + "?from=review&check=1";
    return url_of(walk.draft, "review");
}

std::string after_question(const Walk& walk, std::string_view question) {
    const auto neighbours = neighbours_of(way_of(walk.ground, walk.draft.answers), question);
    return neighbours.after ? url_of(walk.draft, *neighbours.after) : after_questions(walk);
}

std::string after_questions(const Walk& walk) {
    return url_of(walk.draft, walk.ground.procedure->parts.empty() ? "delivery" : "papers");
}

std::string last_question(const Walk& walk) {
    const auto way = way_of(walk.ground, walk.draft.answers);
    return way.empty() ? url_of(walk.draft, "unit") : url_of(walk.draft, *way.back());
}

visit::Look look_of(const visit::Visit& visit, std::string title, std::string back_url) {
    return {.title = std::move(title), .back = html::Link{visit.say("html.back"), std::move(back_url)}};
}

Errors summary_of(const std::vector<const html::Field*>& fields, bool with_labels) {
    html::ErrorSummary summary;
    for (const auto* field : fields) {
        if (field->error.empty()) continue;
        summary.lines.push_back({with_labels ? fmt::format("{}: {}", field->label, field->error) : field->error, field->id()});
    }
    if (summary.lines.empty()) return std::nullopt;
    return summary;
}

} // namespace motcua::draft
