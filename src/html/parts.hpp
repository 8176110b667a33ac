#pragma once

#include "html/assets.hpp"
#include "html/components.hpp"

#include <string>
#include <string_view>

/// What the component views ask that is longer than a word; pure.
namespace motcua::html::parts {

/// ids of the hint and the error, for aria-describedby; empty when there is neither.
std::string described_by(const Field& field);
/// `type`, `inputmode` and so on of a one-line input.
std::string_view input_type(const Field& field);
std::string_view input_mode(const Field& field);
/// ` govuk-input--width-10` for the next width that our styles know; empty for full width.
std::string width_class(int characters);
/// The id of the n-th radio or checkbox: the first has the field's own, so that the error summary leads to it.
std::string choice_id(const Field& field, std::size_t index);
bool grouped(const Field& field); ///< several inputs below one legend

std::string_view tag_class(const Tag& tag);
std::string_view button_class(const Button& button);
std::string_view notice_class(const Notice& notice);
std::string_view step_class(const Step& step);
/// The locale key that says a step's state to those who do not see its mark.
std::string_view step_key(const Step& step);

std::string_view other_language(Locale locale);
bool is_current(const Frame& frame, const Link& link);

} // namespace motcua::html::parts
