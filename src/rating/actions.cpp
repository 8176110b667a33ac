#include "rating/actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace motcua::rating {

namespace {

const db::Query<void(Id, int, std::string_view, std::string_view, int, int, int)> add_one{
    "insert into rating_sum (unit_id, month, questionnaire, question, zeros, ones, twos) values ($1, $2, $3, $4, $5, $6, $7) "
    "on conflict (unit_id, month, questionnaire, question) do update set zeros = rating_sum.zeros + excluded.zeros, "
    "ones = rating_sum.ones + excluded.ones, twos = rating_sum.twos + excluded.twos"};
constexpr std::size_t units_at_once = 400;

struct Kept {
    int month;
    std::string questionnaire, question;
    std::int64_t zeros, ones, twos;
};
const db::Query<Kept(Id)> kept_of_unit{"select month, questionnaire, question, zeros, ones, twos from rating_sum where unit_id = $1"};
const db::Query<void(Id)> forget_unit{"delete from rating_sum where unit_id = $1"};
const db::Query<void(Id, int, std::string_view, std::string_view, std::int64_t, std::int64_t, std::int64_t)> put{
    "insert into rating_sum (unit_id, month, questionnaire, question, zeros, ones, twos) values ($1, $2, $3, $4, $5, $6, $7)"};

using Sums = std::map<std::string, Sum, std::less<>>;

/// 202207
int month_of(Day day) {
    const auto date = civil(day);
    return date.year * 100 + date.month;
}

void add_sums(db::Tx& tx, std::span<const Id> units, std::string_view questionnaire, Day from, Day to, Sums& found) {
    std::vector<db::Value> values{std::int64_t(month_of(from)), std::int64_t(month_of(to)), questionnaire};
    std::string sql = "select question, cast(sum(zeros) as bigint), cast(sum(ones) as bigint), cast(sum(twos) as bigint) from rating_sum "
                      "where month between $1 and $2 and questionnaire = $3 and unit_id in (";
    for (const Id unit : units) {
        values.emplace_back(unit);
        sql += fmt::format("{}${}", unit == units.front() ? "" : ", ", values.size());
    }
    tx.execute_text(sql + ") group by question", values, [&](const db::Columns& columns) {
        const auto row = db::RowShape<Sum>::read(columns);
        auto& sum = found[row.question];
        sum.zeros += row.zeros;
        sum.ones += row.ones;
        sum.twos += row.twos;
        return true;
    });
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
    Sums found;
    for (std::size_t first = 0; first < units.size(); first += units_at_once)
        add_sums(tx, std::span(units).subspan(first, std::min(units_at_once, units.size() - first)), questionnaire.key, from, to, found);
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

void Recollection::add(Day day, const Questionnaire& questionnaire, int satisfied, const Answers& answers) {
    const auto add_one = [&](std::string_view question, int points) {
        auto& sum = sums_[{month_of(day), questionnaire.key, std::string(question)}];
        ++(points == 0 ? sum.zeros : points == 1 ? sum.ones : sum.twos);
    };
    add_one(satisfaction, satisfied);
    for (const auto& [question, points] : answers) add_one(question, points);
}

int Recollection::finish_unit(db::Tx& tx, Id unit, bool repair) {
    int different = 0;
    std::size_t known = 0;
    for (const auto& kept : tx.all(kept_of_unit, unit)) {
        const auto found = sums_.find({kept.month, kept.questionnaire, kept.question});
        if (found != sums_.end()) ++known;
        if (found == sums_.end() || found->second.zeros != kept.zeros || found->second.ones != kept.ones || found->second.twos != kept.twos)
            ++different;
    }
    different += static_cast<int>(sums_.size() - known);
    if (different > 0 && repair) {
        tx.run(forget_unit, unit);
        for (const auto& [place, sum] : sums_)
            tx.run(put, unit, std::get<0>(place), std::get<1>(place), std::get<2>(place), sum.zeros, sum.ones, sum.twos);
    }
    sums_.clear();
    return different;
}

} // namespace motcua::rating
