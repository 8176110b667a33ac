#include "dossier/import.hpp"

#include "dossier/chronicle.hpp"
#include "dossier/store.hpp"

namespace motcua::dossier {

namespace {

/// What a row hands over.
struct Handed {
    std::string reference;
    SubmissionFacts facts;
    Instant submitted_at;
    std::optional<Instant> accepted_at;
};

class Import {
  public:
    Import(db::Tx& tx, const law::Law& law, std::string_view key, Instant now) : tx_(tx), law_(law), key_(key), now_(now), numbering_(tx) {}

    void take(law::Reader row) {
        const auto complaints = row.complaints();
        auto handed = read(row);
        row.done();
        if (row.complaints() > complaints) return;
        const auto done = add(handed);
        if (!done) return row.complain(done.error());
        ++(*done ? report_.added : report_.same);
    }

    law::Report finish(const law::Source& source) {
        for (const auto& [place, delta] : tally_.places()) indicator::count(tx_, place.unit, place.day, place.procedure, delta);
        numbering_.keep();
        report_.refused = source.problems();
        return std::move(report_);
    }

  private:
    Handed read(law::Reader& row) {
        Handed handed;
        handed.reference = row.text("reference");
        auto& facts = handed.facts;
        facts.procedure = row.text("procedure");
        facts.channel = row.word<procedure::Channel>("channel");
        facts.delivery = row.has("delivery") ? row.word<Delivery>("delivery") : Delivery::counter;
        facts.owner = {row.text("owner_name"), row.text_if_any("citizen_number"), row.text_if_any("phone"), row.text_if_any("email"),
                       row.text_if_any("address")};
        handed.submitted_at = moment(row, "submitted_at", {}).value_or(now_);
        handed.accepted_at = row.has("accepted_at") ? moment(row, "accepted_at", handed.submitted_at) : std::nullopt;
        facts.unit = unit_of(row, local_day(handed.submitted_at));
        return handed;
    }

    std::optional<Instant> moment(law::Reader& row, std::string_view key, Instant earliest) {
        const auto text = row.text(key);
        const auto at = parse_instant(text);
        if (at && *at >= earliest && *at <= now_) return at;
        if (!text.empty()) row.complain(key, "law.problem.not_moment", {std::string(key), text});
        return std::nullopt;
    }

    Id unit_of(law::Reader& row, Day day) {
        const auto code = row.text("unit");
        const auto* unit = law_.units.with_identifier(code, day);
        if (!unit) unit = law_.units.with_code(code, day);
        if (!unit && !code.empty()) row.complain("unit", "law.problem.no_unit", {code});
        return unit ? unit->id : 0;
    }

    /// False when it is there already.
    Result<bool> add(Handed& handed) {
        const auto reference = "import:" + handed.reference; // apart from the keys that programs send for the counter
        Store store(tx_, key_);
        if (store.with_key(handed.facts.unit, 0, reference)) return false;
        handed.facts.owner = TRY(checked_owner(std::move(handed.facts.owner)));
        const auto system = account::Actor::system();
        auto chronicle = TRY(Chronicle::begin(law_, system, handed.facts, {}, handed.submitted_at));
        if (handed.accepted_at)
            TRY(chronicle.follow(Action::acceptance, system, *handed.accepted_at,
                                 [](Dossier& dossier, const Frame& frame) { return accept(dossier, frame); }));
        chronicle.write(tx_, key_, new_id(handed.submitted_at), tally_, numbering_, reference);
        return true;
    }

    db::Tx& tx_;
    const law::Law& law_;
    std::string_view key_;
    Instant now_;
    law::Report report_;
    indicator::Tally tally_;
    Numbering numbering_;
};

} // namespace

law::Report import_dossiers(db::Tx& tx, law::Source& source, const law::Law& law, std::string_view number_key, Instant now) {
    Import import(tx, law, number_key, now);
    for (auto& row : law::rows_of(source)) import.take(std::move(row));
    return import.finish(source);
}

} // namespace motcua::dossier
