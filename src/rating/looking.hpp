#pragma once

#include "rating/actions.hpp"
#include "visit/visit.hpp"

/// What the page and the API of ratings share. Private to this folder.
namespace motcua::rating {

/// What was asked for: a unit and months.
struct Asked {
    const unit::Unit* unit = nullptr;
    const Questionnaire* questionnaire = nullptr;
    Day from, to;
    std::vector<Sum> sums; ///< of the unit and all below it
};
/// By `unit` (else the widest of the caller's own), `from` and `to` (days; else this year so far). Kind::forbidden `rating.other_unit`
/// for a unit where they hold no role; field errors `rating.days`, `rating.no_questionnaire` on `from`.
Result<Asked> asked(const visit::Visit& visit);

/// Who leads or checks a unit.
visit::Access leading();

} // namespace motcua::rating
