#pragma once

#include "base/id.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

/// What stands in the details of an event. Private to this folder.
namespace motcua::dossier {

/// Empty when there is no such text.
std::string text_in(const boost::json::object& details, std::string_view key);
/// 0 when there is no such number; ids stand as text.
Id document_in(const boost::json::object& details);

} // namespace motcua::dossier
