#pragma once

#include "law/source.hpp"

#include <string>
#include <string_view>

namespace motcua::law {

/// What can be imported and linted.
enum class DataKind { units, procedures, forms, calendars, rules };

/// A CSV file whose header row names the columns, turned into the values that the JSON file of the same kind has.
/// Lists are separated by `;`. Procedures have `limit_value` and `limit_unit` in place of `limit`, and `parts` as
/// `*Tờ khai;Bản sao` where `*` means required. Forms, calendars and rule sets have no CSV form.
Source from_csv(DataKind kind, std::string name, std::string_view text);

/// Rows of any other kind: a CSV file whose header row names the keys (by the end of its name), every cell a text and empty ones left out,
/// or a JSON array of objects.
Source rows_from(std::string name, std::string_view text);

} // namespace motcua::law

template <>
struct motcua::Words<motcua::law::DataKind> {
    static constexpr std::array words{std::string_view("units"), std::string_view("procedures"), std::string_view("forms"),
                                      std::string_view("calendars"), std::string_view("rules")};
};
