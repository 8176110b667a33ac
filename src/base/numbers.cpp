#include "base/numbers.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace motcua::numbers {

namespace {

// Statistics codes of the 63 provinces until June 2025.
constexpr std::array places{1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33,
                            34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66,
                            67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};
static_assert(places.size() == 63);

constexpr std::array tax_weights{31, 29, 23, 19, 17, 13, 7, 5, 3};

std::unexpected<Fault> fault(std::string_view key, std::vector<std::string> arguments = {}) {
    return std::unexpected(Fault{key, std::move(arguments)});
}

int digit(std::string_view text, std::size_t place) {
    return text[place] - '0';
}

int value_of(std::string_view digits) {
    int value = 0;
    for (const char letter : digits) value = value * 10 + (letter - '0');
    return value;
}

/// Without what people put between digits.
std::string joined(std::string_view text) {
    std::string digits;
    for (const char letter : trim(text))
        if (std::string_view(" .-()").find(letter) == std::string_view::npos) digits += letter;
    return digits;
}

bool check_digit_fits(std::string_view ten) {
    int sum = 0;
    for (std::size_t i = 0; i < tax_weights.size(); ++i) sum += tax_weights[i] * digit(ten, i);
    return 10 - sum % 11 == digit(ten, 9);
}

/// Whether `unit` is a letter, two digits and up to three groups of two digits.
bool is_unit_code(std::string_view unit) {
    const auto parts = split(unit, '.');
    if (parts.size() > 4 || parts[0].size() != 3 || parts[0][0] < 'A' || parts[0][0] > 'Z' || !all_digits(parts[0].substr(1))) return false;
    return std::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) { return part.size() == 2 && all_digits(part); });
}

std::string say(Locale locale, std::string_view key, const std::vector<std::string>& arguments) {
    return sentence(locale, key, arguments);
}

std::string_view sex_key(Sex sex) {
    return sex == Sex::male ? "numbers.male" : "numbers.female";
}

std::pair<bool, std::string> told(const Fault& fault, Locale locale) {
    return {false, say(locale, fault.key, fault.arguments)};
}

std::pair<bool, std::string> check_citizen_number(std::string_view value, Locale locale) {
    const auto found = citizen_number(value);
    if (!found) return told(found.error(), locale);
    return {true,
            say(locale, "numbers.citizen_number.valid",
                {found->number, found->place, std::string(sentence(locale, sex_key(found->sex))), std::to_string(found->birth_year)})};
}

std::pair<bool, std::string> check_tax_code(std::string_view value, Locale locale) {
    const auto found = tax_code(value);
    if (!found) return told(found.error(), locale);
    constexpr std::array keys{"numbers.tax_code.organisation", "numbers.tax_code.branch", "numbers.tax_code.person"};
    return {true, say(locale, keys[static_cast<std::size_t>(found->kind)], {found->code})};
}

std::pair<bool, std::string> check_phone(std::string_view value, Locale locale) {
    const auto found = phone(value);
    if (!found) return told(found.error(), locale);
    constexpr std::array keys{"numbers.phone.mobile", "numbers.phone.landline", "numbers.phone.hotline"};
    return {true, say(locale, keys[static_cast<std::size_t>(found->kind)], {found->number})};
}

std::pair<bool, std::string> check_dossier_code(std::string_view value, Locale locale) {
    const auto found = dossier_code(value);
    if (!found) return told(found.error(), locale);
    return {true, say(locale, "numbers.dossier_code.valid", {found->unit, vi_day(found->day), std::to_string(found->number)})};
}

} // namespace

std::expected<CitizenNumber, Fault> citizen_number(std::string_view text) {
    const auto number = joined(text);
    if (number.size() != 12 || !all_digits(number)) return fault("numbers.citizen_number.length");
    if (std::find(places.begin(), places.end(), value_of(std::string_view(number).substr(0, 3))) == places.end())
        return fault("numbers.citizen_number.place", {number.substr(0, 3)});
    const auto century = digit(number, 3);
    if (century > 5) return fault("numbers.citizen_number.century", {std::string(1, number[3])});
    return CitizenNumber{number, number.substr(0, 3), century % 2 == 0 ? Sex::male : Sex::female,
                         1900 + century / 2 * 100 + value_of(std::string_view(number).substr(4, 2))};
}

