#include "catalogue/asking.hpp"

namespace motcua::catalogue {

using procedure::Level;
using unit::Type;

Asked asked(const visit::Visit& visit) {
    const auto& request = visit.request;
    return {request.query_value("q"),
            {.domain = request.query_value("domain"),
             .level = from_word<Level>(request.query_value("level")),
             .life_event = request.query_value("event"),
             .online_only = request.query_value("online") == "yes"}};
}

Result<Day> day_asked(const visit::Visit& visit) {
    const auto text = visit.request.query_value("on");
    if (text.empty()) return local_day(visit.now);
    if (const auto day = parse_day(text)) return *day;
    return refuse_field("on", "catalogue.wrong_day");
}

Level level_of(const unit::Unit& unit, const unit::Tree& units) {
    switch (unit.type) {
    case Type::province:
        return Level::province;
    case Type::district:
    case Type::town:
        return Level::district;
    case Type::ward:
    case Type::township:
    case Type::commune:
        return Level::commune;
    case Type::city:
        return unit.depth == 1 ? Level::province : Level::district;
    case Type::office:
        break;
    }
    const auto* parent = units.find(unit.parent);
    return parent == nullptr ? Level::province : level_of(*parent, units);
}

const unit::Unit* unit_of(const unit::Tree& units, std::string_view code, Day day) {
    if (const auto* unit = units.with_code(code, day)) return unit;
    return units.with_identifier(code, day);
}

} // namespace motcua::catalogue
