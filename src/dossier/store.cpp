#include "dossier/store.hpp"

#include "base/crypto.hpp"
#include "opinion/actions.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace motcua::dossier {

namespace {

/// A dossier as its columns stand in the table.
struct Row {
    Id unit, id;
    std::string code;
    int version;
    State state;
    std::string procedure;
    int procedure_version, form_version, calendar_version;
    procedure::Channel channel;
    Id account, assisted_by;
    std::string owner_name;
    std::optional<db::Bytes> owner_number;
    std::string owner_phone, owner_email, owner_address;
    Delivery delivery;
    Instant submitted_at;
    std::optional<Instant> acknowledge_by, accepted_at, due_at, paused_at, resolved_at, returned_at, urgent_at;
    Id assignee;
    std::string step;
    Id result_document;
    int result_electronic;
    std::string rule_set;
    int rule_set_version, supplement_requests;
    Id resolving_unit, help_place, desk;
    int in_transit;
    Id request;
    std::string linked_by;
    OwnerKind owner_kind;
    std::string owner_tax_code;
    std::optional<db::Bytes> representative;
    int workflow_version;
};

#define DOSSIER_COLUMNS                                                                                                                    \
    "unit_id, id, code, version, state, procedure, procedure_version, form_version, calendar_version, channel, account_id, "               \
    "assisted_by, owner_name, owner_number, owner_phone, owner_email, owner_address, delivery, submitted_at, acknowledge_by, "             \
    "accepted_at, due_at, paused_at, resolved_at, returned_at, urgent_at, assignee, step, result_document, result_electronic, "            \
    "rule_set, rule_set_version, supplement_requests, resolving_unit_id, help_place_id, desk_unit_id, in_transit, request_id, "            \
    "linked_by, owner_kind, owner_tax_code, representative, workflow_version"

// Two statements: "returning" makes SQLite set up a table of its own for one number. The row stays locked until the end, so the second
// reads what the first wrote.
const db::Query<void(Id, Day)> take_number{"insert into dossier_sequence (unit_id, day, last) values ($1, $2, 1) "
                                           "on conflict (unit_id, day) do update set last = dossier_sequence.last + 1"};
const db::Query<int(Id, Day)> taken_number{"select last from dossier_sequence where unit_id = $1 and day = $2"};
const db::Query<Row(Id, std::string_view)> by_code{"select " DOSSIER_COLUMNS " from dossier where unit_id = $1 and code = $2"};
const db::Query<Row(Id, Id)> by_id{"select " DOSSIER_COLUMNS " from dossier where unit_id = $1 and id = $2"};
const db::Query<Store::Used(Id, Id, std::string_view)> by_key{
    "select id, request_hash from dossier where unit_id = $1 and account_id = $2 and idempotency_key = $3"};
const db::Query<void(Id, Id, std::string_view, int, State, std::string_view, int, int, int, procedure::Channel, Id, Id, std::string_view,
                     std::optional<db::Bytes>, std::string_view, std::string_view, std::string_view, Delivery, Instant,
                     std::optional<Instant>, std::optional<Instant>, std::optional<Instant>, std::optional<Instant>, std::optional<Instant>,
                     std::optional<Instant>, std::optional<Instant>, Id, std::string_view, Id, int, std::string_view, int, int, Id, Id, Id,
                     int, Id, std::string_view, OwnerKind, std::string_view, std::optional<db::Bytes>, int, std::optional<std::string>,
                     std::optional<std::string>, std::optional<std::string>)>
    insert_dossier{"insert into dossier (" DOSSIER_COLUMNS ", owner_number_hash, idempotency_key, request_hash) values "
                   "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, "
                   "$25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, "
                   "$41, $42, $43, $44, $45, $46)"};
const db::Query<void(int, State, std::optional<Instant>, std::optional<Instant>, std::optional<Instant>, std::optional<Instant>,
                     std::optional<Instant>, std::optional<Instant>, std::optional<Instant>, Id, std::string_view, Id, int, int, int,
                     std::string_view, int, int, Id, Id, int, int, Id, Id, int)>
    update_dossier{"update dossier set version = $1, state = $2, acknowledge_by = $3, accepted_at = $4, due_at = $5, paused_at = $6, "
                   "resolved_at = $7, "
                   "returned_at = $8, urgent_at = $9, assignee = $10, step = $11, result_document = $12, result_electronic = $13, "
                   "procedure_version = $14, calendar_version = $15, rule_set = $16, rule_set_version = $17, supplement_requests = $18, "
                   "resolving_unit_id = $19, desk_unit_id = $20, in_transit = $21, "
                   "workflow_version = $22 where unit_id = $23 and id = $24 and version = $25"};

const db::Query<void(Id, Id, db::Bytes)> insert_answers{"insert into dossier_answers (unit_id, dossier_id, answers) values ($1, $2, $3)"};
const db::Query<db::Bytes(Id, Id)> select_answers{"select answers from dossier_answers where unit_id = $1 and dossier_id = $2"};

const db::Query<void(Id, Id, int, Action, std::string_view, std::string_view, Id, std::string_view, Instant, std::string_view,
                     std::string_view)>
    insert_event{"insert into dossier_event (unit_id, dossier_id, seq, action, from_state, to_state, actor, actor_name, at, details, hash) "
                 "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
const db::Query<std::string(Id, Id)> select_last_hash{
    "select hash from dossier_event where unit_id = $1 and dossier_id = $2 order by seq desc limit 1"};
const db::Query<Event(Id, Id)> select_events{
    "select seq, action, from_state, to_state, actor, actor_name, at, details, hash from dossier_event "
    "where unit_id = $1 and dossier_id = $2 order by seq"};
const db::Query<std::int64_t(Id, Id, Action)> count_events_of{
    "select count(*) from dossier_event where unit_id = $1 and dossier_id = $2 and action = $3"};

const db::Query<void(Id, Id, Id, std::string_view, std::string_view, Instant)> insert_paper{
    "insert into dossier_paper (unit_id, dossier_id, document_id, part, kind, added_at) values ($1, $2, $3, $4, $5, $6) "
    "on conflict (unit_id, dossier_id, document_id) do nothing"};
const db::Query<Paper(Id, Id)> select_papers{
    "select p.document_id, p.part, p.kind, d.file_name, d.media_type, d.bytes, d.sha256, p.added_at "
    "from dossier_paper p join document d on d.id = p.document_id where p.unit_id = $1 and p.dossier_id = $2 order by p.added_at, "
    "p.document_id"};
const db::Query<int(Id, Id)> select_attachable{"select 1 from document d where d.id = $1 and d.account_id = $2 "
                                               "and not exists (select 1 from dossier_paper p where p.document_id = d.id)"};
const db::Query<std::string(Id)> select_staff_name{"select name from account where id = $1 and staff = 1"};

const db::Query<void(Id, Id, Day, Id, std::string_view, Instant)> insert_reading{
    "insert into dossier_read (unit_id, dossier_id, day, reader, reader_name, first_at) values ($1, $2, $3, $4, $5, $6) "
    "on conflict (unit_id, dossier_id, day, reader) do nothing"};
const db::Query<Reading(Id, Id)> select_readings{
    "select reader_name, first_at from dossier_read where unit_id = $1 and dossier_id = $2 order by first_at desc limit 200"};
const db::Query<int(Id, Id, Day, Id)> select_reading{
    "select 1 from dossier_read where unit_id = $1 and dossier_id = $2 and day = $3 and reader = $4"};

const db::Query<Line(Id, int)> select_of_account{
    "select unit_id, id, code, state, procedure, channel, owner_name, submitted_at, due_at, urgent_at, assignee, step, version, "
    "resolving_unit_id, desk_unit_id, in_transit "
    "from dossier where account_id = $1 order by id desc limit $2"};

const db::Query<Sibling(Id, Id)> select_siblings{"select id, code, procedure, state, due_at, urgent_at, resolving_unit_id from dossier "
                                                 "where unit_id = $1 and request_id = $2 order by id"};

std::optional<db::Bytes> sealed_representative(const Dossier& dossier, std::string_view number_key) {
    if (!dossier.representative) return std::nullopt;
    const auto& person = *dossier.representative;
    const boost::json::object object{{"name", person.name},
                                     {"citizen_number", person.citizen_number},
                                     {"ground", person.ground},
                                     {"until", person.until ? iso(*person.until) : std::string()}};
    return db::Bytes{crypto::seal(number_key, boost::json::serialize(object))};
}

/// Lists read with no key: they do not show who acts.
std::optional<Representative> representative_of(const db::Bytes& sealed, std::string_view number_key) {
    const auto text = crypto::open(number_key, sealed.value);
    if (!text) return std::nullopt;
    const auto object = boost::json::parse(*text).as_object();
    const auto said = [&](std::string_view name) { return std::string(object.at(name).as_string()); };
    return Representative{said("name"), said("citizen_number"), said("ground"), parse_day(said("until"))};
}

Dossier dossier_of(Row row, std::string_view number_key) {
    Dossier dossier;
    dossier.unit = row.unit;
    dossier.id = row.id;
    dossier.code = std::move(row.code);
    dossier.version = row.version;
    dossier.state = row.state;
    dossier.procedure = std::move(row.procedure);
    dossier.procedure_version = row.procedure_version;
    dossier.form_version = row.form_version;
    dossier.calendar_version = row.calendar_version;
    dossier.channel = row.channel;
    dossier.account = row.account;
    dossier.assisted_by = row.assisted_by;
    const auto number = row.owner_number ? crypto::open(number_key, row.owner_number->value) : std::nullopt;
    dossier.owner = {.name = std::move(row.owner_name),
                     .citizen_number = number.value_or(""),
                     .phone = std::move(row.owner_phone),
                     .email = std::move(row.owner_email),
                     .address = std::move(row.owner_address)};
    dossier.delivery = row.delivery;
    dossier.submitted_at = row.submitted_at;
    dossier.acknowledge_by = row.acknowledge_by;
    dossier.accepted_at = row.accepted_at;
    dossier.due_at = row.due_at;
    dossier.paused_at = row.paused_at;
    dossier.resolved_at = row.resolved_at;
    dossier.returned_at = row.returned_at;
    dossier.urgent_at = row.urgent_at;
    dossier.assignee = row.assignee;
    dossier.step = std::move(row.step);
    dossier.result_document = row.result_document;
    dossier.result_electronic = row.result_electronic != 0;
    dossier.rule_set = std::move(row.rule_set);
    dossier.rule_set_version = row.rule_set_version;
    dossier.supplement_requests = row.supplement_requests;
    dossier.resolving_unit = row.resolving_unit;
    dossier.help_place = row.help_place;
    dossier.desk = row.desk;
    dossier.in_transit = row.in_transit != 0;
    dossier.request = row.request;
    dossier.linked_by = std::move(row.linked_by);
    dossier.owner.kind = row.owner_kind;
    dossier.owner.tax_code = std::move(row.owner_tax_code);
    if (row.representative) dossier.representative = representative_of(*row.representative, number_key);
    dossier.workflow_version = row.workflow_version;
    return dossier;
}

std::optional<std::string> filled(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

} // namespace

int Store::next_number(Id unit, Day day) {
    tx_.run(take_number, unit, day);
    return *tx_.one(taken_number, unit, day);
}

std::optional<Dossier> Store::with_code(Id unit, std::string_view code) {
    auto row = tx_.one(by_code, unit, code);
    if (!row) return std::nullopt;
    return dossier_of(*std::move(row), number_key_);
}

std::optional<Dossier> Store::with_id(Id unit, Id id) {
    auto row = tx_.one(by_id, unit, id);
    if (!row) return std::nullopt;
    return dossier_of(*std::move(row), number_key_);
}

std::optional<Store::Used> Store::with_key(Id unit, Id account, std::string_view idempotency_key) {
    return tx_.one(by_key, unit, account, idempotency_key);
}

void Store::add(const Dossier& d, std::string_view idempotency_key, std::string_view request_hash) {
    std::optional<db::Bytes> sealed;
    std::optional<std::string> number_hash;
    if (!d.owner.citizen_number.empty()) {
        sealed = db::Bytes{crypto::seal(number_key_, d.owner.citizen_number)};
        number_hash = crypto::keyed_hash_hex(number_key_, d.owner.citizen_number);
    }
    tx_.run(insert_dossier, d.unit, d.id, d.code, d.version, d.state, d.procedure, d.procedure_version, d.form_version, d.calendar_version,
            d.channel, d.account, d.assisted_by, d.owner.name, sealed, d.owner.phone, d.owner.email, d.owner.address, d.delivery,
            d.submitted_at, d.acknowledge_by, d.accepted_at, d.due_at, d.paused_at, d.resolved_at, d.returned_at, d.urgent_at, d.assignee,
            d.step, d.result_document, d.result_electronic ? 1 : 0, d.rule_set, d.rule_set_version, d.supplement_requests, d.resolver(),
            d.help_place, d.lies_at(), d.in_transit ? 1 : 0, d.request, d.linked_by, d.owner.kind, d.owner.tax_code,
            sealed_representative(d, number_key_), d.workflow_version, number_hash, filled(idempotency_key), filled(request_hash));
}

void Store::add_answers(const Dossier& dossier, const boost::json::object& answers) {
    tx_.run(insert_answers, dossier.unit, dossier.id, db::Bytes{crypto::seal(number_key_, boost::json::serialize(answers))});
}

boost::json::object Store::answers(const Dossier& dossier) {
    const auto sealed = tx_.one(select_answers, dossier.unit, dossier.id);
    if (!sealed) return {};
    const auto text = crypto::open(number_key_, sealed->value);
    if (!text) throw db::Broken("answers were sealed under another key; is secrets/ that of this database?");
    return boost::json::parse(*text).as_object();
}

bool Store::save(Dossier& d) {
    const int before = d.version++;
    return tx_.run(update_dossier, d.version, d.state, d.acknowledge_by, d.accepted_at, d.due_at, d.paused_at, d.resolved_at, d.returned_at,
                   d.urgent_at, d.assignee, d.step, d.result_document, d.result_electronic ? 1 : 0, d.procedure_version, d.calendar_version,
                   d.rule_set, d.rule_set_version, d.supplement_requests, d.resolver(), d.lies_at(), d.in_transit ? 1 : 0,
                   d.workflow_version, d.unit, d.id, before) == 1;
}

bool Store::was_asked(const Dossier& dossier, const account::Actor& actor, const unit::Tree& units) {
    return opinion::was_asked(tx_, dossier.unit, dossier.id, actor, units);
}

void Store::add_event(const Dossier& dossier, const Event& event) {
    tx_.run(insert_event, dossier.unit, dossier.id, event.seq, event.action, event.from_state, event.to_state, event.actor,
            event.actor_name, event.at, event.details, event.hash);
}

std::string Store::last_hash(const Dossier& dossier) {
    return tx_.one(select_last_hash, dossier.unit, dossier.id).value_or("");
}

std::vector<Event> Store::events(const Dossier& dossier) {
    return tx_.all(select_events, dossier.unit, dossier.id);
}

int Store::events_of(const Dossier& dossier, Action action) {
    return static_cast<int>(*tx_.one(count_events_of, dossier.unit, dossier.id, action));
}

void Store::add_paper(const Dossier& dossier, Id document, std::string_view part, std::string_view kind, Instant now) {
    tx_.run(insert_paper, dossier.unit, dossier.id, document, part, kind, now);
}

std::vector<Paper> Store::papers(const Dossier& dossier) {
    return tx_.all(select_papers, dossier.unit, dossier.id);
}

bool Store::may_attach(Id document, Id account) {
    return tx_.one(select_attachable, document, account).has_value();
}

std::optional<std::string> Store::staff_name(Id account) {
    return tx_.one(select_staff_name, account);
}

void Store::note_reading(const Dossier& dossier, const account::Actor& reader, Instant now) {
    tx_.run(insert_reading, dossier.unit, dossier.id, local_day(now), reader.account, reader.name, now);
}

std::vector<Reading> Store::readings(const Dossier& dossier) {
    return tx_.all(select_readings, dossier.unit, dossier.id);
}

bool Store::read_today(const Dossier& dossier, Id reader, Day day) {
    return tx_.one(select_reading, dossier.unit, dossier.id, day, reader).has_value();
}

std::vector<Sibling> Store::siblings(const Dossier& dossier) {
    if (dossier.request == 0) return {};
    return tx_.all(select_siblings, dossier.unit, dossier.request);
}

std::vector<Line> Store::of_account(Id account, int limit) {
    return tx_.all(select_of_account, account, limit);
}

} // namespace motcua::dossier
