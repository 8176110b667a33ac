#include "db/postgres_columns.hpp"

#include <bit>
#include <charconv>

namespace motcua::db {

namespace {

constexpr Oid boolean_type = 16;
constexpr Oid bytea_type = 17;

int digit_of(char hex) {
    return hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}

/// `\x00ff` → two bytes.
std::string from_hex(std::string_view text) {
    text.remove_prefix(text.starts_with("\\x") ? 2 : 0);
    std::string bytes(text.size() / 2, '\0');
    for (std::size_t place = 0; place < bytes.size(); ++place)
        bytes[place] = static_cast<char>(digit_of(text[2 * place]) << 4 | digit_of(text[2 * place + 1]));
    return bytes;
}

} // namespace

Oid type_of(ValueKind kind) {
    static constexpr Oid types[] = {0, 20, 701, 25, bytea_type}; // bigint, double precision, text
    return types[static_cast<std::size_t>(kind)];
}

PostgresParameters::PostgresParameters(std::span<const Value> values)
    : pointers_(values.size(), nullptr), lengths_(values.size(), 0), formats_(values.size(), 1), numbers_(values.size()) {
    for (std::size_t place = 0; place < values.size(); ++place) add(place, values[place]);
}

void PostgresParameters::add(std::size_t place, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        add_number(place, static_cast<std::uint64_t>(*number));
    else if (const auto* real = std::get_if<double>(&value))
        add_number(place, std::bit_cast<std::uint64_t>(*real));
    else if (const auto* text = std::get_if<std::string_view>(&value))
        add_bytes(place, *text);
    else if (const auto* bytes = std::get_if<BytesView>(&value))
        add_bytes(place, bytes->value);
}

/// Eight bytes, the highest first.
void PostgresParameters::add_number(std::size_t place, std::uint64_t bits) {
    Number& number = numbers_[place];
    for (std::size_t byte = 0; byte < number.size(); ++byte) number[byte] = static_cast<char>(bits >> (56 - 8 * byte));
    add_bytes(place, {number.data(), number.size()});
}

void PostgresParameters::add_bytes(std::size_t place, std::string_view bytes) {
    pointers_[place] = bytes.data() ? bytes.data() : ""; // null would mean NULL
    lengths_[place] = static_cast<int>(bytes.size());
}

std::int64_t PostgresColumns::integer(int column) const {
    if (PQftype(result_, column) == boolean_type) return text(column) == "t" ? 1 : 0;
    const auto digits = text(column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

double PostgresColumns::real(int column) const {
    const auto digits = text(column);
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

std::string_view PostgresColumns::text(int column) const {
    return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::string_view PostgresColumns::bytes(int column) const {
    if (PQftype(result_, column) != bytea_type) return text(column);
    const auto place = static_cast<std::size_t>(column);
    if (place >= decoded_.size()) decoded_.resize(static_cast<std::size_t>(PQnfields(result_)));
    decoded_[place] = from_hex(text(column));
    return decoded_[place];
}

} // namespace motcua::db
