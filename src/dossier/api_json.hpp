#pragma once

#include "dossier/actions.hpp"
#include "visit/visit.hpp"

#include <boost/json/object.hpp>

/// Dossiers as JSON, as docs/api describes them. Private to this folder.
namespace motcua::dossier {

boost::json::object json_of(const visit::Visit& visit, const Dossier& dossier);
boost::json::object json_of(const visit::Visit& visit, const Folder& folder);
boost::json::object json_of(const visit::Visit& visit, const Page& page);
boost::json::object events_json(const visit::Visit& visit, const Folder& folder);

/// From the query of a list; refuses units outside the caller's and words it does not know.
Result<ListFilter> api_filter(const visit::Visit& visit);

/// Runs an action with the members of a body; members that nobody asked for are refused.
Result<Dossier> run_json(const visit::Visit& visit, Action action, const boost::json::object& body);

} // namespace motcua::dossier
