#pragma once

#include "dossier/actions.hpp"
#include "visit/json.hpp"

#include <boost/json/object.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

/// Dossiers as JSON, as docs/api describes them. Private to this folder.
namespace motcua::dossier {

boost::json::object json_of(const visit::Visit& visit, const Dossier& dossier);
boost::json::object json_of(const visit::Visit& visit, const Folder& folder);
boost::json::object json_of(const visit::Visit& visit, const Page& page);
boost::json::object events_json(const visit::Visit& visit, const Folder& folder);

/// A number of digits only; 0 when it is none.
Id id_of(std::string_view text);
/// An id as text, noted in the reader when it is none; 0 when absent.
Id id_in(visit::json::Reader& reader, std::string_view name, bool required);
/// A unit of today by its identifier or its code, noted when there is none; 0 when absent.
Id unit_in(const visit::Visit& visit, visit::json::Reader& reader, std::string_view name, bool required = true);
/// `direct, online, post`: what somebody may choose from, for `visit.json.unknown_value`.
template <class Word>
std::string words_of() {
    return fmt::format("{}", fmt::join(Words<Word>::words, ", "));
}
Error field_error(std::string field, std::string code, std::vector<std::string> arguments = {});

/// From the query of a list; refuses units outside the caller's and words it does not know.
Result<ListFilter> api_filter(const visit::Visit& visit);

/// Runs an action with the members of a body; members that nobody asked for are refused.
Result<Dossier> run_json(const visit::Visit& visit, Action action, const boost::json::object& body);

} // namespace motcua::dossier
