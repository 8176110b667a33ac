#pragma once

#include "base/locale.hpp"
#include "base/time.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Numbers that people and papers carry, checked by their form alone: pure functions, no register is asked.
namespace motcua::numbers {

/// Why a number is not one: `key` is its sentence in locales/ (`numbers.…`), `arguments` fill it.
struct Fault {
    std::string_view key;
    std::vector<std::string> arguments = {};
};

enum class Sex { male, female };

/// Số định danh cá nhân, số căn cước: 3 digits place of birth registration, 1 century and sex, 2 year of birth, 6 random.
/// Place codes are those of the 63 provinces before July 2025; a person keeps the number after mergers.
struct CitizenNumber {
    std::string number;
    std::string place; ///< `070`
    Sex sex = Sex::male;
    int birth_year = 0;
};
std::expected<CitizenNumber, Fault> citizen_number(std::string_view text);
/// What the number says otherwise than the person. A warning, never a refusal: records get corrected.
std::optional<Fault> disagreement(const CitizenNumber& number, std::optional<int> birth_year, std::optional<Sex> sex);

/// Mã số thuế: 10 digits with a check digit, a branch `-001` to `-999`, or since July 2025 the personal number of a person.
struct TaxCode {
    enum class Kind { organisation, branch, person } kind = Kind::organisation;
    std::string code;
};
std::expected<TaxCode, Fault> tax_code(std::string_view text);

/// Số điện thoại as it is stored: digits only, beginning with 0. `hotline` (1022, 1800…, 113) reaches nobody's home.
struct Phone {
    enum class Kind { mobile, landline, hotline } kind = Kind::mobile;
    std::string number;
};
std::expected<Phone, Fault> phone(std::string_view text);

/// Mã hồ sơ `H10.35.12-220711-0001`: unit, day of receipt, number of that day.
struct DossierCode {
    std::string unit;
    Day day;
    int number = 0;
};
std::expected<DossierCode, Fault> dossier_code(std::string_view text);
/// The code of today for one whose unit is written from right to left, as until 2025: `000.00.35.H10-…` → `H10.35-…`.
std::optional<std::string> from_old_order(std::string_view text);

/// `kind` is citizen-number, tax-code, phone or dossier-code: whether it is valid, and a sentence that says what it is or why not.
std::pair<bool, std::string> check(std::string_view kind, std::string_view value, Locale locale = Locale::vi);

} // namespace motcua::numbers
