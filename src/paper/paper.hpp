#pragma once

#include "base/enumeration.hpp"
#include "base/result.hpp"
#include "document/pdf.hpp"
#include "dossier/actions.hpp"
#include "visit/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The seven papers of a one-stop desk (Thông tư 01/2018/TT-VPCP, Thông tư 03/2025/TT-VPCP), as PDF. They are written in Vietnamese, the
/// language of the office that answers for them. Each is made from history alone: the same event gives the same bytes, whenever and
/// however often it is printed.
namespace motcua::paper {

/// Mẫu số 01 to 07 without the register, which is not of one dossier.
enum class Kind { receipt, supplement_request, refusal, apology, stop_notice, control_sheet };

/// What a paper is printed from. All of it must outlive the call.
struct Source {
    const law::Law& law;
    const dossier::Folder& folder;
    std::string_view number_key;
    std::string_view public_url; ///< for the QR code
    bool demo = false;
    bool masked = false; ///< for whoever holds the tracking code: says no name, number, telephone or address whole
};

/// `seq` is the event that the paper tells of; 0 takes the latest. `dossier.no_such_paper` (Kind::not_found) when the office owed none.
Result<std::string> print(const Source& source, Kind kind, document::PaperSize size, int seq = 0);
/// What the office prints it on.
document::PaperSize usual_size(Kind kind);

/// What a register is printed from.
struct Register {
    const law::Law& law;
    Id unit = 0;
    Day from, to;
    const std::vector<dossier::RegisterLine>& lines;
    std::string_view public_url;
    bool demo = false;
};
/// Sổ theo dõi hồ sơ (mẫu số 07; 06 before 2025), A4 across.
std::string print(const Register& source);
/// The same lines as a table for a spreadsheet.
std::string csv_of(const Register& source);

} // namespace motcua::paper

template <>
struct motcua::Words<motcua::paper::Kind> {
    static constexpr std::array words{std::string_view("receipt"),     std::string_view("supplement-request"),
                                      std::string_view("refusal"),     std::string_view("apology"),
                                      std::string_view("stop-notice"), std::string_view("control-sheet")};
};
