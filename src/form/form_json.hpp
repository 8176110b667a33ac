#pragma once

#include "form/form.hpp"

#include <boost/json/object.hpp>

namespace motcua::form {

/// A form from data/forms/<key>.json or from the database. Shape only: what a sound form is, lint() says. Lists of options are looked up
/// in data/lists/. Refused with a line for each fault (`form.data.…`, field `questions.2.fields.0.type`): a missing or wrong member, a
/// member that nobody knows, an unknown type or list.
Result<Form> parse(const boost::json::object& json);

/// The same shape again; parse(to_json(form)) is the form.
boost::json::object to_json(const Form& form);

} // namespace motcua::form
