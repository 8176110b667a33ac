#include "digitising/store.hpp"

namespace motcua::digitising {

namespace {

#define SCAN_COLUMNS "unit_id, dossier_id, document_id, part, source, made_by, made_by_name, made_at"

const db::Query<void(Id, Id, Id, std::string_view, Source, Id, std::string_view, Instant)> insert_scan{
    "insert into scan (" SCAN_COLUMNS ") values ($1, $2, $3, $4, $5, $6, $7, $8)"};
const db::Query<Scan(Id, Id)> select_of_dossier{"select " SCAN_COLUMNS
                                                " from scan where unit_id = $1 and dossier_id = $2 order by made_at, document_id"};

} // namespace

void Store::add(const Scan& scan) {
    tx_.run(insert_scan, scan.unit, scan.dossier, scan.document, scan.part, scan.source, scan.made_by, scan.made_by_name, scan.made_at);
}

std::vector<Scan> Store::of_dossier(Id unit, Id dossier) {
    return tx_.all(select_of_dossier, unit, dossier);
}

} // namespace motcua::digitising
