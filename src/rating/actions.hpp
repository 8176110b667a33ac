#pragma once

#include "db/database.hpp"
#include "rating/questionnaire.hpp"

#include <cstdint>
#include <vector>

/// The sums of what citizens answered, by unit and month, written in the transaction of each rating.
namespace motcua::rating {

/// The key under which the general question, how satisfied one is, is summed beside the others.
inline constexpr std::string_view satisfaction = "satisfaction";

/// One rating of a dossier of this unit on this day.
void count(db::Tx& tx, Id unit, Day day, const Questionnaire& questionnaire, int satisfied, const Answers& answers);

/// How often each number of points was given.
struct Sum {
    std::string question; ///< key, or `satisfaction`
    std::int64_t zeros = 0, ones = 0, twos = 0;

    std::int64_t answers() const { return zeros + ones + twos; }
    /// Points for each answer; 0 without any.
    double average() const { return answers() == 0 ? 0 : static_cast<double>(ones + 2 * twos) / static_cast<double>(answers()); }
};
/// Of these units together, in the months that `from` and `to` lie in and those between, in the order of the questionnaire; every question
/// is there, satisfaction first.
std::vector<Sum> sums(db::Tx& tx, const std::vector<Id>& units, const Questionnaire& questionnaire, Day from, Day to);

} // namespace motcua::rating
