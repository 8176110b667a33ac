#pragma once

#include "form/form.hpp"

#include <vector>

namespace motcua::form {

/// What would make a form misbehave, though its shape is right: keys twice, a choice without options, a condition on a later or unknown
/// answer, bounds the wrong way round, a question with nothing or too much to answer. `field` is the key, `code` a `form.lint.…` sentence.
std::vector<FieldError> lint(const Form& form);

} // namespace motcua::form
