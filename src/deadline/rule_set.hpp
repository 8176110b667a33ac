#pragma once

#include "base/enumeration.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::deadline {

/// What becomes of a limit whose clock stood still (tạm dừng tính thời hạn): what was left runs on, or the whole limit runs anew.
enum class Resumption { remaining, anew };

/// The papers that the law gives a form number (mẫu số).
enum class Paper { receipt, supplement_request, refusal, apology, stop, control_sheet, register_book };

/// A legal text that a rule set stands on.
struct Text {
    std::string number; ///< 61/2018/NĐ-CP
    std::string about;
    std::optional<Day> from; ///< nothing: not researched
};

/// What the law of one period decides about how a dossier runs (bộ quy tắc). A dossier keeps the rule set of its acceptance for good.
/// Values, sources and how sure each is stand in data/rules/; docs/deadlines.md explains each.
struct RuleSet {
    std::string key; ///< `2018`
    int version = 1;
    Day valid_from;
    std::optional<Day> valid_to;
    std::string name; ///< the main decree, as a page says it
    std::string name_en;
    std::vector<Text> texts;

    int same_day_cutoff = 15 * 60;                  ///< minute of the day; from here a same-day procedure is due the next working day (R07)
    int last_hour_minutes = 60;                     ///< what comes in these last minutes of a day counts from the next working day (R06)
    int acknowledge_working_hours = 8;              ///< to say accepted, refused or incomplete (R05)
    int supplement_wait_days = 15;                  ///< working days that the applicant may be given to supplement (R23)
    int supplement_warning_days = 2;                ///< working days before the last one on which the applicant is reminded; 0: not at all
    int supplement_requests = 1;                    ///< more than these make the dossier late for the index, whatever its date (R20, R22)
    Resumption after_pause = Resumption::remaining; ///< unless the procedure says otherwise (R21)
    int apology_days_before = 1;                    ///< working days before the due day by which an apology must be made (R40)
    int reappointments = 1;                         ///< how often a new date may be given (R41)
    bool received_anywhere = false;                 ///< any one-stop unit of the province receives, whoever resolves (R61)
    int near_due_days = 1;                          ///< working days before the due day from which a dossier is near due (R43)

    std::map<Paper, std::string> forms;                      ///< form number; a paper that the period does not know is missing
    std::map<std::string, std::string, std::less<>> grounds; ///< by the word of a dossier's action: the article it stands on

    bool holds_on(Day day) const { return valid_from <= day && (!valid_to || day <= *valid_to); }
    /// Empty when the period names none.
    std::string_view ground(std::string_view action) const {
        const auto found = grounds.find(action);
        return found == grounds.end() ? std::string_view() : std::string_view(found->second);
    }
};

} // namespace motcua::deadline

template <>
struct motcua::Words<motcua::deadline::Resumption> {
    static constexpr std::array words{std::string_view("remaining"), std::string_view("anew")};
};
template <>
struct motcua::Words<motcua::deadline::Paper> {
    static constexpr std::array words{
        std::string_view("receipt"), std::string_view("supplement_request"), std::string_view("refusal"), std::string_view("apology"),
        std::string_view("stop"),    std::string_view("control_sheet"),      std::string_view("register")};
};
