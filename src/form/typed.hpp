#pragma once

#include "form/reading.hpp"

#include <boost/json/value.hpp>

/// Reading the inputs of a page by name. Private to this folder; pure.
namespace motcua::form {

/// How many rows of a group are read at all; a form may allow fewer.
inline constexpr int most_rows = 100;

std::string_view first_typed(const Typed& typed, std::string_view name);
std::vector<std::string_view> all_typed(const Typed& typed, std::string_view name);

/// The text of a field of one input, or of an address or unit of two (`name` and `name-unit`), joined.
Reading typed_text(const Field& field, const std::string& name, const Typed& typed);
/// The canonical text of a date from its boxes or from `dd/mm/yyyy` in `name`; empty when nothing was typed.
Reading typed_date(const Field& field, const std::string& name, const Typed& typed);

/// The row numbers that stand in names `group.<number>.…`, in rising order.
std::vector<int> typed_rows(std::string_view group, const Typed& typed);
bool row_is_empty(std::string_view group, int row, const Typed& typed);

/// Whether the whole of date `later` lies before `earlier`. Both canonical.
bool precedes(const boost::json::value& later, const boost::json::value& earlier);

} // namespace motcua::form
