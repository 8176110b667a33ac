#pragma once

#include "form/form.hpp"
#include "law/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::law {

/// One form of a file: nothing when it is not sound; then the source says why.
struct FormRow {
    std::optional<form::Form> form;
    std::string pointer;
};
/// Every form of a source: one object, or an array of them.
std::vector<FormRow> read_forms(Source& source);

} // namespace motcua::law
