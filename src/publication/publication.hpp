#pragma once

#include "account/account.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "law/law.hpp"
#include "workflow/lint.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How the workflow of a procedure changes (soạn và ban hành quy trình): one person drafts, another publishes, and dossiers in flight
/// stay on the version they were accepted under.
namespace motcua::publication {

struct Author {
    Id id = 0;
    std::string name;
    bool operator==(const Author&) const = default;
};

/// A workflow that is not in force yet.
struct Draft {
    std::string procedure;
    int revision = 0;     ///< raised by every change
    int base_version = 1; ///< the version in force when it was begun
    std::vector<workflow::Step> steps;
    std::vector<Author> authors; ///< everybody who changed it
    Instant changed_at;

    workflow::Workflow workflow() const { return {procedure, base_version + 1, steps}; }
    bool written_by(Id account) const;
};

/// A publication as the history shows it.
struct Published {
    int version = 0;
    std::string reason;
    std::string drafted_by;
    std::string published_by_name;
    Instant published_at;
};

/// What every action needs. All actions refuse with `workflow.unknown_procedure` (Kind::not_found) and, but for reading, with
/// `workflow.administrators_only` (Kind::forbidden).
struct Work {
    db::Database& database;
    const law::Law& law;
    const account::Actor& actor;
    Instant now;
};

std::optional<Draft> draft_of(db::Database& database, std::string_view procedure);
/// Codes of the procedures that have a draft.
std::vector<std::string> drafted(db::Database& database);
/// Newest first.
std::vector<Published> history(db::Database& database, std::string_view procedure);

/// Copies the workflow in force into a draft; the draft there is already stays as it is.
Result<Draft> begin(const Work& work, std::string_view procedure);

/// One change of the steps of the draft. `change` sees the steps as they are and may refuse.
/// `workflow.no_draft` (Kind::not_found); `workflow.moved_meanwhile` (Kind::conflict) when somebody changed it since `revision`.
using StepsChange = std::function<Result<void>(std::vector<workflow::Step>& steps)>;
Result<Draft> change(const Work& work, std::string_view procedure, int revision, const StepsChange& change);
Result<void> discard(const Work& work, std::string_view procedure, int revision);

/// Puts the draft in force for every dossier that is accepted from now on, and says its version. Who serves must put a fresh load() on
/// the Shelf afterwards. Refuses (Kind::conflict): `workflow.same_person` for anybody who had a hand in it, `workflow.has_findings`
/// while the linter finds anything, `workflow.nothing_changed`, `workflow.moved_meanwhile`. Field error `reason`.
Result<int> publish(const Work& work, std::string_view procedure, int revision, std::string_view reason);

/// What the linter says of a workflow of this procedure today: units and people are looked up.
std::vector<workflow::Finding> findings(db::Tx& tx, const law::Law& law, const workflow::Workflow& workflow, Instant now);
std::vector<workflow::Finding> findings(db::Database& database, const law::Law& law, const workflow::Workflow& workflow, Instant now);

} // namespace motcua::publication
