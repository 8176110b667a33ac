#pragma once

#include "calendar/calendar.hpp"
#include "db/database.hpp"
#include "deadline/rule_set.hpp"
#include "form/form.hpp"
#include "procedure/procedure.hpp"
#include "unit/unit.hpp"
#include "workflow/workflow.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::law {

/// Everything versioned that decides how a dossier runs, as it stands in the database: units, procedures, forms, calendars, rule sets.
/// One immutable snapshot; whoever works holds the pointer for as long as the work lasts.
struct Law {
    unit::Tree units;
    procedure::Catalogue procedures;
    std::map<std::pair<std::string, int>, form::Form, std::less<>> forms; ///< by key and version
    std::map<int, calendar::Calendar> calendars;                          ///< by version
    std::map<std::string, int, std::less<>> calendars_in_force;           ///< the newest version by unit code; "": of the province
    std::map<std::pair<std::string, int>, deadline::RuleSet, std::less<>> rule_sets; ///< by key and version
    std::vector<procedure::LifeEvent> life_events;                                   ///< as the home page shows them
    std::map<std::pair<std::string, int>, workflow::Workflow> own_workflows;         ///< version 1, by procedure code and version
    std::map<std::pair<std::string, int>, workflow::Workflow> published_workflows;   ///< from version 2 on, by procedure code and version

    const form::Form* form(std::string_view key) const; ///< the newest version
    const form::Form* form(std::string_view key, int version) const;
    /// The province's calendar in force: the newest version; weekends only, covering no day, when there is none.
    const calendar::Calendar& calendar() const;
    /// That of a unit: its own, else of the nearest unit above that has one, else of the province.
    const calendar::Calendar& calendar(Id unit) const;
    /// A version that a dossier keeps; the province's in force when it is not there.
    const calendar::Calendar& calendar_version(int version) const;

    /// A version of a workflow that a dossier keeps: 1 is the steps of its procedure's version; nothing when it is not there.
    const workflow::Workflow* workflow(std::string_view procedure, int procedure_version, int version) const;
    /// The one in force for what is accepted now. `procedure` is one of this law.
    const workflow::Workflow& workflow_of(const procedure::Procedure& procedure) const;

    /// The rule set that holds on a day, in its newest version; nothing before the first.
    const deadline::RuleSet* rules_on(Day day) const;
    const deadline::RuleSet* rules(std::string_view key, int version) const;
};

/// Reads all of it from the database. Throws when a stored body cannot be read.
std::shared_ptr<const Law> load(db::Tx& tx);

/// The snapshot in use. Thread-safe; replaced after an import or a publication.
class Shelf {
  public:
    explicit Shelf(std::shared_ptr<const Law> law) : law_(std::move(law)) {}

    std::shared_ptr<const Law> get() const {
        const std::lock_guard lock(mutex_);
        return law_;
    }
    void put(std::shared_ptr<const Law> law) {
        const std::lock_guard lock(mutex_);
        law_ = std::move(law);
    }

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Law> law_;
};

} // namespace motcua::law
