#pragma once

#include "paper/paper.hpp"

#include <optional>

/// What the pages and the API of papers share. Private to this folder.
namespace motcua::paper {

/// Who works with the dossiers of a unit: control sheet and register are theirs.
std::vector<account::Role> case_roles();

/// The paper of `{code}` that `?event=` tells of, or the latest of its kind; `?size=` is a4 or a5.
http::Response download(const visit::Visit& visit, Kind kind);
/// The same for whoever holds code and secret, with personal details hidden.
http::Response download_tracked(const visit::Visit& visit, Kind kind);

/// The unit and days that were asked for: `unit`, `from`, `to`, the days as one ISO date or as `-day`, `-month`, `-year`.
struct RegisterQuery {
    const unit::Unit* unit = nullptr;
    std::optional<Day> from, to;
};
RegisterQuery register_query(const visit::Visit& visit);
/// The register as PDF or CSV. Field errors `paper.register.no_unit`, `paper.register.no_day` and what register_of refuses.
Result<http::Response> register_pdf(const visit::Visit& visit);
Result<http::Response> register_csv(const visit::Visit& visit);

} // namespace motcua::paper
