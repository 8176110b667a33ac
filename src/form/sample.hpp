#pragma once

#include "form/form.hpp"

#include <cstdint>

namespace motcua::form {

/// A set of answers that passes check_all, made up by `seed`: the same seed, form and day give the same answers. For demonstrations
/// and tests. Text fields hold words that say they are made up; names, places and numbers come from `person` where the form asks for
/// the account's own.
Answers sample_answers(const Form& form, const Person& person, Day today, std::uint64_t seed);

} // namespace motcua::form
