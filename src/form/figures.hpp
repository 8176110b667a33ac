#pragma once

#include "form/reading.hpp"

/// Figures as people in Vietnam write them: dots between thousands, a comma before decimals. Private to this folder; pure.
namespace motcua::form {

/// `2`, `-3`; within the field's bounds. No separators: a count is not a sum.
Reading read_whole(const Field& field, std::string_view text);
/// `1.000.000`, `1 000 000 đồng`, `1000000đ` → `1000000`.
Reading read_money(const Field& field, std::string_view text);
/// `74,5`, `74.5`, `1.234,5`, `1.234` (one thousand …) → `74.5`, `1234.5`, `1234`; at most two places.
Reading read_decimal(const Field& field, std::string_view text);

} // namespace motcua::form
