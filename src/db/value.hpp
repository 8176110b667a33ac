#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace motcua::db {

/// Bytes that are not text (BLOB, bytea), such as a sealed personal number.
struct Bytes {
    std::string value;
    bool operator==(const Bytes&) const = default;
};

/// What goes into a statement. Views must live until the call returns.
struct BytesView {
    std::string_view value;
};
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, BytesView>;

/// The alternatives of Value, in their order: what a parameter is, whatever its value.
enum class ValueKind { null, integer, real, text, bytes };

/// One row under a cursor; columns are read by position, from 0. Views live until the cursor moves.
class Columns {
  public:
    virtual ~Columns() = default;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0;
};

/// How a C++ type stands in a column. Add a specialisation only for types that whole domains share.
template <class T>
struct Column;

template <class T>
requires std::is_integral_v<T>
struct Column<T> {
    static Value value(T from) { return static_cast<std::int64_t>(from); }
    static T read(const Columns& row, int column) { return static_cast<T>(row.integer(column)); }
};

template <>
struct Column<double> {
    static Value value(double from) { return from; }
    static double read(const Columns& row, int column) { return row.real(column); }
};

template <>
struct Column<std::string_view> {
    static Value value(std::string_view from) { return from; }
};

template <>
struct Column<std::string> {
    static Value value(const std::string& from) { return std::string_view(from); }
    static std::string read(const Columns& row, int column) { return std::string(row.text(column)); }
};

template <>
struct Column<Bytes> {
    static Value value(const Bytes& from) { return BytesView{from.value}; }
    static Bytes read(const Columns& row, int column) { return {std::string(row.bytes(column))}; }
};

template <>
struct Column<Instant> {
    static Value value(Instant from) { return from.ms; }
    static Instant read(const Columns& row, int column) { return {row.integer(column)}; }
};

/// A day is its number since 1970-01-01.
template <>
struct Column<Day> {
    static Value value(Day from) { return static_cast<std::int64_t>(from.number); }
    static Day read(const Columns& row, int column) { return {static_cast<std::int32_t>(row.integer(column))}; }
};

template <>
struct Column<Money> {
    static Value value(Money from) { return from.dong; }
    static Money read(const Columns& row, int column) { return {row.integer(column)}; }
};

template <Worded E>
struct Column<E> {
    static Value value(E from) { return word_of(from); }
    static E read(const Columns& row, int column) {
        if (const auto found = from_word<E>(row.text(column))) return *found;
        throw std::runtime_error("unknown word in the database: " + std::string(row.text(column)));
    }
};

template <class T>
struct Column<std::optional<T>> {
    static Value value(const std::optional<T>& from) { return from ? Column<T>::value(*from) : Value{}; }
    static std::optional<T> read(const Columns& row, int column) {
        if (row.is_null(column)) return std::nullopt;
        return Column<T>::read(row, column);
    }
};

template <class T>
struct KindOf {
    static ValueKind kind() { return static_cast<ValueKind>(Column<T>::value(T{}).index()); }
};

template <class T>
struct KindOf<std::optional<T>> : KindOf<T> {};

} // namespace motcua::db
