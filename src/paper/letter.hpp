#pragma once

#include "paper/paper.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What all papers have in common. Private to this folder.
namespace motcua::paper {

std::string say(std::string_view key, std::vector<std::string> arguments = {});
/// `17:00 ngày 11/07/2022`
std::string moment(Instant at);
/// `ngày 11 tháng 7 năm 2022`, as the law wants it written. (Nghị định 30/2020/NĐ-CP)
std::string long_day(Day day);
boost::json::object details_of(const dossier::Event& event);
/// Empty when it is not there or no text.
std::string text_in(const boost::json::object& details, std::string_view key);

/// Under which two lines a paper goes out, and what it calls the office. (Nghị định 30/2020/NĐ-CP, Phụ lục I)
struct Office {
    std::string above, name; ///< of its own papers: ỦY BAN NHÂN DÂN / XÃ PHƯỚC TÂN; SỞ TƯ PHÁP below the province
    std::string authority;   ///< in a sentence, and above the name of the one-stop desk
    std::string place;
};
Office office_of(const unit::Tree& units, Id unit);

/// One paper about one event of a dossier: its head, the person and matter it is about, and its foot are the same on all.
class Letter {
  public:
    Letter(const Source& source, document::PaperSize size, const dossier::Event& event, std::string_view title);

    document::Pdf& pdf() { return pdf_; }
    const dossier::Dossier& dossier() const { return source_.folder.dossier; }
    const dossier::Owner& owner() const { return owner_; } ///< without what a masked copy must not say
    const procedure::Procedure* procedure() const { return procedure_; }
    const Source& source() const { return source_; }
    const dossier::Event& event() const { return event_; }
    const boost::json::object& details() const { return details_; }
    const std::string& authority() const { return office_.authority; } ///< `Ủy ban nhân dân xã Phước Tân`

    /// The office, state and motto, number or code, place and date, title. The desk writes what it hands over itself; what the head of the
    /// office signs goes out under the office's own name.
    enum class From { desk, office };
    void head(From from, std::string_view number);
    /// `Số: 12/PTC`, or the dossier's code where the event has none: it came before papers were numbered.
    std::string number() const;
    /// Leaves out what is not known.
    void fact(std::string_view key, std::string_view value);
    /// Name, number, address, telephone and e-mail of the owner; what is asked for.
    void about(std::string_view whom_key);
    /// To whom the letter goes and who signs, then where it is tracked.
    void close(std::string_view role, std::string_view name);
    /// Where it is tracked, and a word that data are synthetic where they are.
    void tracking();

    std::string finish() { return pdf_.finish(); }

  private:
    const Source& source_;
    const dossier::Event& event_;
    boost::json::object details_;
    const procedure::Procedure* procedure_;
    dossier::Owner owner_;
    Office office_;
    std::string title_;
    document::Pdf pdf_;
};

std::string receipt(Letter letter);
std::string supplement_request(Letter letter);
std::string refusal(Letter letter);
std::string apology(Letter letter);
std::string stop_notice(Letter letter);
std::string control_sheet(Letter letter);

} // namespace motcua::paper
