#include "door/import.hpp"

#include <algorithm>

namespace motcua::door {

namespace {

using account::Role;

/// What a row asks for.
struct Wanted {
    account::NewAccount account;
    std::optional<Role> role;
    Id unit = 0;
    std::optional<Instant> until;
};

class Import {
  public:
    Import(db::Tx& tx, const law::Law& law, std::string_view key, Instant now) : tx_(tx), law_(law), key_(key), now_(now) {}

    void take(law::Reader row) {
        const auto complaints = row.complaints();
        const auto wanted = read(row);
        row.done();
        if (row.complaints() > complaints) return;
        const auto found = account::find_login(tx_, key_, wanted.account.login);
        const auto id = found ? Result<Id>(found->id) : account::create(tx_, wanted.account, "", now_);
        if (!id) return row.complain(id.error());
        const bool granted = give(*id, wanted);
        ++(!found ? report_.added : granted ? report_.changed : report_.same);
    }

    law::Report report(const law::Source& source) {
        report_.refused = source.problems();
        return std::move(report_);
    }

  private:
    Wanted read(law::Reader& row) {
        Wanted wanted;
        wanted.account.login = account::login_of(row.text("login"));
        wanted.account.name = row.text("name");
        wanted.account.staff = said_yes(row, "staff");
        wanted.account.phone = row.text_if_any("phone");
        wanted.account.email = row.text_if_any("email");
        if (row.has("role")) {
            wanted.role = row.word<Role>("role");
            wanted.unit = unit_of(row);
        }
        if (const auto day = row.day_if_any("until")) wanted.until = local_instant(*day + 1, 0);
        return wanted;
    }

    static bool said_yes(law::Reader& row, std::string_view key) {
        const auto word = row.text_if_any(key);
        if (!word.empty() && word != "yes" && word != "no")
            row.complain(key, "law.problem.unknown_word", {std::string(key), word, "yes, no"});
        return word == "yes";
    }

    Id unit_of(law::Reader& row) {
        const auto code = row.text("unit");
        const Day today = local_day(now_);
        const auto* unit = law_.units.with_identifier(code, today);
        if (!unit) unit = law_.units.with_code(code, today);
        if (!unit && !code.empty()) row.complain("unit", "law.problem.no_unit", {code});
        return unit ? unit->id : 0;
    }

    /// False when it was held already, or none was asked for.
    bool give(Id account, const Wanted& wanted) {
        if (!wanted.role) return false;
        for (const auto& held : account::held(tx_, account))
            if (held.role == *wanted.role && held.unit == wanted.unit && (!held.valid_to || *held.valid_to > now_)) return false;
        account::give(tx_, account, *wanted.role, wanted.unit, now_, wanted.until, account::Actor::system().account);
        return true;
    }

    db::Tx& tx_;
    const law::Law& law_;
    std::string_view key_;
    Instant now_;
    law::Report report_;
};

} // namespace

law::Report import_accounts(db::Tx& tx, law::Source& source, const law::Law& law, std::string_view key, Instant now) {
    Import import(tx, law, key, now);
    for (auto& row : law::rows_of(source)) import.take(std::move(row));
    return import.report(source);
}

} // namespace motcua::door
