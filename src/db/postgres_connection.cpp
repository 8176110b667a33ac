#include "db/postgres_connection.hpp"

#include "base/text.hpp"
#include "db/postgres_columns.hpp"

#include <fmt/format.h>

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace motcua::db {

namespace {

using Clock = std::chrono::steady_clock;

/// The server breaks a statement off by itself; we wait this much longer before we give the whole connection up.
constexpr std::chrono::seconds patience_beyond_server{3};

std::string field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text ? text : "";
}

/// DETAIL is left out: it quotes rows, and rows are people's.
PostgresRefusal refusal_of(const PGresult* result) {
    std::string reason = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (reason.empty()) reason = trim(PQresultErrorMessage(result));
    return {field(result, PG_DIAG_SQLSTATE), std::move(reason)};
}

std::vector<Oid> types_of(const Statement& statement) {
    std::vector<Oid> types;
    for (const ValueKind kind : statement.parameters) types.push_back(type_of(kind));
    return types;
}

int count_of(const auto& list) {
    return static_cast<int>(list.size());
}

std::int64_t rows_changed(PGresult* result) {
    const std::string_view digits = PQcmdTuples(result);
    std::int64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return PQresultStatus(result) == PGRES_COMMAND_OK || PQnfields(result) == 0 ? count : 0;
}

/// Until `read` has enough.
void read_rows(const PGresult* result, const PostgresConnection::Read& read) {
    if (!read) return;
    PostgresColumns columns(result);
    for (int row = 0; row < PQntuples(result); ++row) {
        columns.move_to(row);
        if (!read(columns)) return;
    }
}

} // namespace

bool PostgresRefusal::passes() const {
    static constexpr std::array states{"40001", "40P01", "0A000"}; // serialization failure, deadlock, plan outlived its tables
    return std::find(states.begin(), states.end(), state) != states.end();
}

void PostgresRefusal::raise() const {
    if (of_constraint()) throw ConstraintBroken(reason);
    throw Broken(reason);
}

PostgresConnection::PostgresConnection(const Settings& settings) : settings_(settings) {
    const std::string wait = std::to_string(std::max(2, settings.busy_ms / 1'000)); // libpq takes no less than 2 seconds
    // The address comes last, so that what it says itself wins.
    const char* names[] = {
        "application_name", "target_session_attrs", "connect_timeout", "tcp_user_timeout", "keepalives_idle", "dbname", nullptr};
    const char* values[] = {"motcua", "read-write", wait.c_str(), "15000", "30", settings.address.c_str(), nullptr};
    handle_.reset(PQconnectdbParams(names, values, 1));
    if (PQstatus(handle_.get()) != CONNECTION_OK)
        throw Broken(fmt::format("cannot reach PostgreSQL: {}", trim(PQerrorMessage(handle_.get()))));
    PQsetNoticeProcessor(
        handle_.get(), [](void*, const char*) {}, nullptr);
    try {
        set_up();
    } catch (const PostgresRefusal& refusal) {
        throw Broken(fmt::format("PostgreSQL refused our settings: {}", refusal.reason));
    }
}

void PostgresConnection::set_up() {
    script(fmt::format("set client_encoding = 'UTF8'; set statement_timeout = {}; set lock_timeout = {}; "
                       "set idle_in_transaction_session_timeout = '60s'; set default_transaction_isolation = 'read committed'; "
                       "set standard_conforming_strings = on; set bytea_output = 'hex'; set extra_float_digits = 1",
                       settings_.statement_ms, settings_.busy_ms));
}

PostgresConnection::Deadline PostgresConnection::deadline() const {
    return Clock::now() + std::chrono::milliseconds(settings_.statement_ms) + patience_beyond_server;
}

void PostgresConnection::refuse_lost(std::string reason) {
    stale_ = true;
    throw PostgresRefusal{"", std::move(reason)};
}

void PostgresConnection::send(bool accepted) {
    if (!accepted) refuse_lost(std::string(trim(PQerrorMessage(handle_.get()))));
}

void PostgresConnection::wait_until_readable(Deadline deadline) {
    while (true) {
        int left = -1;
        if (deadline != Deadline::max()) {
            left = static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count());
            if (left <= 0) refuse_lost("PostgreSQL did not answer in time");
        }
        pollfd waiting{PQsocket(handle_.get()), POLLIN, 0};
        const int ready = poll(&waiting, 1, left);
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) refuse_lost("cannot wait for PostgreSQL");
    }
}

/// Null after the last.
PostgresResult PostgresConnection::next_result(Deadline deadline) {
    while (PQisBusy(handle_.get())) {
        wait_until_readable(deadline);
        send(PQconsumeInput(handle_.get()) == 1);
    }
    return PostgresResult(PQgetResult(handle_.get()));
}

void PostgresConnection::finish(Deadline deadline) {
    while (next_result(deadline)) {
    }
}

