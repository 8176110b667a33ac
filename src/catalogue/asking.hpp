#pragma once

#include "procedure/procedure.hpp"
#include "unit/unit.hpp"
#include "visit/visit.hpp"

#include <optional>
#include <string_view>
#include <vector>

/// What a caller asks of the catalogue, in the query of pages and JSON alike. Private to this folder.
namespace motcua::catalogue {

/// `q`, `domain`, `level`, `event`, `online`. What nobody knows finds nothing, but a level that does not exist is left out.
struct Asked {
    std::string_view text;
    procedure::Filter filter;

    bool filtered() const { return !filter.domain.empty() || filter.level || filter.online_only; }
};
Asked asked(const visit::Visit& visit);

/// `on=YYYY-MM-DD`, today when it is not there. Field error `catalogue.wrong_day`.
Result<Day> day_asked(const visit::Visit& visit);

/// The level at which a unit resolves procedures; an office has that of the unit it belongs to.
procedure::Level level_of(const unit::Unit& unit, const unit::Tree& units);
/// By statistics code or identifier, on a day.
const unit::Unit* unit_of(const unit::Tree& units, std::string_view code, Day day);

} // namespace motcua::catalogue
