#include "law/store.hpp"

namespace motcua::law {

namespace {

struct UnitRecord {
    Id id;
    Id parent;
    std::string parent_code;
    std::string code, identifier;
    unit::Type type;
    std::string name, full_name, name_en;
    Day valid_from;
    std::optional<Day> valid_to;
    std::string successor_code;
    int depth;
    std::string note, certainty;
};

const db::Query<UnitRecord()> all_units{
    "select u.id, u.parent, coalesce(p.code, ''), u.code, u.identifier, u.type, u.name, u.full_name, u.name_en, u.valid_from, "
    "u.valid_to, u.successor_code, u.depth, u.note, u.certainty "
    "from unit u left join unit p on p.id = u.parent order by u.depth, u.code, u.valid_from"};

const db::Query<void(Id, Id, std::string_view, std::string_view, unit::Type, std::string_view, std::string_view, std::string_view, Day,
                     std::optional<Day>, std::string_view, int, std::string_view, std::string_view)>
    insert_unit{"insert into unit (id, parent, code, identifier, type, name, full_name, name_en, valid_from, valid_to, successor_code, "
                "depth, note, certainty) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};

const db::Query<void(Id, Id, std::string_view, std::string_view, unit::Type, std::string_view, std::string_view, std::string_view, Day,
                     std::optional<Day>, std::string_view, int, std::string_view, std::string_view)>
    update_unit{"update unit set parent = $2, code = $3, identifier = $4, type = $5, name = $6, full_name = $7, name_en = $8, "
                "valid_from = $9, valid_to = $10, successor_code = $11, depth = $12, note = $13, certainty = $14 where id = $1"};

const db::Query<VersionedBody()> all_procedures{"select code, version, body from procedure order by code, version"};
const db::Query<VersionedBody(std::string_view)> versions_of_procedure{
    "select code, version, body from procedure where code = $1 order by version"};
const db::Query<void(std::string_view, int, Day, std::optional<Day>, std::string_view)> new_procedure{
    "insert into procedure (code, version, valid_from, valid_to, body) values ($1, $2, $3, $4, $5)"};

const db::Query<VersionedBody()> all_forms{"select key, version, body from form order by key, version"};
const db::Query<VersionedBody(std::string_view)> versions_of_form{"select key, version, body from form where key = $1 order by version"};
const db::Query<void(std::string_view, int, std::string_view)> new_form{"insert into form (key, version, body) values ($1, $2, $3)"};

const db::Query<VersionedBody()> all_calendars{"select unit_code, version, body from calendar order by version"};
const db::Query<void(std::string_view, int, std::string_view)> new_calendar{
    "insert into calendar (unit_code, version, body) values ($1, $2, $3)"};

const db::Query<VersionedBody()> all_rule_sets{"select key, version, body from rule_set order by key, version"};
const db::Query<VersionedBody(std::string_view)> versions_of_rule_set{
    "select key, version, body from rule_set where key = $1 order by version"};
const db::Query<void(std::string_view, int, std::string_view)> new_rule_set{
    "insert into rule_set (key, version, body) values ($1, $2, $3)"};

const db::Query<VersionedBody()> all_workflows{"select procedure, version, body from workflow order by procedure, version"};

const db::Query<std::string(std::string_view)> sha256_of{"select sha256 from law_source where path = $1"};
const db::Query<void(std::string_view, std::string_view, Instant)> take{
    "insert into law_source (path, sha256, taken_at) values ($1, $2, $3) "
    "on conflict (path) do update set sha256 = excluded.sha256, taken_at = excluded.taken_at"};

UnitRow row_of(UnitRecord&& record) {
    UnitRow row;
    row.unit = {record.id,         record.parent,          std::move(record.code),           std::move(record.identifier),
                record.type,       std::move(record.name), std::move(record.full_name),      std::move(record.name_en),
                record.valid_from, record.valid_to,        std::move(record.successor_code), record.depth};
    row.parent_code = std::move(record.parent_code);
    row.note = std::move(record.note);
    row.certainty = std::move(record.certainty);
    return row;
}

template <class Query>
void write(db::Tx& tx, const Query& query, const UnitRow& row) {
    const auto& unit = row.unit;
    tx.run(query, unit.id, unit.parent, unit.code, unit.identifier, unit.type, unit.name, unit.full_name, unit.name_en, unit.valid_from,
           unit.valid_to, unit.successor_code, unit.depth, row.note, row.certainty);
}

} // namespace

std::vector<UnitRow> Store::units() {
    std::vector<UnitRow> rows;
    for (auto& record : tx_.all(all_units)) rows.push_back(row_of(std::move(record)));
    return rows;
}

void Store::insert(const UnitRow& row) {
    write(tx_, insert_unit, row);
}

void Store::update(const UnitRow& row) {
    write(tx_, update_unit, row);
}

std::vector<VersionedBody> Store::procedures() {
    return tx_.all(all_procedures);
}

std::vector<VersionedBody> Store::procedures(std::string_view code) {
    return tx_.all(versions_of_procedure, code);
}

void Store::insert_procedure(const procedure::Procedure& procedure, std::string_view body) {
    tx_.run(new_procedure, procedure.code, procedure.version, procedure.valid_from, procedure.valid_to, body);
}

std::vector<VersionedBody> Store::forms() {
    return tx_.all(all_forms);
}

std::vector<VersionedBody> Store::forms(std::string_view key) {
    return tx_.all(versions_of_form, key);
}

void Store::insert_form(std::string_view key, int version, std::string_view body) {
    tx_.run(new_form, key, version, body);
}

std::vector<VersionedBody> Store::calendars() {
    return tx_.all(all_calendars);
}

void Store::insert_calendar(std::string_view unit, int version, std::string_view body) {
    tx_.run(new_calendar, unit, version, body);
}

std::vector<VersionedBody> Store::rule_sets() {
    return tx_.all(all_rule_sets);
}

std::vector<VersionedBody> Store::rule_sets(std::string_view key) {
    return tx_.all(versions_of_rule_set, key);
}

void Store::insert_rule_set(std::string_view key, int version, std::string_view body) {
    tx_.run(new_rule_set, key, version, body);
}

std::vector<VersionedBody> Store::workflows() {
    return tx_.all(all_workflows);
}

std::optional<std::string> Store::taken_sha256(std::string_view path) {
    return tx_.one(sha256_of, path);
}

void Store::set_taken(std::string_view path, std::string_view sha256, Instant now) {
    tx_.run(take, path, sha256, now);
}

} // namespace motcua::law
