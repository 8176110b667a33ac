#include "reception/linked.hpp"

#include "base/embedded.hpp"

#include <boost/json/parse.hpp>

#include <map>
#include <stdexcept>

namespace motcua::reception {

namespace {

using Linked = std::map<std::string, std::vector<Child>, std::less<>>;

Child child_of(const boost::json::object& row) {
    Child child{std::string(row.at("procedure").as_string()), {}};
    if (const auto* offices = row.if_contains("offices"))
        for (const auto& office : offices->as_array()) child.offices.emplace_back(office.as_string());
    return child;
}

/// The file travels in the program and a test holds it to its shape: what is wrong with it is broken machinery.
Linked read() {
    const auto file = embedded::file("data/reception/linked_procedures.json");
    if (!file) throw std::logic_error("data/reception/linked_procedures.json is missing");
    Linked all;
    const auto rows = boost::json::parse(file->bytes);
    for (const auto& row : rows.as_array())
        for (const auto& child : row.at("children").as_array())
            all[std::string(row.at("procedure").as_string())].push_back(child_of(child.as_object()));
    return all;
}

const Linked& all_linked() {
    static const Linked all = read();
    return all;
}

} // namespace

std::span<const Child> children_of(std::string_view procedure) {
    const auto found = all_linked().find(procedure);
    return found == all_linked().end() ? std::span<const Child>() : std::span<const Child>(found->second);
}

std::vector<std::string> linked_procedures() {
    std::vector<std::string> codes;
    for (const auto& [code, children] : all_linked()) codes.push_back(code);
    return codes;
}

} // namespace motcua::reception
