#pragma once

#include "dossier/actions.hpp"
#include "html/components.hpp"
#include "visit/visit.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the views of dossiers show, made from a Folder in the reader's language. Private to this folder.
namespace motcua::dossier {

struct PaperLine {
    std::string name;
    std::string url;            ///< empty: it lies in the office, on paper
    std::string note;           ///< kind, size, day
    std::string signature = {}; ///< of a result, in words
};

struct HistoryLine {
    std::string what;
    std::string who;
    std::string when;
    std::string note;
};

/// What was answered to one question of several fields; without a title, to questions of one.
struct AnswerSection {
    std::string title;
    html::SummaryList list;
};

/// One of the citizen's dossiers in a list: a card, because on a phone a table would hide the state.
struct OwnLine {
    std::string procedure;
    std::string url; ///< empty: not theirs to open
    html::Tag state;
    std::string code;
    std::string due; ///< a sentence; empty when nothing is promised
};

/// The citizen's page of a dossier: where it is, whose turn it is, what was promised, what can be done now.
struct CitizenPage {
    std::string code;
    std::string url;
    int version = 0;
    std::string procedure;
    html::Tag state;
    std::string meaning; ///< the state as a sentence
    std::string turn;    ///< whose turn it is
    std::optional<html::Notice> notice;
    html::SummaryList facts;
    html::Steps steps;
    std::vector<OwnLine> together; ///< the whole request, when it is one of several dossiers
    std::string together_title;
    std::vector<PaperLine> results;
    std::vector<PaperLine> papers;
    std::vector<PaperLine> letters; ///< from the office
    std::vector<AnswerSection> answers;
    std::vector<HistoryLine> history;
    std::vector<HistoryLine> readings;
    std::optional<html::ErrorSummary> errors;

    bool own = false; ///< signed in as its owner; else the tracking page
    bool may_supplement = false;
    bool may_withdraw = false;
    bool may_rate = false;
    std::string receipt;              ///< what the paper about this dossier is called now
    std::string rated;                ///< thanks with what was said, once it was
    std::vector<std::string> missing; ///< of the last supplement request
    std::string until;
    html::Field supplement_note, supplement_file, withdrawal_reason, rating, rating_words;
    std::string rating_url;
    std::vector<html::Field> rating_questions; ///< the nine, none of them required
    std::string rating_ground;
};

/// One action a member of staff may take now, as a form of its own.
struct ActionForm {
    std::string action; ///< word; also the anchor
    std::string url;
    std::string title;
    std::string hint;
    std::optional<html::Notice> warning; ///< what sending it brings about
    std::vector<html::Field> fields;
    html::Button button;
    bool upload = false;
    std::vector<html::Choice> units; ///< to pick from while typing
    bool open = false;               ///< shown unfolded: the one most likely next
};

/// The desk's page of a dossier.
struct CasePage {
    std::string code;
    int version = 0;
    std::string procedure;
    html::Tag state;
    std::optional<html::Tag> due;
    std::optional<html::ErrorSummary> errors;
    html::SummaryList facts;
    std::vector<AnswerSection> answers;
    std::vector<PaperLine> papers, results, letters;
    std::vector<OwnLine> together; ///< as on the citizen's page
    std::string together_title;
    bool may_sign_again = false; ///< a result waits for a key that was away
    std::string sign_again = {}; ///< words of the button for it
    html::Table history;
    html::Table opinions; ///< asked of others; without rows when none was
    std::vector<ActionForm> actions;
    std::string receipt_url;
    std::string receipt;                  ///< what the paper is called now
    std::optional<html::Notice> taken_in; ///< just now, at the counter
};

struct DeskPage {
    std::string unit_name;
    bool may_take_in = false; ///< at the counter
    html::Table dossiers;
    html::Pages pages;
    std::vector<html::Link> states; ///< filter links with counts
    std::vector<html::Field> filters;
    std::string late; ///< a sentence when something is late
    std::string register_url;
};

struct MinePage {
    std::vector<OwnLine> dossiers;
};

struct TrackPage {
    html::Field code, secret;
    std::optional<html::ErrorSummary> errors;
};

/// First which procedure, then who and what.
struct IntakePage {
    std::optional<html::ErrorSummary> errors;
    std::vector<html::Field> question;    ///< the procedure's words, and what they found; nothing once it is chosen
    std::vector<html::Choice> procedures; ///< to pick from while typing
    std::string procedure, procedure_name;
    std::vector<html::Fieldset> groups;
    html::Fieldset special;    ///< what most do not need, folded
    bool special_open = false; ///< something was typed there
    std::string key;           ///< keeps a double click from making two dossiers
};

/// A colour and words for a state. `urgent`: its clock runs, by which a dossier that was supplemented differs from one that waits for it.
html::Tag tag_of(const visit::Visit& visit, State state, bool urgent);
/// On time, near due, late — in words; nothing while the clock does not run, nor for a result that waits to be collected.
std::optional<html::Tag> due_tag(const visit::Visit& visit, Id unit, State state, const std::optional<Instant>& due);

/// The actions open to this person in this state, the likeliest first and unfolded.
std::vector<ActionForm> action_forms(const visit::Visit& visit, const Folder& folder, const std::vector<html::Choice>& officers);
html::Table opinions_table(const visit::Visit& visit, const Folder& folder);
/// The forms by which opinions are asked and given; what keeps a step from going on, said in its form.
void fill_opinion_request(const visit::Visit& visit, const Folder& folder, ActionForm& form);
void fill_opinion(const visit::Visit& visit, const Folder& folder, ActionForm& form);
/// A file and what lay on the glass, for each paper that came on paper.
void fill_digitisation(const visit::Visit& visit, const Folder& folder, ActionForm& form);
/// Of what a file is the scan and who made it, in words; empty for what is none.
std::string scan_in_words(const visit::Visit& visit, const Folder& folder, Id document);
/// How many of the papers on paper are digitised, in words; empty when none came so.
std::string digitised_in_words(const visit::Visit& visit, const Folder& folder);
void say_what_is_pending(const visit::Visit& visit, const Folder& folder, ActionForm& form);
CitizenPage citizen_page(const visit::Visit& visit, const Folder& folder, bool own);
CasePage case_page(const visit::Visit& visit, const Folder& folder, const std::vector<html::Choice>& officers);
std::vector<AnswerSection> answer_sections(const visit::Visit& visit, const Dossier& dossier, const boost::json::object& answers);

/// The form for a rating, once there is a result, or thanks for one.
void add_rating(const visit::Visit& visit, const Folder& folder, bool own, CitizenPage& page);

/// The numbered papers that the office wrote about the dossier, the latest last: what each is called, its number and when. `place` is where
/// they are read: `/dossiers/{code}`, or `/track/{code}/{secret}` without an account.
std::vector<PaperLine> letters_of(const visit::Visit& visit, const Folder& folder, std::string_view place);
/// Where the paper of one event is; empty when the office owed none.
std::string letter_url(std::string_view place, const Event& event);

} // namespace motcua::dossier
