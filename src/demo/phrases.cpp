#include "demo/phrases.hpp"

#include "base/embedded.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <stdexcept>

namespace motcua::demo {

namespace {

boost::json::object file(std::string_view path) {
    const auto found = embedded::file(path);
    if (!found) throw std::logic_error(fmt::format("{} is missing", path));
    return boost::json::parse(found->bytes).as_object();
}

Sentences list_of(const boost::json::value& value) {
    Sentences all;
    for (const auto& one : value.as_array()) all.emplace_back(one.as_string());
    return all;
}

} // namespace

Phrases::Phrases() : work_(file("data/demo/work.json")) {
    for (const auto& [key, value] : work_)
        if (value.is_array()) sentences_[std::string(key)] = list_of(value);
    const auto people = file("data/demo/people.json");
    kinh_ = people_of(people.at("kinh").as_object());
    stieng_ = people_of(people.at("stieng").as_object());
    tay_nung_ = people_of(people.at("tay_nung").as_object());
}

Phrases::People Phrases::people_of(const boost::json::object& data) {
    const auto half = [&](std::string_view key, std::string_view families) {
        const auto& part = data.at(key).as_object();
        return Half{list_of(data.at(families)), list_of(part.at("middle")), list_of(part.at("given"))};
    };
    return {half("men", "families"), half("women", data.contains("women_families") ? "women_families" : "families")};
}

std::string Phrases::name(Dice& dice, const Half& half) {
    std::string name = dice.one_of(half.families);
    if (const auto& middle = dice.one_of(half.middle); !middle.empty()) name += " " + middle;
    return name + " " + dice.one_of(half.given);
}

const Sentences& Phrases::sentences(std::string_view key) const {
    return sentences_.find(key)->second;
}

std::string_view Phrases::text(std::string_view key) const {
    return std::string_view(work_.at(key).as_string());
}

const boost::json::object& Phrases::object(std::string_view key) const {
    return work_.at(key).as_object();
}

Person Phrases::person(Dice& dice, bool village, int year_now) const {
    Person person;
    person.woman = dice.chance(520);
    const auto origin = dice.roll(1000);
    const auto& people = origin < (village ? 160 : 30) ? stieng_ : origin < (village ? 230 : 60) ? tay_nung_ : kinh_;
    person.name = name(dice, person.woman ? people.women : people.men);
    const int year = year_now - static_cast<int>(dice.between(19, 75));
    const int century_and_sex = (year >= 2000 ? 2 : 0) + (person.woman ? 1 : 0);
    person.citizen_number = fmt::format("070{}{:02}{:06}", century_and_sex, year % 100, dice.roll(1'000'000));
    return person;
}

} // namespace motcua::demo
