#pragma once

#include "jobs/jobs.hpp"
#include "visit/visit.hpp"

#include <map>
#include <string>

namespace motcua::signature {

/// `/verify`
visit::Routes web_routes();
/// `POST /api/v1/verifications`
visit::Routes api_routes();

/// `signature.sign`
std::map<std::string, jobs::Handler, std::less<>> job_handlers(const visit::Services& services);

} // namespace motcua::signature
