#include "law/holding.hpp"

namespace motcua::law {

namespace {

const db::Query<void(Day)> remove_others{"delete from unit where valid_from > $1 or (valid_to is not null and valid_to < $1)"};
const db::Query<void()> open_the_rest{"update unit set valid_to = null, successor_code = ''"};

} // namespace

void hold_units_of(db::Tx& tx, Day day) {
    tx.run(remove_others, day);
    tx.run(open_the_rest);
}

} // namespace motcua::law
