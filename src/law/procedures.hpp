#pragma once

#include "law/source.hpp"
#include "procedure/procedure.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>
#include <vector>

namespace motcua::law {

/// The versions that one file holds, in order: the procedure itself and what its `revisions` change from a day on.
/// Each ends the day before the next begins. Complaints are in the source.
std::vector<procedure::Procedure> read_procedure(Source& source, const boost::json::value& value, std::string pointer);

/// Every procedure of a source: one object, or an array of them.
struct ProcedureRow {
    std::vector<procedure::Procedure> versions; ///< none when the row is not sound
    std::string code;
    std::string pointer;
};
std::vector<ProcedureRow> read_procedures(Source& source);

/// One version as JSON in the shape of data/procedures/, without its number.
boost::json::object to_json(const procedure::Procedure& procedure);

/// What procedures may refer to.
struct Known {
    std::set<std::string, std::less<>> forms;       ///< keys; empty: not asked
    std::set<std::string, std::less<>> life_events; ///< keys; empty: not asked
    std::set<std::string, std::less<>> units;       ///< identifiers; empty: not asked
};
/// Complains about forms, life events and units that do not exist.
void check_references(const ProcedureRow& row, const Known& known, Source& source);

} // namespace motcua::law
