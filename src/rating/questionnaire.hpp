#pragma once

#include "base/locale.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What the citizen is asked about the service (đánh giá việc giải quyết thủ tục hành chính): the nine indicators of decree 61/2018,
/// article 31, each 0, 1 or 2 points. They are data with their period: data/ratings/.
namespace motcua::rating {

inline constexpr int most_points = 2;

struct Question {
    std::string key; ///< `courtesy`
    std::string text, text_en;

    std::string_view text_in(Locale locale) const { return locale == Locale::vi ? text : text_en; }
};

struct Questionnaire {
    std::string key; ///< `2018`
    int version = 1;
    Day valid_from;
    std::optional<Day> valid_to;
    std::string ground;
    std::vector<Question> questions;

    bool holds_on(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
    const Question* find(std::string_view key) const;
};

/// Of all periods, oldest first. Thread-safe.
std::span<const Questionnaire> questionnaires();
/// The one of a day; null when none holds.
const Questionnaire* questionnaire_on(Day day);

/// Points by the key of the question; any may be left out, for nothing is required.
using Answers = std::map<std::string, int, std::less<>>;
/// Field errors on `answers.<key>`: `rating.unknown_question`, `rating.points`.
Result<void> check(const Answers& answers, const Questionnaire& questionnaire);

} // namespace motcua::rating
