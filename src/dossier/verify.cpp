#include "dossier/verify.hpp"

#include "dossier/changes.hpp"
#include "dossier/dossier.hpp"

namespace motcua::dossier {

namespace {

struct Row {
    Id id;
    std::string code, state;
    int version;
    int seq; ///< 0: the dossier has no history
    Action action;
    std::string from_state, to_state;
    Id actor;
    std::string actor_name;
    Instant at;
    std::string details, hash;

    Event event() const { return {seq, action, from_state, to_state, actor, actor_name, at, details, hash}; }
};

// A dossier without history stands here too, with an event that is none.
const db::Query<Row(Id)> rows_of_unit{
    "select d.id, d.code, d.state, d.version, coalesce(e.seq, 0), coalesce(e.action, 'submission'), coalesce(e.from_state, ''), "
    "coalesce(e.to_state, ''), coalesce(e.actor, 0), coalesce(e.actor_name, ''), coalesce(e.at, 0), coalesce(e.details, ''), "
    "coalesce(e.hash, '') from dossier d left join dossier_event e on e.unit_id = d.unit_id and e.dossier_id = d.id "
    "where d.unit_id = $1 order by d.id, e.seq"};

/// Follows the rows in order; a dossier ends where the next one begins.
class Walk {
  public:
    explicit Walk(Verification& found) : found_(found) {}

    void take(const Row& row) {
        if (row.id != last_.id) {
            finish();
            ++found_.dossiers;
            expected_seq_ = 1;
            hash_before_.clear();
            broken_ = false;
        }
        follow(row);
        last_ = row;
    }

    void finish() {
        if (last_.id == 0 || broken_) return;
        if (last_.to_state != last_.state || last_.seq != last_.version) note(last_, Break::Kind::state);
    }

  private:
    void follow(const Row& row) {
        if (row.seq != expected_seq_) return note(row, Break::Kind::missing);
        ++found_.events;
        if (hash_of(row.event(), hash_before_) != row.hash) note(row, Break::Kind::hash);
        hash_before_ = row.hash;
        expected_seq_ = row.seq + 1;
    }

    /// Only the first of a dossier: what follows it follows from it.
    void note(const Row& row, Break::Kind kind) {
        if (!broken_) found_.breaks.push_back({row.code, row.seq, kind});
        broken_ = true;
    }

    Verification& found_;
    Row last_{};
    std::string hash_before_;
    int expected_seq_ = 1;
    bool broken_ = false;
};

} // namespace

Verification verify(db::Database& database, const law::Law& law) {
    return database.read([&](db::Tx& tx) {
        Verification found;
        Walk walk(found);
        for (const auto& unit : law.units.all())
            tx.each(
                rows_of_unit, [&](const Row& row) { walk.take(row); }, unit.id);
        walk.finish();
        found.numbering = check_numbering(tx, law.units, false);
        return found;
    });
}

} // namespace motcua::dossier
