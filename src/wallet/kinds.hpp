#pragma once

#include "base/locale.hpp"
#include "procedure/procedure.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Which papers are the same paper (loại giấy tờ): the result of one procedure and a part that another asks for. Stands in
/// data/wallet/kinds.json, reviewed by people; each row names its ground.
namespace motcua::wallet {

/// A part of a procedure that papers of a kind satisfy.
struct Place {
    std::string procedure;
    std::string part;
};

struct PaperKind {
    std::string key; ///< `death_extract`
    std::string name;
    std::string name_en;
    std::vector<std::string> results;   ///< result codes (mã kết quả) of this kind
    std::vector<std::string> result_of; ///< procedures whose result is of this kind but has no published code
    std::vector<Place> satisfies;
    std::optional<int> valid_months; ///< counted from the day of issue or check; nothing: as long as it is not replaced

    bool fits(std::string_view procedure, std::string_view part) const;
    std::string_view name_in(Locale locale) const;
};

/// All of them. Thread-safe.
std::span<const PaperKind> paper_kinds();
/// Null when there is none of this key.
const PaperKind* paper_kind(std::string_view key);
/// The kind of a procedure's result, and of a paper brought for one of its parts; null where none is known.
const PaperKind* kind_of_result(const procedure::Procedure& procedure);
const PaperKind* kind_of_part(std::string_view procedure, std::string_view part);

/// The last day on which a paper of this kind may still be used: the day before the same day so many months later, as a month without that
/// day ends with its last. Nothing: not limited.
std::optional<Day> valid_until(const PaperKind& kind, Day from);

} // namespace motcua::wallet
