#pragma once

#include "form/form.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// How single answers are read: from what people type, and from what is already canonical. Private to this folder; pure.
namespace motcua::form {

/// Why an answer will not do: a locale key and its arguments.
struct Wrong {
    std::string code;
    std::vector<std::string> arguments = {};
};
using Reading = std::expected<std::string, Wrong>;

inline std::unexpected<Wrong> wrong(std::string code, std::vector<std::string> arguments = {}) {
    return std::unexpected(Wrong{std::move(code), std::move(arguments)});
}

/// The canonical form of one typed answer of any type but choices and group. Dates come as `canonical` text, from date_from().
/// `text` is not empty. Bounds and options are checked.
Reading read(const Field& field, std::string_view text, Day today);

/// Day, month, year as typed in three boxes → `2022-07-11`, or `1950` and `1950-07` when `partial`; does not ask whether the day exists.
Reading date_from(std::string_view day, std::string_view month, std::string_view year, bool partial);
/// `16:10`, `16h10`, `16h`, `7.30` → `16:10`.
Reading time_from(std::string_view text);

/// First and last day of `2022-07-11`, `1950-07` or `1950`; nothing when there is no such day.
struct Span {
    Day first, last;
};
std::optional<Span> span_of(std::string_view date);

} // namespace motcua::form
