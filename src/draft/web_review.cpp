#include "draft/views/review.hpp"
#include "draft/walk.hpp"
#include "reception/deliveries.hpp"

#include <fmt/format.h>

/// The end of the way: how the result shall come, all answers at a glance, off it goes.
namespace motcua::draft {

namespace {

using account::Role;

std::string delivery_key(dossier::Delivery delivery) {
    return fmt::format("dossier.delivery.{}", word_of(delivery));
}

http::Response show_delivery(const visit::Visit& visit, const Walk& walk, const Error* error) {
    using dossier::Delivery;
    DeliveryPage page{.url = url_of(walk.draft, "delivery"), .from_review = from_review(visit)};
    page.field = {.kind = html::Field::Kind::radios, .name = "delivery", .label = visit.say("draft.delivery.title")};
    page.field.label_is_title = true;
    for (const auto way : reception::ways_of(walk.draft.procedure)) {
        const auto delivery = from_word<Delivery>(way);
        page.field.choices.push_back({std::string(way), visit.say(delivery_key(*delivery)),
                                      visit.say(fmt::format("draft.delivery.{}_hint", way)), walk.draft.delivery == delivery});
    }
    if (error) page.field.error = visit.errors_of(*error).front().text;
    page.errors = summary_of({&page.field}, false);
    const auto before = walk.ground.procedure->parts.empty() ? last_question(walk) : url_of(walk.draft, "papers");
    const auto look = look_of(visit, page.field.label, page.from_review ? url_of(walk.draft, "review") : before);
    return visit.page(error ? 422 : 200, look, [&](html::Out& out) { views::delivery(out, page); });
}

http::Response delivery_page(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    return show_delivery(visit, *walk, nullptr);
}

http::Response save_delivery(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto saved = choose_delivery(walk->work, walk->draft.id, from_word<dossier::Delivery>(visit.request.form_value("delivery")));
    if (!saved && !saved.error().fields.empty()) return show_delivery(visit, *walk, &saved.error());
    if (!saved) return instead_of_walk(visit, saved.error());
    return visit.redirect(url_of(*saved, "review"));
}

/// All that was said, in the order of the way. Questions of one field stand together, a row each; others have a section of their own.
class Review {
  public:
    Review(const visit::Visit& visit, const Draft& draft, const Ground& ground) : visit_(visit), draft_(draft), ground_(ground) {}

    std::vector<ReviewSection> sections() {
        add_single({visit_.say("draft.review.unit"), unit_name(), change(url_of(draft_, "unit"))});
        for (const auto* question : way_of(ground_, draft_.answers)) add(*question);
        if (!ground_.procedure->parts.empty()) add_papers();
        add_single({visit_.say("draft.review.delivery"), draft_.delivery ? visit_.say(delivery_key(*draft_.delivery)) : nothing(),
                    change(url_of(draft_, "delivery"))});
        return std::move(sections_);
    }

  private:
    std::string nothing() const { return visit_.say("draft.review.nothing"); }
    std::optional<html::Link> change(std::string url) const {
        if (!draft_.open()) return std::nullopt;
        return html::Link{visit_.say("html.change"), std::move(url) + "?from=review"};
    }

    void add_single(html::SummaryRow row) {
        if (sections_.empty() || !sections_.back().title.empty()) sections_.emplace_back();
        sections_.back().list.rows.push_back(std::move(row));
    }

    std::string unit_name() const {
        std::string name;
        for (const auto* unit : ground_.units->path(draft_.unit)) name = name.empty() ? unit->full_name : unit->full_name + ", " + name;
        return name.empty() ? nothing() : name;
    }

    std::string answer_to(const form::Field& field) const {
        const auto* answer = draft_.answers.if_contains(field.key);
        return answer ? form::shown(field, *answer, visit_.locale) : nothing();
    }

    /// What was left empty is not listed, unless it must not be.
    void add(const form::Question& question) {
        ReviewSection section{question.title, change(url_of(draft_, question)), {}};
        std::size_t asked = 0;
        for (const auto& key : question.fields) {
            const auto& field = *ground_.form->field(key);
            if (!form::is_asked(field, draft_.answers)) continue;
            ++asked;
            if (field.required || draft_.answers.contains(key)) section.list.rows.push_back({field.label, answer_to(field), {}});
        }
        const auto& rows = section.list.rows;
        if (asked > 1 && !rows.empty())
            sections_.push_back(std::move(section));
        else
            add_single({question.title, rows.empty() ? nothing() : rows.front().value, std::move(section.change)});
    }

    void add_papers() {
        ReviewSection section{visit_.say("draft.papers.title"), change(url_of(draft_, "papers")), {}};
        for (const auto& part : ground_.procedure->parts) {
            std::string names;
            for (const auto* paper : draft_.papers_of(part.key)) names += (names.empty() ? "" : "\n") + paper->file_name;
            if (part.required || !names.empty()) section.list.rows.push_back({part.name, names.empty() ? nothing() : names, {}});
        }
        if (section.list.rows.empty())
            add_single({section.title, nothing(), std::move(section.change)});
        else
            sections_.push_back(std::move(section));
    }

    const visit::Visit& visit_;
    const Draft& draft_;
    const Ground& ground_;
    std::vector<ReviewSection> sections_;
};

http::Response show_review(const visit::Visit& visit, const Draft& draft, const Error* error) {
    const auto ground = ground_of(*visit.law, draft.procedure, local_day(visit.now));
    if (!ground) return visit.refuse(ground.error());
    ReviewPage page{.url = url_of(draft, "review"), .procedure = ground->procedure->name, .sending = draft.sending};
    page.sections = Review(visit, draft, *ground).sections();
    if (error) {
        page.errors.emplace();
        for (const auto& line : visit.errors_of(*error)) page.errors->lines.push_back({line.text, ""});
    }
    auto look = look_of(visit, visit.say("draft.review.title"), url_of(draft, "delivery"));
    if (!draft.open()) look.back.reset();
    return visit.page(error ? 422 : 200, look, [&](html::Out& out) { views::review(out, page); });
}

http::Response review_page(const visit::Visit& visit) {
    const auto draft = open(work_of(visit), id_of(visit, "id"));
    if (!draft) return visit.refuse(draft.error());
    if (draft->sent()) return visit.redirect("/dossiers/" + draft->dossier);
    return show_review(visit, *draft, nullptr);
}

http::Response send(const visit::Visit& visit) {
    const auto work = work_of(visit);
    const auto id = id_of(visit, "id");
    const auto code = submit(work, id);
    if (code) {
        visit.services.wake_jobs();
        return visit.redirect("/dossiers/" + *code);
    }
    const auto draft = open(work, id);
    if (!draft || code.error().kind != motcua::Kind::invalid) return visit.refuse(code.error());
    if (const auto ground = ground_of(*visit.law, draft->procedure, local_day(visit.now)); ground && draft->open())
        if (const auto gap = first_gap(*draft, *ground)) return visit.redirect(url_of(*draft, *gap) + "?from=review&check=1");
    return show_review(visit, *draft, &code.error());
}

} // namespace

visit::Routes review_routes() {
    using http::Method;
    const auto citizen = visit::Access::any_of({Role::citizen});
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 16 * 1024};
    return {{Method::get, "/drafts/{id}/delivery", citizen, delivery_page},
            {Method::post, "/drafts/{id}/delivery", citizen, save_delivery, form},
            {Method::get, "/drafts/{id}/review", citizen, review_page},
            {Method::post, "/drafts/{id}/review", citizen, send, form}};
}

} // namespace motcua::draft
