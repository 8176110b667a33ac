#include "law/law.hpp"

#include "form/form_json.hpp"
#include "law/calendars.hpp"
#include "law/life_events.hpp"
#include "law/procedures.hpp"
#include "law/store.hpp"

#include <boost/json/parse.hpp>

#include <limits>
#include <stdexcept>

namespace motcua::law {

namespace {

constexpr int newest = std::numeric_limits<int>::max();

/// What is stored was checked when it came in: anything amiss is broken machinery.
void must_be_sound(const Source& source) {
    if (!source.problems().empty()) throw std::runtime_error("the law in the database: " + told(source.problems().front(), Locale::en));
}

procedure::Procedure procedure_of(const VersionedBody& stored) {
    auto source = Source::json("procedure " + stored.key, stored.body);
    auto versions = read_procedure(source, source.value(), "");
    must_be_sound(source);
    versions.front().version = stored.version;
    return std::move(versions.front());
}

form::Form form_of(const VersionedBody& stored) {
    auto form = form::parse(boost::json::parse(stored.body).as_object());
    if (!form) throw std::runtime_error("the law in the database: form " + stored.key);
    form->version = stored.version;
    return *std::move(form);
}

calendar::Calendar calendar_of(const VersionedBody& stored) {
    auto source = Source::json("calendar", stored.body);
    const auto row = read_calendar(source);
    must_be_sound(source);
    return row.made(stored.version);
}

} // namespace

const form::Form* Law::form(std::string_view key) const {
    const auto after = forms.upper_bound(std::pair(std::string(key), newest));
    if (after == forms.begin() || std::prev(after)->first.first != key) return nullptr;
    return &std::prev(after)->second;
}

const form::Form* Law::form(std::string_view key, int version) const {
    const auto found = forms.find(std::pair(std::string(key), version));
    return found == forms.end() ? nullptr : &found->second;
}

const calendar::Calendar& Law::calendar() const {
    static const calendar::Calendar weekends_only;
    return calendars.empty() ? weekends_only : calendars.rbegin()->second;
}

std::shared_ptr<const Law> load(db::Tx& tx) {
    Store store(tx);
    auto law = std::make_shared<Law>();
    std::vector<unit::Unit> units;
    for (auto& row : store.units()) units.push_back(std::move(row.unit));
    law->units = unit::Tree(std::move(units));
    std::vector<procedure::Procedure> procedures;
    for (const auto& stored : store.procedures()) procedures.push_back(procedure_of(stored));
    law->procedures = procedure::Catalogue(std::move(procedures));
    for (const auto& stored : store.forms()) law->forms.emplace(std::pair(stored.key, stored.version), form_of(stored));
    for (const auto& stored : store.calendars()) law->calendars.emplace(stored.version, calendar_of(stored));
    law->life_events = life_events();
    return law;
}

} // namespace motcua::law
