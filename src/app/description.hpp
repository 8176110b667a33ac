#pragma once

#include "visit/visit.hpp"

#include <string>
#include <vector>

/// The API as an OpenAPI 3.1 document: the table of contents says which calls there are and who may, the contracts in data/api/ say what
/// goes in and out. Neither repeats the other.
namespace motcua::app {

struct Description {
    std::string json;
    std::vector<std::string>
        gaps; ///< calls without a contract, contracts without a call, parameters that nobody describes; empty when all fits
};
/// Of every route below /api/; a route without a contract is left out and stands in `gaps`.
Description describe(const visit::Routes& routes);

/// Adds `GET /api/v1/openapi.json`, which describes all routes that are there, and itself.
void add_description(visit::Routes& routes);

} // namespace motcua::app
