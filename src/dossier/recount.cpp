#include "dossier/recount.hpp"

#include "dossier/changes.hpp"

#include <boost/json/parse.hpp>

#include <set>

namespace motcua::dossier {

namespace {

struct Row {
    Id dossier;
    Action action;
    Instant at;
    std::string details;
    procedure::Channel channel;
    Id assisted_by;
    std::string procedure;
    int procedure_version;
};

// One unit a statement: a walk along the primary keys, and none of them takes too long.
const db::Query<Row(Id)> counted_events{
    "select e.dossier_id, e.action, e.at, e.details, d.channel, d.assisted_by, d.procedure, d.procedure_version "
    "from dossier_event e join dossier d on d.unit_id = e.unit_id and d.id = e.dossier_id "
    "where e.unit_id = $1 and e.action in ('submission', 'acceptance', 'refusal', 'withdrawal', 'stop', 'result', 'hand-over', "
    "'digitisation') "
    "order by e.dossier_id, e.seq"};

/// Walks one dossier's events in their order and says what each of them counts.
class Walk {
  public:
    explicit Walk(const law::Law& law) : law_(law) {}

    struct Counted {
        Day day;
        indicator::Delta delta;
    };
    Counted count(const Row& row) {
        const Day day = local_day(row.at);
        if (row.action == Action::submission) {
            counts_on_ = submitted_on_ = day;
            digitised_.clear();
        }
        if (row.action == Action::acceptance) counts_on_ = day;
        if (row.action == Action::digitisation) return {submitted_on_, digitisation(row)};
        // A dossier counts on its day of acceptance; a refusal on its own.
        return {row.action == Action::refusal ? day : counts_on_, delta_of(row)};
    }

  private:
    bool has_result(const Row& row) const {
        const auto* procedure = law_.procedures.version(row.procedure, row.procedure_version);
        return !procedure || procedure->has_result();
    }

    indicator::Delta acceptance(const Row& row) const {
        indicator::Delta delta;
        delta.direct = row.channel == procedure::Channel::direct;
        delta.online = row.channel == procedure::Channel::online;
        delta.post = row.channel == procedure::Channel::post;
        delta.assisted = row.assisted_by != 0;
        delta.qualified_online = delta.online == 1 && !has_result(row);
        return delta;
    }

    indicator::Delta result(const Row& row) const {
        const auto details = boost::json::parse(row.details).as_object();
        const bool electronic = details.at("document").as_string() != "0";
        indicator::Delta delta;
        delta.resolved = 1;
        delta.resolved_on_time = details.at("on_time").as_bool();
        delta.qualified_online = row.channel == procedure::Channel::online && has_result(row) && electronic;
        return delta;
    }

    indicator::Delta submission(const Row& row) const {
        indicator::Delta delta;
        delta.submitted = 1;
        if (row.details.find("papers_on_paper") != std::string::npos) // most came online
            delta.on_paper = static_cast<std::int64_t>(papers_said(boost::json::parse(row.details).as_object()).size());
        return delta;
    }

    /// Each paper counts once, however often it was scanned.
    indicator::Delta digitisation(const Row& row) {
        indicator::Delta delta;
        delta.with_scans = digitised_.empty();
        const auto details = boost::json::parse(row.details).as_object();
        for (const auto& scan : details.at("scans").as_array())
            delta.on_paper_digitised += digitised_.insert(std::string(scan.at("part").as_string())).second;
        return delta;
    }

    indicator::Delta delta_of(const Row& row) const {
        indicator::Delta delta;
        switch (row.action) {
        case Action::submission:
            return submission(row);
        case Action::acceptance:
            return acceptance(row);
        case Action::result:
            return result(row);
        case Action::refusal:
            delta.refused = 1;
            break;
        case Action::withdrawal:
            delta.withdrawn = 1;
            break;
        case Action::stop:
            delta.stopped = 1;
            break;
        case Action::hand_over:
            delta.returned = 1;
            break;
        default:
            break;
        }
        return delta;
    }

    const law::Law& law_;
    Day counts_on_, submitted_on_;
    std::set<std::string, std::less<>> digitised_; ///< parts of this dossier
};

} // namespace

indicator::Tally tally_of_history(db::Tx& tx, const law::Law& law) {
    indicator::Tally tally;
    Walk walk(law);
    for (const auto& unit : law.units.all())
        tx.each(
            counted_events,
            [&](const Row& row) {
                const auto [day, delta] = walk.count(row);
                tally.add(unit.id, day, row.procedure, delta);
            },
            unit.id);
    return tally;
}

std::vector<indicator::Difference> recount(db::Database& database, const law::Law& law, bool repair) {
    if (!repair) return database.read([&](db::Tx& tx) { return indicator::compare(tx, tally_of_history(tx, law)); });
    return *database.write([&](db::Tx& tx) -> Result<std::vector<indicator::Difference>> {
        const auto tally = tally_of_history(tx, law);
        auto differences = indicator::compare(tx, tally);
        if (!differences.empty()) indicator::rewrite(tx, tally);
        return differences;
    });
}

std::vector<NumberingFault> recount_numbers(db::Database& database, const law::Law& law, bool repair) {
    auto faults =
        repair ? *database.write([&](db::Tx& tx) -> Result<std::vector<NumberingFault>> { return check_numbering(tx, law.units, true); })
               : database.read([&](db::Tx& tx) { return check_numbering(tx, law.units, false); });
    std::erase_if(faults, [](const NumberingFault& fault) { return fault.kind != NumberingFault::Kind::last; });
    return faults;
}

} // namespace motcua::dossier
