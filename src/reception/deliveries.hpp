#pragma once

#include <string>
#include <string_view>
#include <vector>

/// In which ways the result of a procedure may be received (phương thức nhận kết quả). Where nothing is said in
/// data/reception/deliveries.json, in all: electronic, counter, post.
namespace motcua::reception {

/// Words of the ways that are open, in the order in which they are offered.
std::vector<std::string_view> ways_of(std::string_view procedure);
bool is_offered(std::string_view procedure, std::string_view way);

/// The codes of the procedures that the data speaks of.
std::vector<std::string_view> bounded_procedures();

} // namespace motcua::reception
