#pragma once

#include "account/holders.hpp"
#include "dossier/actions.hpp"
#include "visit/visit.hpp"

/// What the pages and the API of dossiers share. Private to this folder.
namespace motcua::dossier {

Work work_of(const visit::Visit& visit);

/// What was typed for an action, whatever the caller's form: a page's fields carry the action before their name ("refusal.reason").
class Typed {
  public:
    Typed(const visit::Visit& visit, Action action) : visit_(visit), prefix_(std::string(word_of(action)) + ".") {}

    std::string_view text(std::string_view name) const;
    std::vector<std::string_view> texts(std::string_view name) const;
    /// From name-day, name-month, name-year, or an ISO date under the name itself.
    std::optional<Day> day(std::string_view name) const;
    int number(std::string_view name) const; ///< -1 when it is not one
    Id id(std::string_view name) const;      ///< 0 when it is not one

  private:
    const visit::Visit& visit_;
    std::string prefix_;
};

/// The three steps, and those of the nine questions that were answered.
Rating rating_of(const Typed& typed);

/// Keeps the files of a request and says which documents they became.
Result<std::vector<PaperLink>> keep_uploads(const visit::Visit& visit, std::string_view part = {});

/// The files of a digitisation by paper, and what each is a scan of; the files are kept.
Result<std::vector<digitising::Given>> scans_typed(const visit::Visit& visit, const Typed& typed);

/// One place that is asked for an opinion, as a form and a program write it: identifier, role, working hours. Field errors on `field`.
Result<opinion::Place> place_of(const visit::Visit& visit, std::string_view field, std::string_view identifier, std::string_view role,
                                int hours);

/// Runs the action named by the last part of the path with what was typed.
Result<Dossier> run_typed(const visit::Visit& visit, Action action);

/// The paper `{document}` of `{code}`: the same for a browser and for a program.
http::Response download_paper(const visit::Visit& visit);
/// To whom a dossier may be assigned: the officers of its unit and of those above.
std::vector<account::Holder> officers_for(const visit::Visit& visit, const Dossier& dossier);

/// The pages of desk.cpp.
visit::Routes desk_routes();
visit::Routes action_routes();
visit::Routes intake_routes();
/// A dossier's page for whoever may read it; `error` is shown with what was typed.
http::Response show(const visit::Visit& visit, std::string_view code, const Error* error = nullptr, Action action = Action::correction);

} // namespace motcua::dossier
