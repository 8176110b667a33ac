#pragma once

#include "base/enumeration.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Scans that a desk makes of papers handed in on paper (số hóa thành phần hồ sơ; Nghị định 107/2021/NĐ-CP, Thông tư 01/2023/TT-VPCP).
/// What came electronically is not scanned again. Knows nothing of dossiers but their keys, so that src/dossier can lean on it.
namespace motcua::digitising {

/// What lay on the glass: the original (bản chính), a certified copy (bản sao có chứng thực), a photocopy (bản chụp).
enum class Source { original, certified_copy, photocopy };

/// One file, and of what it is the scan (bản số hóa).
struct Scan {
    Id unit = 0; ///< of the dossier: the shard key
    Id dossier = 0;
    Id document = 0;
    std::string part; ///< key of the procedure's part
    Source source = Source::original;
    Id made_by = 0;
    std::string made_by_name;
    Instant made_at;
};

/// How far a dossier is digitised, numbered as by the national portal: chưa số hóa, một phần, đã số hóa, đã ký số.
enum class Extent { none, partly, whole, signed_ };
/// `parts`: those that came on paper. A dossier without paper is `none`: there is nothing to digitise.
Extent extent(const std::vector<std::string>& parts, const std::vector<Scan>& scans, bool all_signed);
bool has(const std::vector<Scan>& scans, std::string_view part);

/// One paper as it is digitised: typed, with what was put on the glass.
struct Given {
    std::string part;
    std::string source; ///< word of a Source
    std::vector<Id> documents;
};
/// The papers that have a file. Field errors on `source.{part}` `digitising.choose_source`, on `file.{part}`
/// `digitising.came_electronically` for a paper that is not among `parts`; Kind::invalid on `file.{first part}` `digitising.no_file`
/// when there is none at all.
Result<std::vector<Given>> checked(const std::vector<std::string>& parts, std::vector<Given> given);

} // namespace motcua::digitising

template <>
struct motcua::Words<motcua::digitising::Source> {
    static constexpr std::array words{std::string_view("original"), std::string_view("certified_copy"), std::string_view("photocopy")};
};
template <>
struct motcua::Words<motcua::digitising::Extent> {
    static constexpr std::array words{std::string_view("none"), std::string_view("partly"), std::string_view("whole"),
                                      std::string_view("signed")};
};
