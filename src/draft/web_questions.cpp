#include "draft/views/question.hpp"
#include "draft/walk.hpp"

#include <fmt/format.h>

/// One question per page.
namespace motcua::draft {

namespace {

using account::Role;

bool asks_for_place(const Walk& walk, const form::Question& question) {
    for (const auto& key : question.fields) {
        const auto* field = walk.ground.form->field(key);
        const auto places = [](const form::Field& one) {
            return one.type == form::FieldType::address || one.type == form::FieldType::unit;
        };
        if (places(*field)) return true;
        for (const auto& member : field->members)
            if (places(member)) return true;
    }
    return false;
}

std::vector<const html::Field*> inputs_of(const form::QuestionFields& fields) {
    std::vector<const html::Field*> inputs;
    for (const auto& block : fields.blocks)
        for (const auto& field : block.fieldset.fields) inputs.push_back(&field);
    return inputs;
}

struct Shown {
    const form::Typed* typed = nullptr;
    const std::vector<FieldError>* errors = nullptr;
};

http::Response show(const visit::Visit& visit, const Walk& walk, const form::Question& question, const Shown& shown) {
    const auto way = way_of(walk.ground, walk.draft.answers);
    const auto neighbours = neighbours_of(way, question.key);
    const auto places =
        asks_for_place(walk, question) ? form::places_of(*walk.ground.units, walk.ground.today) : std::vector<std::string>();
    QuestionPage page{.url = url_of(walk.draft, question), .title = question.title, .from_review = from_review(visit)};
    page.caption = visit.say("draft.question.number", {fmt::format("{}", neighbours.number), fmt::format("{}", neighbours.count)});
    page.fields = form::fields_of(
        *walk.ground.form, question,
        {.answers = walk.draft.answers, .typed = shown.typed, .errors = shown.errors, .places = &places, .locale = visit.locale});
    page.errors = summary_of(inputs_of(page.fields), !page.fields.titled);
    const auto back = page.from_review    ? url_of(walk.draft, "review")
                      : neighbours.before ? url_of(walk.draft, *neighbours.before)
                                          : url_of(walk.draft, "unit");
    return visit.page(page.errors ? 422 : 200, look_of(visit, question.title, back), [&](html::Out& out) { views::question(out, page); });
}

/// The question of the path, when it is asked; else where to go instead.
const form::Question* question_of(const visit::Visit& visit, const Walk& walk) {
    for (const auto* question : way_of(walk.ground, walk.draft.answers))
        if (question->key == visit.value("question")) return question;
    return nullptr;
}

http::Response question_page(const visit::Visit& visit) {
    const auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto* question = question_of(visit, *walk);
    if (!question) return visit.redirect(fmt::format("/drafts/{}", walk->draft.id));
    std::vector<FieldError> faults;
    if (!visit.request.query_value("check").empty())
        faults = faults_of(*walk->ground.form, *question, walk->draft.answers, walk->ground.today);
    return show(visit, *walk, *question, {nullptr, &faults});
}

http::Response save_question(const visit::Visit& visit) {
    auto walk = walk_of(visit);
    if (!walk) return instead_of_walk(visit, walk.error());
    const auto* question = question_of(visit, *walk);
    if (!question) return visit.redirect(fmt::format("/drafts/{}", walk->draft.id));
    const auto& typed = visit.request.form;
    // More or fewer rows: the same page again with what was typed; nothing is kept yet, so there is nothing to go back to.
    if (visit.request.has_form("add")) {
        const auto more = form::with_row(*walk->ground.form, *question, typed, visit.request.form_value("add"));
        return show(visit, *walk, *question, {&more});
    }
    if (visit.request.has_form("remove")) {
        const auto fewer = form::without_row(typed, visit.request.form_value("remove"));
        return show(visit, *walk, *question, {&fewer});
    }
    const auto saved = answer(walk->work, walk->draft.id, question->key, typed);
    if (!saved && !saved.error().fields.empty()) return show(visit, *walk, *question, {&typed, &saved.error().fields});
    if (!saved) return instead_of_walk(visit, saved.error());
    walk->draft = *saved;
    return visit.redirect(from_review(visit) ? back_to_review(*walk) : after_question(*walk, question->key));
}

} // namespace

visit::Routes question_routes() {
    const auto citizen = visit::Access::any_of({Role::citizen});
    // A group of a hundred rows with seven inputs each is the largest page there is.
    const http::BodyRule form{http::BodyRule::Form::urlencoded, 512 * 1024, 0, 1000};
    return {{http::Method::get, "/drafts/{id}/questions/{question}", citizen, question_page},
            {http::Method::post, "/drafts/{id}/questions/{question}", citizen, save_question, form}};
}

} // namespace motcua::draft
