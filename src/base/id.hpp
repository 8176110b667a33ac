#pragma once

#include "base/time.hpp"

#include <cstdint>

namespace motcua {

/// A 64-bit key made by the program: milliseconds since 2020 in the upper 42 bits, a random start and a count below, so that
/// rows made one after another lie side by side in an index and two programs on one database do not meet. 0 means none.
using Id = std::int64_t;

/// Always larger than the one before in this process. Thread-safe.
Id new_id(Instant now);
/// For history that is written afterwards: the id of a row of that moment. `number` must differ for rows of one millisecond.
Id id_of_past(Instant at, std::uint32_t number);
/// When it was made, to the millisecond (later by a few where very many were made at once).
Instant made_at(Id id);

} // namespace motcua
