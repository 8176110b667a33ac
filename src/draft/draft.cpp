#include "draft/draft.hpp"

#include "reception/competence.hpp"

#include <algorithm>
#include <numeric>

namespace motcua::draft {

std::vector<const Paper*> Draft::papers_of(std::string_view part) const {
    std::vector<const Paper*> found;
    for (const auto& paper : papers)
        if (paper.part == part) found.push_back(&paper);
    return found;
}

const Paper* Draft::paper(Id document) const {
    const auto found = std::find_if(papers.begin(), papers.end(), [&](const Paper& paper) { return paper.document == document; });
    return found == papers.end() ? nullptr : &*found;
}

std::int64_t Draft::papers_bytes() const {
    return std::accumulate(papers.begin(), papers.end(), std::int64_t(0),
                           [](std::int64_t sum, const Paper& paper) { return sum + paper.bytes; });
}

Result<Ground> ground_of(const law::Law& law, std::string_view procedure, Day today) {
    const auto* found = law.procedures.find(procedure, today);
    if (!found) return refuse(Kind::conflict, "draft.procedure_ended");
    const bool online = found->offers(procedure::Channel::online) && found->online_level != procedure::OnlineLevel::information;
    if (!online) return refuse(Kind::conflict, "draft.not_online");
    return Ground{found, found->form.empty() ? nullptr : law.form(found->form), &law.units, today};
}

std::vector<const form::Question*> way_of(const Ground& ground, const form::Answers& answers) {
    std::vector<const form::Question*> way;
    if (!ground.form) return way;
    for (const auto& question : ground.form->questions)
        if (form::is_asked(*ground.form, question, answers)) way.push_back(&question);
    return way;
}

Neighbours neighbours_of(const std::vector<const form::Question*>& way, std::string_view question) {
    Neighbours found{.count = way.size()};
    for (std::size_t index = 0; index < way.size(); ++index) {
        if (way[index]->key != question) continue;
        found.number = index + 1;
        if (index > 0) found.before = way[index - 1];
        if (index + 1 < way.size()) found.after = way[index + 1];
    }
    return found;
}

std::vector<FieldError> faults_of(const form::Form& form, const form::Question& question, const form::Answers& answers, Day today) {
    auto faults = form::check_all(form, answers, today);
    std::erase_if(faults, [&](const FieldError& fault) {
        const auto of = [&](const std::string& key) { return fault.field == key || fault.field.starts_with(key + "."); };
        return std::none_of(question.fields.begin(), question.fields.end(), of);
    });
    return faults;
}

std::vector<FieldError> missing_papers(const Draft& draft, const procedure::Procedure& procedure) {
    std::vector<FieldError> missing;
    for (const auto& part : procedure.parts)
        if (part.required && draft.papers_of(part.key).empty()) missing.push_back({part.key, "draft.paper_missing", {part.name}});
    return missing;
}

std::optional<Gap> first_gap(const Draft& draft, const Ground& ground) {
    if (!reception::may_resolve(*ground.units, *ground.procedure, draft.unit, ground.today))
        return Gap{Gap::Page::unit, {}, {{"unit", "draft.unit_needed", {}}}};
    for (const auto* question : way_of(ground, draft.answers)) {
        auto faults = faults_of(*ground.form, *question, draft.answers, ground.today);
        if (!faults.empty()) return Gap{Gap::Page::question, question->key, std::move(faults)};
    }
    if (auto missing = missing_papers(draft, *ground.procedure); !missing.empty()) return Gap{Gap::Page::papers, {}, std::move(missing)};
    if (!draft.delivery) return Gap{Gap::Page::delivery, {}, {{"delivery", "draft.delivery_needed", {}}}};
    return std::nullopt;
}

} // namespace motcua::draft
