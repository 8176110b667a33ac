#pragma once

#include "db/database.hpp"
#include "opinion/opinion.hpp"
#include "unit/unit.hpp"

#include <cstddef>
#include <string_view>

/// Who hears of an opinion, and when. Private to this folder.
namespace motcua::opinion {

enum class Asking { first, reminder };
/// Everybody who can answer: who holds the role in the unit itself, else in the nearest unit above where anybody does. How many
/// were told.
std::size_t tell_asked(db::Tx& tx, const Opinion& opinion, Asking asking, const unit::Tree& units, Instant now);
void tell_asker(db::Tx& tx, const Opinion& opinion, std::string_view kind, Instant now);
/// The jobs that remind at `remind_at` and tell of silence once it is due.
void plan_messages(db::Tx& tx, const Opinion& opinion, Instant remind_at, Instant now);

} // namespace motcua::opinion
