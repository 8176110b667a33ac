#include "db/query.hpp"

#include <mutex>

namespace motcua::db {

namespace {

std::vector<const Statement*>& registry() {
    static std::vector<const Statement*> statements;
    return statements;
}

int enter(const Statement* statement) {
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    registry().push_back(statement);
    return static_cast<int>(registry().size()) - 1;
}

} // namespace

Statement::Statement(const char* sql, const char* postgres, int columns, std::span<const ValueKind> parameters)
    : sql(sql), postgres(postgres), columns(columns), parameters(parameters), number(enter(this)) {}

std::span<const Statement* const> Statement::all() {
    return registry();
}

} // namespace motcua::db
