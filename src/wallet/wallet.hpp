#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

/// What a citizen need not bring again (kho giấy tờ của người dân): results that were handed over to them and papers that were checked.
namespace motcua::wallet {

/// Where a stored paper comes from: it is a result of a dossier, or somebody at the desk checked it.
enum class Source { result, checked };

/// One stored paper. It belongs to its account alone; the file lies in the papers folder, once.
struct Item {
    Id id = 0;
    Id account = 0;
    Id document = 0;
    std::string kind; ///< key of a PaperKind; empty: of none
    std::string name;
    Source source = Source::result;
    Id unit = 0; ///< receiving unit of the dossier it comes from
    Id dossier = 0;
    std::string code; ///< of that dossier
    std::string procedure;
    Id issued_by = 0; ///< unit that resolved, or whose desk checked
    Day issued_on;
    std::optional<Day> valid_until; ///< last day; nothing: not limited
    std::string checked_by;         ///< name; of a result empty
    Instant added_at;
    std::string file_name;
    std::string media_type;
    std::int64_t bytes = 0;

    bool valid_on(Day day) const { return !valid_until || day <= *valid_until; }
};

/// A stored paper that was taken for a dossier: what for, and where it went.
struct Use {
    Id document = 0; ///< the copy that went
    Id item = 0;
    std::string procedure; ///< the purpose: this procedure's
    std::string part;      ///< part; empty: a supplement
    Instant taken_at;
    std::string used_in; ///< code of the dossier; empty: not yet sent
    std::optional<Instant> used_at;
};

} // namespace motcua::wallet

template <>
struct motcua::Words<motcua::wallet::Source> {
    static constexpr std::array words{std::string_view("result"), std::string_view("checked")};
};
