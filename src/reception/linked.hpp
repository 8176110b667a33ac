#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Linked procedures (thủ tục hành chính liên thông): one request of the citizen, a dossier for each procedure in it, one date. Which they
/// are stands in data/reception/linked_procedures.json.
namespace motcua::reception {

/// One procedure within a linked one.
struct Child {
    std::string procedure;
    std::vector<std::string> offices; ///< codes of the offices that resolve it, one in force a day; empty: the receiving unit
};

/// In the order of the data; empty when `procedure` is no linked one. Thread-safe.
std::span<const Child> children_of(std::string_view procedure);

/// The codes of all linked procedures.
std::vector<std::string> linked_procedures();

} // namespace motcua::reception
