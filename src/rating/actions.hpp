#pragma once

#include "db/database.hpp"
#include "rating/questionnaire.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
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

/// The sums of one unit after another as history has them, against those that are kept.
class Recollection {
  public:
    void add(Day day, const Questionnaire& questionnaire, int satisfied, const Answers& answers);
    /// How many sums of the unit differ; with `repair` they are made those of history. Forgets what was added.
    int finish_unit(db::Tx& tx, Id unit, bool repair);

  private:
    using Place = std::tuple<int, std::string, std::string>; ///< month, questionnaire, question
    std::map<Place, Sum> sums_;
};

} // namespace motcua::rating
