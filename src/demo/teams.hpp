#pragma once

#include "db/database.hpp"
#include "demo/phrases.hpp"
#include "unit/unit.hpp"

#include <vector>

namespace motcua::demo {

/// The community digital teams as they were published for July 2022, member by member with invented names, so that counting rows gives the
/// published figures: 111 commune teams with 1,080 members and 845 hamlet teams with 5,520, of them Phước Long 7 + 42 teams with 350
/// members and Phú Riềng 10 + 82 with 676. How they are spread inside a district is not published and drawn evenly.
void form_teams(db::Tx& tx, const unit::Tree& units, const Phrases& words, std::uint64_t seed, Day day);

} // namespace motcua::demo
