#pragma once

#include "draft/pages.hpp"

#include <string>
#include <string_view>

/// What the pages of a draft share: whose it is, where they stand, where they lead. Private to this folder.
namespace motcua::draft {

Work work_of(const visit::Visit& visit);
/// The number in the path; 0 when it is none, and no draft has that.
Id id_of(const visit::Visit& visit, std::string_view name);

std::string url_of(const Draft& draft, std::string_view page);
std::string url_of(const Draft& draft, const form::Question& question);
std::string url_of(const Draft& draft, const Gap& gap);

/// An open draft of the visitor and the law it stands under.
struct Walk {
    Work work;
    Draft draft;
    Ground ground;
};
Result<Walk> walk_of(const visit::Visit& visit);
/// Where a refused walk leads: a sent draft to its dossier, one being sent to its review, anything else to the refusal.
http::Response instead_of_walk(const visit::Visit& visit, const Error& error);

bool from_review(const visit::Visit& visit);
/// After an answer was changed from the review: to what is missing now, else back to the review.
std::string back_to_review(const Walk& walk);
std::string after_question(const Walk& walk, std::string_view question);
std::string after_questions(const Walk& walk);
/// The page before the papers.
std::string last_question(const Walk& walk);

visit::Look look_of(const visit::Visit& visit, std::string title, std::string back_url);
/// The lines of all fields with an error, each leading to its input.
Errors summary_of(const std::vector<const html::Field*>& fields, bool with_labels = true);

visit::Routes question_routes();
visit::Routes paper_routes();
visit::Routes review_routes();

} // namespace motcua::draft
