#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace motcua::formula {

/// An exact number: a fraction of two whole numbers of any length. Nothing is rounded before it is shown.
using Number = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;

/// `12`, `2.5`: at most nine digits before and six after the point, no sign.
std::optional<Number> number_of(std::string_view text);

/// Rounded half away from zero to so many digits after the point, which all are written: `5.09`, `-0.50`.
std::string rounded(const Number& number, int digits);

} // namespace motcua::formula
