#pragma once

#include "db/value.hpp"

#include <libpq-fe.h>

#include <array>
#include <span>
#include <string>
#include <vector>

namespace motcua::db {

/// The PostgreSQL type of a parameter; 0, any, for null.
Oid type_of(ValueKind kind);

/// Parameters in the binary form libpq takes. What the values view must outlive it.
class PostgresParameters {
  public:
    explicit PostgresParameters(std::span<const Value> values);
    PostgresParameters(const PostgresParameters&) = delete;
    PostgresParameters& operator=(const PostgresParameters&) = delete;

    int count() const { return static_cast<int>(pointers_.size()); }
    const char* const* pointers() const { return pointers_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

  private:
    using Number = std::array<char, 8>;

    void add(std::size_t place, const Value& value);
    void add_number(std::size_t place, std::uint64_t bits);
    void add_bytes(std::size_t place, std::string_view bytes);

    std::vector<const char*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<Number> numbers_;
};

/// One row of a result that came as text.
class PostgresColumns : public Columns {
  public:
    explicit PostgresColumns(const PGresult* result) : result_(result) {}
    void move_to(int row) { row_ = row; }

    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view text(int column) const override;
    std::string_view bytes(int column) const override;

  private:
    const PGresult* result_;
    int row_ = 0;
    mutable std::vector<std::string> decoded_; ///< bytea by column
};

} // namespace motcua::db
