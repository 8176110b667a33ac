#pragma once

#include "campaign/actions.hpp"
#include "visit/visit.hpp"

/// What a caller of a board asks for, in the query of pages, CSV and JSON alike. Private to this folder.
namespace motcua::campaign {

struct Asked {
    Campaign campaign;
    Board board;
};
/// `{id}` of the path, and `unit`, `from`, `to` of the query.
Result<Asked> asked(const visit::Visit& visit, indicator::Recollection& counters);

} // namespace motcua::campaign
