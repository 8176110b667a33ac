#include "dossier/pages.hpp"
#include "rating/questionnaire.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

namespace motcua::dossier {

namespace {

using Kind = html::Field::Kind;

std::vector<html::Field> questions_of(const visit::Visit& visit, const rating::Questionnaire& questionnaire) {
    std::vector<html::Field> fields;
    for (const auto& question : questionnaire.questions) {
        html::Field field{.kind = Kind::radios,
                          .name = "answers." + question.key,
                          .label = std::string(question.text_in(visit.locale)),
                          .required = false};
        for (const auto* points : {"2", "1", "0"}) field.choices.push_back({points, visit.say(fmt::format("rating.points.{}", points))});
        fields.push_back(std::move(field));
    }
    return fields;
}

/// How it was rated; nothing when it was not.
std::optional<std::int64_t> given(const Folder& folder) {
    for (const auto& event : folder.events)
        if (event.action == Action::rating) return boost::json::parse(event.details).at("satisfaction").as_int64();
    return std::nullopt;
}

} // namespace

void add_rating(const visit::Visit& visit, const Folder& folder, bool own, CitizenPage& page) {
    const auto& dossier = folder.dossier;
    const auto rated = given(folder);
    if (rated) page.rated = visit.say("dossier.rating.thanks", {visit.say(fmt::format("dossier.rating.{}", *rated))});
    const bool may = own ? can(visit.actor, Action::rating, dossier, visit.law->units).has_value() : !visit.actor.staff();
    page.may_rate = !rated && may && after(dossier, Action::rating).has_value();
    if (!page.may_rate) return;
    page.rating_url = own ? page.url + "/rating"
                          : fmt::format("/track/{}/{}/rating", dossier.code, tracking_secret(visit.services.number_key, dossier.code));
    page.rating = {.kind = Kind::radios, .name = "satisfaction", .label = visit.say("dossier.rating.question")};
    for (const auto* value : {"2", "1", "0"}) page.rating.choices.push_back({value, visit.say(fmt::format("dossier.rating.{}", value))});
    page.rating_words = {.kind = Kind::lines, .name = "words", .label = visit.say("dossier.rating.words"), .required = false};
    if (const auto* questionnaire = rating::questionnaire_on(local_day(visit.now))) {
        page.rating_questions = questions_of(visit, *questionnaire);
        page.rating_ground = questionnaire->ground;
    }
}

} // namespace motcua::dossier
