#include "rating/actions.hpp"

namespace motcua::rating {

namespace {

const db::Query<void(Id, int, std::string_view, std::string_view, int, int, int)> add_one{
    "insert into rating_sum (unit_id, month, questionnaire, question, zeros, ones, twos) values ($1, $2, $3, $4, $5, $6, $7) "
    "on conflict (unit_id, month, questionnaire, question) do update set zeros = rating_sum.zeros + excluded.zeros, "
    "ones = rating_sum.ones + excluded.ones, twos = rating_sum.twos + excluded.twos"};
const db::Query<Sum(Id, int, int, std::string_view)> of_unit{
    "select question, sum(zeros), sum(ones), sum(twos) from rating_sum "
    "where unit_id = $1 and month between $2 and $3 and questionnaire = $4 group by question"};

/// 202207
int month_of(Day day) {
    const auto date = civil(day);
    return date.year * 100 + date.month;
}

} // namespace

void count(db::Tx& tx, Id unit, Day day, const Questionnaire& questionnaire, int satisfied, const Answers& answers) {
    const auto add = [&](std::string_view question, int points) {
        tx.run(add_one, unit, month_of(day), questionnaire.key, question, points == 0 ? 1 : 0, points == 1 ? 1 : 0, points == 2 ? 1 : 0);
    };
    add(satisfaction, satisfied);
    for (const auto& [question, points] : answers) add(question, points);
}

std::vector<Sum> sums(db::Tx& tx, const std::vector<Id>& units, const Questionnaire& questionnaire, Day from, Day to) {
    std::map<std::string, Sum, std::less<>> found;
    for (const auto unit : units)
        for (const auto& row : tx.all(of_unit, unit, month_of(from), month_of(to), questionnaire.key)) {
            auto& sum = found[row.question];
            sum.zeros += row.zeros;
            sum.ones += row.ones;
            sum.twos += row.twos;
        }
    std::vector<Sum> all;
    const auto take = [&](const std::string& key) {
        auto sum = found[key];
        sum.question = key;
        all.push_back(std::move(sum));
    };
    take(std::string(satisfaction));
    for (const auto& question : questionnaire.questions) take(question.key);
    return all;
}

} // namespace motcua::rating
