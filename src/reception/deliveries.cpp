#include "reception/deliveries.hpp"

#include "base/embedded.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace motcua::reception {

namespace {

using Ways = std::map<std::string, std::vector<std::string>, std::less<>>;

/// The file travels in the program and a test holds it to its shape.
Ways read_ways() {
    const auto file = embedded::file("data/reception/deliveries.json");
    if (!file) throw std::logic_error("data/reception/deliveries.json is missing");
    Ways all;
    const auto rows = boost::json::parse(file->bytes);
    for (const auto& row : rows.as_array())
        for (const auto& procedure : row.at("procedures").as_array())
            for (const auto& way : row.at("ways").as_array()) all[std::string(procedure.as_string())].emplace_back(way.as_string());
    return all;
}

const Ways& all_ways() {
    static const Ways all = read_ways();
    return all;
}

} // namespace

std::vector<std::string_view> ways_of(std::string_view procedure) {
    const auto found = all_ways().find(procedure);
    if (found == all_ways().end()) return {"electronic", "counter", "post"};
    return {found->second.begin(), found->second.end()};
}

bool is_offered(std::string_view procedure, std::string_view way) {
    const auto ways = ways_of(procedure);
    return std::ranges::find(ways, way) != ways.end();
}

std::vector<std::string_view> bounded_procedures() {
    std::vector<std::string_view> codes;
    for (const auto& [code, ways] : all_ways()) codes.push_back(code);
    return codes;
}

} // namespace motcua::reception
