#include "dossier/numbering.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace motcua::dossier {

namespace {

const db::Query<int(Id, Action, int)> take_one{
    "insert into paper_number (unit_id, kind, year, last) values ($1, $2, $3, 1) "
    "on conflict (unit_id, kind, year) do update set last = paper_number.last + 1 returning last"};
// Says the last number and holds the row, so that nobody gives one meanwhile.
const db::Query<int(Id, Action, int)> hold{"insert into paper_number (unit_id, kind, year, last) values ($1, $2, $3, 0) "
                                           "on conflict (unit_id, kind, year) do update set last = paper_number.last returning last"};
const db::Query<void(Id, Action, int, int)> put{"insert into paper_number (unit_id, kind, year, last) values ($1, $2, $3, $4) "
                                                "on conflict (unit_id, kind, year) do update set last = excluded.last"};

struct Kept {
    Action action;
    int year;
    int last;
};
const db::Query<Kept(Id)> kept_of_unit{"select kind, year, last from paper_number where unit_id = $1"};

struct Owing {
    Action action;
    Instant at;
    std::string details;
};
const db::Query<Owing(Id)> owing_events{
    "select action, at, details from dossier_event where unit_id = $1 "
    "and action in ('acceptance', 'refusal', 'supplement-request', 'apology', 'stop') order by dossier_id, seq"};

int year_of(Instant at) {
    return civil(local_day(at)).year;
}

} // namespace

bool owes_paper(Action action) {
    return action == Action::acceptance || action == Action::supplement_request || action == Action::refusal || action == Action::apology ||
           action == Action::stop;
}

int paper_number_in(const boost::json::object& details) {
    const auto* number = details.if_contains("paper_number");
    return number && number->is_int64() ? static_cast<int>(number->as_int64()) : 0;
}

int next_paper_number(db::Tx& tx, Id unit, Action action, Instant at) {
    return *tx.one(take_one, unit, action, year_of(at));
}

int Numbering::next(Id unit, Action action, Instant at) {
    const Place place{unit, action, year_of(at)};
    const auto [found, fresh] = last_.try_emplace(place, 0);
    if (fresh) found->second = *tx_.one(hold, unit, action, year_of(at));
    return ++found->second;
}

void Numbering::keep() {
    for (const auto& [place, last] : last_) tx_.run(put, std::get<0>(place), std::get<1>(place), std::get<2>(place), last);
    last_.clear();
}

void NumberingCheck::add(Action action, Instant at, int number) {
    if (number != 0) given_[{action, year_of(at)}].push_back(number);
}

void NumberingCheck::finish_unit(db::Tx& tx, Id unit, std::vector<NumberingFault>& faults) {
    using enum NumberingFault::Kind;
    std::map<std::pair<Action, int>, int> kept;
    for (const auto& row : tx.all(kept_of_unit, unit)) kept[{row.action, row.year}] = row.last;
    for (auto& [place, numbers] : given_) {
        const auto note = [&](NumberingFault::Kind kind, int expected, int found) {
            faults.push_back({unit, place.first, place.second, expected, found, kind});
        };
        std::ranges::sort(numbers);
        int expected = 1;
        for (const int number : numbers) {
            if (number != expected) note(number < expected ? twice : gap, expected, number);
            expected = number + 1;
        }
        if (kept[place] != numbers.back()) note(last, numbers.back(), kept[place]);
        kept.erase(place);
    }
    for (const auto& [place, number] : kept)
        if (number != 0) faults.push_back({unit, place.first, place.second, 0, number, last});
    given_.clear();
}

std::vector<NumberingFault> check_numbering(db::Tx& tx, const unit::Tree& units, bool repair) {
    std::vector<NumberingFault> faults;
    NumberingCheck check;
    for (const auto& unit : units.all()) {
        tx.each(
            owing_events,
            [&](const Owing& event) { check.add(event.action, event.at, paper_number_in(boost::json::parse(event.details).as_object())); },
            unit.id);
        check.finish_unit(tx, unit.id, faults);
    }
    if (repair)
        for (const auto& fault : faults)
            if (fault.kind == NumberingFault::Kind::last) tx.run(put, fault.unit, fault.action, fault.year, fault.expected);
    return faults;
}

} // namespace motcua::dossier