PostgresResult PostgresConnection::only_result(Deadline deadline) {
    PostgresResult kept;
    while (auto result = next_result(deadline)) {
        const bool failed = kept && PQresultStatus(kept.get()) == PGRES_FATAL_ERROR;
        if (!failed) kept = std::move(result);
    }
    if (!kept) refuse_lost("the connection to PostgreSQL was lost");
    check(kept.get());
    return kept;
}

void PostgresConnection::check(PGresult* result) {
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE) return;
    auto refusal = refusal_of(result);
    if (refusal.state == "0A000") stale_ = true; // its prepared plans are of another schema
    throw refusal;
}

void PostgresConnection::script(const std::string& sql) {
    send(PQsendQuery(handle_.get(), sql.c_str()) == 1);
    only_result(Deadline::max());
}

void PostgresConnection::simple(const char* sql) {
    send(PQsendQuery(handle_.get(), sql) == 1);
    only_result(deadline());
}

const char* PostgresConnection::prepared(const Statement& statement) {
    const auto number = static_cast<std::size_t>(statement.number);
    if (number >= names_.size()) names_.resize(number + 1);
    std::string& name = names_[number];
    if (name.empty()) {
        std::string fresh = fmt::format("s{}", number);
        prepare(fresh.c_str(), statement);
        name = std::move(fresh);
    }
    return name.c_str();
}

void PostgresConnection::prepare(const char* name, const Statement& statement) {
    const auto types = types_of(statement);
    send(PQsendPrepare(handle_.get(), name, statement.postgres, count_of(types), types.data()) == 1);
    only_result(deadline());
}

std::int64_t PostgresConnection::execute(const Statement& statement, std::span<const Value> values, const Read& read) {
    const char* name = prepared(statement);
    const PostgresParameters parameters(values);
    send(PQsendQueryPrepared(handle_.get(), name, parameters.count(), parameters.pointers(), parameters.lengths(), parameters.formats(),
                             0) == 1);
    const auto result = only_result(deadline());
    read_rows(result.get(), read);
    return rows_changed(result.get());
}

std::int64_t PostgresConnection::execute_text(const std::string& sql, std::span<const Value> values, const Read& read) {
    std::vector<Oid> types;
    for (const Value& value : values) types.push_back(type_of(static_cast<ValueKind>(value.index())));
    const PostgresParameters parameters(values);
    send(PQsendQueryParams(handle_.get(), sql.c_str(), parameters.count(), types.data(), parameters.pointers(), parameters.lengths(),
                           parameters.formats(), 0) == 1);
    const auto result = only_result(deadline());
    read_rows(result.get(), read);
    return rows_changed(result.get());
}

void PostgresConnection::stream(const Statement& statement, std::span<const Value> values, const Read& read) {
    const char* name = prepared(statement);
    const PostgresParameters parameters(values);
    send(PQsendQueryPrepared(handle_.get(), name, parameters.count(), parameters.pointers(), parameters.lengths(), parameters.formats(),
                             0) == 1);
    send(PQsetSingleRowMode(handle_.get()) == 1);
    try {
        while (const auto result = next_result(deadline())) {
            check(result.get());
            read_rows(result.get(), read);
        }
    } catch (...) {
        // The rest of the rows is still on its way; without it, the connection is of no use to the next transaction.
        if (!lost() && !stale_) finish(deadline());
        throw;
    }
}

Shape PostgresConnection::shape_of(const Statement& statement) {
    prepare("", statement);
    send(PQsendDescribePrepared(handle_.get(), "") == 1);
    const auto result = only_result(deadline());
    return {PQnfields(result.get()), PQnparams(result.get())};
}

template <class Step>
auto PostgresTx::guarded(Step&& step) {
    if (refusal_ || in_use_) throw Broken("a statement failed before, or is still giving rows; this transaction is over");
    in_use_ = true;
    try {
        auto answer = step();
        in_use_ = false;
        return answer;
    } catch (const PostgresRefusal& refusal) {
        refusal_ = refusal;
        refusal.raise();
    }
}

std::int64_t PostgresTx::execute(const Statement& statement, std::span<const Value> values,
                                 const std::function<bool(const Columns&)>& read) {
    return guarded([&] { return connection_.execute(statement, values, read); });
}

void PostgresTx::stream(const Statement& statement, std::span<const Value> values, const std::function<bool(const Columns&)>& read) {
    guarded([&] {
        connection_.stream(statement, values, read);
        return 0;
    });
}

std::int64_t PostgresTx::execute_text(const std::string& sql, std::span<const Value> values,
                                      const std::function<bool(const Columns&)>& read) {
    return guarded([&] { return connection_.execute_text(sql, values, read); });
}

void PostgresTx::script(std::string_view sql) {
    guarded([&] {
        connection_.script(std::string(sql));
        return 0;
    });
}

Shape PostgresTx::shape_of(const Statement& statement) {
    return guarded([&] { return connection_.shape_of(statement); });
}

} // namespace motcua::db
