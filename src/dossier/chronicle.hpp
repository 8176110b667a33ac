#pragma once

#include "db/database.hpp"
#include "dossier/actions.hpp"
#include "dossier/changes.hpp"
#include "dossier/numbering.hpp"
#include "indicator/recount.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace motcua::dossier {

/// A dossier whose whole course is known before it is written: of a demonstration. The same changes run as in actions, with the same
/// questions who may, but in memory; write() then writes all its rows at once. Rows and history are those that the actions would have
/// left; only nobody is told, because it is long past, and no store of papers is filled.
class Chronicle {
  public:
    /// Refuses as submit() does, but does not look at the form and the papers.
    static Result<Chronicle> begin(const law::Law& law, const account::Actor& actor, const SubmissionFacts& facts,
                                   boost::json::object answers, Instant at);

    /// One action: `change(Dossier&, const Frame&) -> Result<Effect>` is one of changes.hpp.
    template <class Change>
    Result<void> act(Action action, const account::Actor& actor, Instant at, Change&& change) {
        TRY(can(actor, action, dossier_, law_->units));
        return follow(action, actor, at, change);
    }
    /// An action that another leads to by itself, as an electronic result is handed over at once: nobody is asked again.
    template <class Change>
    Result<void> follow(Action action, const account::Actor& actor, Instant at, Change&& change) {
        const std::string from_state(word_of(dossier_.state));
        const auto effect = TRY(change(dossier_, Frame{*law_, actor, at}));
        ++dossier_.version;
        record(action, from_state, actor, at, effect);
        return {};
    }
    void attach(Id document, std::string_view part, std::string_view kind, Instant at);

    const Dossier& dossier() const { return dossier_; }

    /// Writes everything under `id` and the next code of its unit's day, numbers its papers, and adds what has to be counted to `tally`:
    /// whoever writes many counts them all and keeps the numbering at the end, in the same transaction. `reference`, if any, is
    /// remembered like the key of a request.
    void write(db::Tx& tx, std::string_view number_key, Id id, indicator::Tally& tally, Numbering& numbering,
               std::string_view reference = {}) const;

  private:
    /// An event as far as it is known before its paper has a number; the hash covers that as well.
    struct Happened {
        Event event;
        boost::json::object details; ///< of one that owes a paper
    };
    struct Attached {
        Id document;
        std::string part, kind;
        Instant at;
    };
    struct Counted {
        Day day;
        indicator::Delta delta;
    };

    Chronicle(const law::Law& law, Dossier dossier, boost::json::object answers)
        : law_(&law), dossier_(std::move(dossier)), answers_(std::move(answers)) {}
    void record(Action action, std::string_view from_state, const account::Actor& actor, Instant at, const Effect& effect);

    const law::Law* law_;
    Dossier dossier_;
    boost::json::object answers_;
    std::vector<Happened> events_;
    std::vector<Attached> papers_;
    std::vector<Counted> counted_;
};

} // namespace motcua::dossier
