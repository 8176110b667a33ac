#pragma once

#include "db/database.hpp"
#include "dossier/numbering.hpp"
#include "law/law.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace motcua::dossier {

/// A dossier whose history does not hold together.
struct Break {
    std::string code;
    int seq = 0; ///< of the event where it shows
    enum class Kind {
        hash,    ///< the event, or one before it, was changed after it was written
        missing, ///< an event is gone: sequence numbers have a gap, or there is none at all
        state    ///< the row says another state or version than its last event
    } kind = Kind::hash;
};

struct Verification {
    std::int64_t dossiers = 0;
    std::int64_t events = 0;
    std::vector<Break> breaks;
    std::vector<NumberingFault> numbering; ///< numbers of papers given twice, missing, or not those of the table
};

/// `motcua verify`: walks the chain of hashes of every dossier of every unit, in one snapshot, and compares the row with the last event.
/// Changes nothing. A unit is one statement, so that none takes too long.
Verification verify(db::Database& database, const law::Law& law);

} // namespace motcua::dossier