std::optional<Fault> disagreement(const CitizenNumber& number, std::optional<int> birth_year, std::optional<Sex> sex) {
    if (birth_year && *birth_year != number.birth_year)
        return Fault{"numbers.citizen_number.other_year", {std::to_string(number.birth_year)}};
    if (sex && *sex != number.sex) return Fault{"numbers.citizen_number.other_sex"};
    return std::nullopt;
}

std::expected<TaxCode, Fault> tax_code(std::string_view text) {
    const auto code = std::string(trim(text));
    if (code.size() == 12 && all_digits(code)) {
        if (const auto person = citizen_number(code); !person) return std::unexpected(person.error());
        return TaxCode{TaxCode::Kind::person, code};
    }
    const auto base = std::string_view(code).substr(0, 10);
    const bool branch = code.size() == 14 && code[10] == '-' && all_digits(std::string_view(code).substr(11));
    if (base.size() != 10 || !all_digits(base) || (code.size() != 10 && !branch)) return fault("numbers.tax_code.form");
    if (branch && code.ends_with("-000")) return fault("numbers.tax_code.form");
    if (!check_digit_fits(base)) return fault("numbers.tax_code.check_digit");
    return TaxCode{branch ? TaxCode::Kind::branch : TaxCode::Kind::organisation, code};
}

std::expected<Phone, Fault> phone(std::string_view text) {
    auto number = joined(text);
    for (const std::string_view country : {"+84", "0084", "84"})
        if (number.starts_with(country) && number.size() >= country.size() + 9) {
            number = "0" + number.substr(number.starts_with(std::string(country) + "0") ? country.size() + 1 : country.size());
            break;
        }
    if (!all_digits(number)) return fault("numbers.phone.form");
    if (number.size() == 10 && number[0] == '0' && std::string_view("35789").contains(number[1])) return Phone{Phone::Kind::mobile, number};
    if (number.size() == 11 && number.starts_with("02")) return Phone{Phone::Kind::landline, number};
    const bool short_one = number == "1022" || number == "113" || number == "114" || number == "115";
    if (short_one || ((number.starts_with("1800") || number.starts_with("1900")) && number.size() >= 8 && number.size() <= 10))
        return Phone{Phone::Kind::hotline, number};
    return fault("numbers.phone.form");
}

std::expected<DossierCode, Fault> dossier_code(std::string_view text) {
    const auto code = trim(text);
    if (const auto today = from_old_order(code)) return fault("numbers.dossier_code.old_order", {*today});
    const auto parts = split(code, '-');
    if (parts.size() != 3 || !is_unit_code(parts[0]) || parts[1].size() != 6 || !all_digits(parts[1]) || parts[2].size() != 4 ||
        !all_digits(parts[2]))
        return fault("numbers.dossier_code.form");
    const auto day = day_of(2000 + value_of(parts[1].substr(0, 2)), value_of(parts[1].substr(2, 2)), value_of(parts[1].substr(4, 2)));
    if (!day) return fault("numbers.dossier_code.day");
    if (value_of(parts[2]) == 0) return fault("numbers.dossier_code.form");
    return DossierCode{std::string(parts[0]), *day, value_of(parts[2])};
}

std::optional<std::string> from_old_order(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto parts = split(text.substr(0, dash), '.');
    if (parts.size() != 4 || parts[0].size() != 3 || !all_digits(parts[0])) return std::nullopt;
    auto unit = std::string(parts[3]);
    for (const auto part : {parts[2], parts[1]})
        if (part != "00") unit += "." + std::string(part);
    if (parts[0] != "000") unit += "." + std::string(parts[0].substr(1));
    if (!is_unit_code(unit)) return std::nullopt;
    return unit + std::string(text.substr(dash));
}

std::pair<bool, std::string> check(std::string_view kind, std::string_view value, Locale locale) {
    if (kind == "citizen-number") return check_citizen_number(value, locale);
    if (kind == "tax-code") return check_tax_code(value, locale);
    if (kind == "phone") return check_phone(value, locale);
    if (kind == "dossier-code") return check_dossier_code(value, locale);
    return {false, say(locale, "numbers.unknown_kind", {std::string(kind)})};
}

} // namespace motcua::numbers
