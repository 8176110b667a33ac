#pragma once

#include "db/database.hpp"
#include "dossier/actions.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The SQL of dossiers. Private to this folder.
namespace motcua::dossier {

class Store {
  public:
    Store(db::Tx& tx, std::string_view number_key) : tx_(tx), number_key_(number_key) {}

    /// For what other domains do in the same transaction.
    db::Tx& tx() { return tx_; }

    /// The next number of a unit's day; durable with the transaction.
    int next_number(Id unit, Day day);
    std::optional<Dossier> with_code(Id unit, std::string_view code);
    struct Used {
        Id id;
        std::string request_hash;
    };
    std::optional<Used> with_key(Id unit, Id account, std::string_view idempotency_key);
    std::optional<Dossier> with_id(Id unit, Id id);
    void add(const Dossier& dossier, std::string_view idempotency_key, std::string_view request_hash);
    void add_answers(const Dossier& dossier, const boost::json::object& answers);
    boost::json::object answers(const Dossier& dossier);
    /// Compare-and-set on the version before; false when somebody else was quicker. Raises dossier.version.
    bool save(Dossier& dossier);

    /// Whether somebody was asked for an opinion about it.
    bool was_asked(const Dossier& dossier, const account::Actor& actor, const unit::Tree& units);

    void add_event(const Dossier& dossier, const Event& event);
    std::string last_hash(const Dossier& dossier);
    std::vector<Event> events(const Dossier& dossier);
    int events_of(const Dossier& dossier, Action action);

    void add_paper(const Dossier& dossier, Id document, std::string_view part, std::string_view kind, Instant now);
    std::vector<Paper> papers(const Dossier& dossier);
    /// Whether `account` brought the document and no other dossier holds it.
    bool may_attach(Id document, Id account);

    /// Who may take a step: the name of `account` when it holds `role` in the unit or above on that day.
    std::optional<std::string> staff_name(Id account);

    void note_reading(const Dossier& dossier, const account::Actor& reader, Instant now);
    std::vector<Reading> readings(const Dossier& dossier);
    bool read_today(const Dossier& dossier, Id reader, Day day);

    /// All of its request, itself included; none when it came alone.
    std::vector<Sibling> siblings(const Dossier& dossier);

    std::vector<Line> of_account(Id account, int limit);

  private:
    db::Tx& tx_;
    std::string_view number_key_;
};

/// Lists have optional filters, so their text is put together here.
Result<Page> list_page(db::Tx& tx, const ListFilter& filter, std::string_view after, int limit);
std::vector<StateCount> count_waiting(db::Tx& tx, const std::vector<Id>& units, Instant now);
std::vector<UnitLoad> count_loads(db::Tx& tx, const std::vector<Id>& units, Instant now, Instant day_ends, Instant near_ends);

} // namespace motcua::dossier
