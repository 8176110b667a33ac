#pragma once

#include "db/database.hpp"
#include "law/law.hpp"
#include "law/taking.hpp"

#include <string_view>

namespace motcua::dossier {

/// `motcua import dossiers`: open dossiers that another system hands over on the day of change. Rows with `reference` (its code there),
/// `procedure`, `unit` (identifier or statistics code), `channel`, `submitted_at`, `owner_name`, and if any `accepted_at`,
/// `citizen_number`, `phone`, `email`, `address`, `delivery`. Each gets a code of ours of its day of submission; its limit runs from
/// the acceptance as the law of that day says, and the counters take it in. A reference that the unit has already is `same`. Nobody is
/// told: it is long past. Refused rows leave the others untouched.
law::Report import_dossiers(db::Tx& tx, law::Source& source, const law::Law& law, std::string_view number_key, Instant now);

} // namespace motcua::dossier
