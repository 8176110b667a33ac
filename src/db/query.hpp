#pragma once

#include "db/value.hpp"

#include <boost/pfr/core.hpp>

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace motcua::db {

/// SQL as a named constant. Every statement enters itself in all(), so that a test can check each against the schema of both databases.
/// Placeholders are $1, $2, …; what stands here runs on SQLite and on PostgreSQL. It lives as long as the program: at namespace scope,
/// or static in a function.
struct Statement {
    Statement(const char* sql, const char* postgres, int columns, std::span<const ValueKind> parameters);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    const char* sql;
    const char* postgres; ///< the text for PostgreSQL; the same as sql but where the two must differ (locks)
    int columns;
    std::span<const ValueKind> parameters;
    int number; ///< place in all(): the key of the prepared-statement caches

    static std::span<const Statement* const> all();
};

/// A statement with its types: `const db::Query<DossierRow(Id, std::string_view)> with_code{"select … where unit_id = $1 and code = $2"};`
/// The row is an aggregate read field by field in order, a single column type, or void for a statement that returns no rows.
template <class Signature>
class Query;

template <class Row>
struct RowShape {
    static constexpr bool single = requires(const Columns& columns) { Column<Row>::read(columns, 0); };
    static constexpr int columns = [] {
        if constexpr (std::is_void_v<Row>)
            return 0;
        else if constexpr (single)
            return 1;
        else
            return static_cast<int>(boost::pfr::tuple_size_v<Row>);
    }();

    static Row read(const Columns& columns) {
        if constexpr (single) {
            return Column<Row>::read(columns, 0);
        } else {
            Row row{};
            boost::pfr::for_each_field(
                row, [&]<class Field>(Field& field, std::size_t place) { field = Column<Field>::read(columns, static_cast<int>(place)); });
            return row;
        }
    }
};

template <>
struct RowShape<void> {
    static constexpr int columns = 0;
};

template <class Row, class... Parameters>
class Query<Row(Parameters...)> : public Statement {
  public:
    explicit Query(const char* sql) : Query(sql, sql) {}
    Query(const char* sql, const char* postgres) : Statement(sql, postgres, RowShape<Row>::columns, kinds()) {}

    static std::array<Value, sizeof...(Parameters)> values(const std::type_identity_t<Parameters>&... parameters) {
        return {Column<std::remove_cvref_t<Parameters>>::value(parameters)...};
    }

  private:
    static std::span<const ValueKind> kinds() {
        static const std::array<ValueKind, sizeof...(Parameters)> kinds{KindOf<std::remove_cvref_t<Parameters>>::kind()...};
        return kinds;
    }
};

} // namespace motcua::db
