#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "dossier/dossier.hpp"
#include "form/form.hpp"
#include "law/law.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::draft {

/// How long a draft lives after it was last touched.
inline constexpr std::int64_t lifetime_ms = 30 * day_ms;
/// Of all papers of a draft together, in bytes and in number.
inline constexpr std::int64_t papers_limit_bytes = 50'000'000;
inline constexpr std::size_t papers_limit = 50;

/// A file that goes with a part of the procedure.
struct Paper {
    Id document = 0;
    std::string part;
    std::string file_name;
    std::string media_type;
    std::int64_t bytes = 0;
};

/// What a citizen has begun to fill in and not yet sent (hồ sơ nháp). It belongs to its account alone.
struct Draft {
    Id id = 0;
    Id account = 0;
    std::string procedure;
    int procedure_version = 1;
    std::string form; ///< empty: the procedure asks no questions
    int form_version = 0;
    Id unit = 0; ///< 0: not yet chosen
    form::Answers answers;
    std::optional<dossier::Delivery> delivery;
    std::string reached;  ///< key of the last question answered
    bool sending = false; ///< was handed over and nobody has heard the outcome: only sending again is possible
    std::string dossier;  ///< code, once it was sent
    Instant created_at, updated_at;
    std::vector<Paper> papers; ///< in the order they were brought

    bool sent() const { return !dossier.empty(); }
    bool open() const { return !sending && !sent(); }
    std::vector<const Paper*> papers_of(std::string_view part) const;
    const Paper* paper(Id document) const;
    std::int64_t papers_bytes() const;
};

/// The stretch of law that a draft is filled in under: always what is in force today, so that nobody sends yesterday's form.
struct Ground {
    const procedure::Procedure* procedure = nullptr;
    const form::Form* form = nullptr; ///< nothing: no questions
    const unit::Tree* units = nullptr;
    Day today;
};
/// Refusals: Kind::conflict `draft.procedure_ended` when the procedure is not in force today; `draft.not_online` when it is not
/// offered online.
Result<Ground> ground_of(const law::Law& law, std::string_view procedure, Day today);

/// The questions that are asked given the answers, in order.
std::vector<const form::Question*> way_of(const Ground& ground, const form::Answers& answers);
/// The question before and after one on that way; nothing at the ends.
struct Neighbours {
    const form::Question* before = nullptr;
    const form::Question* after = nullptr;
    std::size_t number = 0; ///< from 1
    std::size_t count = 0;
};
Neighbours neighbours_of(const std::vector<const form::Question*>& way, std::string_view question);

/// The first page on which something is missing or wrong, and what.
struct Gap {
    enum class Page { unit, question, papers, delivery } page = Page::unit;
    std::string question;           ///< key, of a question
    std::vector<FieldError> errors; ///< of that page
};
std::optional<Gap> first_gap(const Draft& draft, const Ground& ground);
/// What is wrong with one question's answers as they are kept.
std::vector<FieldError> faults_of(const form::Form& form, const form::Question& question, const form::Answers& answers, Day today);
/// Required parts without a paper: field is the part key.
std::vector<FieldError> missing_papers(const Draft& draft, const procedure::Procedure& procedure);

} // namespace motcua::draft
