#pragma once

#include "base/locale.hpp"
#include "html/components.hpp"
#include "html/out.hpp"
#include "workflow/lint.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace motcua::workflow {

/// How units are called where a workflow is shown; the identifier itself when nobody says.
using UnitNames = std::function<std::string(std::string_view identifier)>;

std::string role_name(std::string_view role, Locale locale);
/// "Công chức thụ lý · Phòng Tư pháp"
std::string doer_of(const Step& step, const UnitNames& names, Locale locale);
std::string asked_of(const Ask& ask, const UnitNames& names, Locale locale);

/// The workflow as a drawing from top to bottom with its table: every step a box in the order of the list, next steps as lines on the
/// right, send-backs dashed on the left. Steps with findings carry a mark. Fits a telephone.
html::Chart graph_of(const Workflow& workflow, const std::vector<Finding>& findings, const UnitNames& names, Locale locale);

} // namespace motcua::workflow
