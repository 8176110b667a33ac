#pragma once

#include "escalation/escalation.hpp"
#include "law/law.hpp"

namespace motcua::escalation {

/// What presses in `unit` and below at `now`. How near "soon" is comes from the rule set of the day and the unit's calendar.
Morning morning(db::Database& database, const law::Law& law, Id unit, Instant now);

/// Tells the people of one unit what presses, by rule and never twice: whoever holds a dossier when it comes near and when it is late
/// (nobody holds it: the clerks); the heads of the unit once a day how much there is. On a day off nobody is told anything.
/// Gives how many messages were meant; those told before are among them and not told again.
int remind(db::Database& database, const law::Law& law, Id unit, Instant now);

} // namespace motcua::escalation
