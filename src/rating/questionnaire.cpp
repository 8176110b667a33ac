#include "rating/questionnaire.hpp"

#include "base/embedded.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <stdexcept>

namespace motcua::rating {

namespace {

Day day_in(const boost::json::value& value) {
    const auto day = parse_day(value.as_string());
    if (!day) throw std::logic_error("data/ratings: a day is none");
    return *day;
}

Questionnaire read(std::string_view bytes) {
    const auto object = boost::json::parse(bytes).as_object();
    Questionnaire made;
    made.key = object.at("key").as_string();
    made.version = static_cast<int>(object.at("version").as_int64());
    made.valid_from = day_in(object.at("valid_from"));
    if (!object.at("valid_to").is_null()) made.valid_to = day_in(object.at("valid_to"));
    made.ground = object.at("ground").as_string();
    for (const auto& question : object.at("questions").as_array())
        made.questions.push_back({std::string(question.at("key").as_string()), std::string(question.at("text").as_string()),
                                  std::string(question.at("text_en").as_string())});
    return made;
}

/// The files travel in the program and a test holds them to their shape.
std::vector<Questionnaire> read_all() {
    std::vector<Questionnaire> all;
    for (const auto& file : embedded::files_under("data/ratings/")) all.push_back(read(file.bytes));
    std::ranges::sort(all, {}, [](const Questionnaire& one) { return one.valid_from; });
    return all;
}

} // namespace

const Question* Questionnaire::find(std::string_view wanted) const {
    const auto found = std::ranges::find(questions, wanted, &Question::key);
    return found == questions.end() ? nullptr : &*found;
}

std::span<const Questionnaire> questionnaires() {
    static const auto all = read_all();
    return all;
}

const Questionnaire* questionnaire_on(Day day) {
    for (const auto& one : questionnaires())
        if (one.holds_on(day)) return &one;
    return nullptr;
}

Result<void> check(const Answers& answers, const Questionnaire& questionnaire) {
    std::vector<FieldError> faults;
    for (const auto& [key, points] : answers) {
        if (!questionnaire.find(key))
            faults.push_back({"answers." + key, "rating.unknown_question", {}});
        else if (points < 0 || points > most_points)
            faults.push_back({"answers." + key, "rating.points", {}});
    }
    if (!faults.empty()) return refuse_fields(std::move(faults));
    return {};
}

} // namespace motcua::rating
