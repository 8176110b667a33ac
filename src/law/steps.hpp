#pragma once

#include "law/source.hpp"
#include "procedure/procedure.hpp"

#include <boost/json/array.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace motcua::law {

/// The list `steps` of a reader's object as data/procedures/ have it; check, appraise and sign when there is none.
std::vector<procedure::Step> read_steps(Reader& reader);
/// The same as JSON. What a step does not say itself is left out.
boost::json::array steps_json(const std::vector<procedure::Step>& steps);

/// Those of a stored body `{"steps": […]}`. Throws when it cannot be read: it was checked when it came in.
std::vector<procedure::Step> stored_steps(std::string_view body);

/// Complains about workflows that lie (src/workflow), at the step of the version that has it. `pointer` is that of the procedure.
void check_workflows(const std::vector<procedure::Procedure>& versions, Source& source, const std::string& pointer);

} // namespace motcua::law
