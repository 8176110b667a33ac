#pragma once

#include "html/out.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The pieces pages are made of. Each struct is drawn by the view of the same name in src/html/views/ (html::views::field(out, field)).
/// All strings are plain text in the reader's language; the views escape them. Markup follows govuk-frontend's structure and
/// accessibility, under our own styles.
namespace motcua::html {

struct Link {
    std::string text;
    std::string url;
};

/// A coloured word: a state, never by colour alone. Colours: grey, blue, green, yellow, orange, red.
struct Tag {
    std::string text;
    std::string colour = "grey";
};

struct Choice {
    std::string value;
    std::string text;
    std::string hint = {};
    bool chosen = false;
};

/// One labelled input with hint and error.
struct Field {
    enum class Kind { text, password, email, telephone, number, lines, date, radios, checkboxes, select, file, search };

    Kind kind = Kind::text;
    std::string name;
    std::string label;
    std::string hint = {};
    std::string error = {};
    std::string value = {}; ///< date: "dd/mm/yyyy" pieces stand in day, month, year
    std::string day = {}, month = {}, year = {};
    std::vector<Choice> choices = {};
    bool required = true;        ///< an optional field says so in its label
    bool label_is_title = false; ///< the label is the page's h1 (one question per page)
    bool year_only_allowed = false;
    std::string autocomplete = {};
    std::string input_mode = {};
    std::string suffix = {};      ///< "đồng"
    std::string accept = {};      ///< file kinds
    std::int64_t most_bytes = 0;  ///< of a file; 0: unbounded. Only warns before sending, the server decides
    bool multiple = false;        ///< several files at once
    int width = 0;                ///< characters; 0: full
    std::string suggestions = {}; ///< of a line of text: id of the page's <datalist> to pick from
    bool focused = false;         ///< of a line of text: the cursor stands here when the page opens; staff pages only
    std::string id() const { return "f-" + name; }
};

/// A group of fields of a repeated list, or a plain fieldset.
struct Fieldset {
    std::string legend;
    std::vector<Field> fields;
    bool legend_is_title = false;
};

struct ErrorLine {
    std::string text;
    std::string target; ///< id of the input
};
struct ErrorSummary {
    std::vector<ErrorLine> lines;
};

struct SummaryRow {
    std::string key;
    std::string value; ///< line breaks are kept
    std::optional<Link> change = {};
};
struct SummaryList {
    std::vector<SummaryRow> rows;
};

struct Cell {
    std::string text;
    std::string url = {};            ///< makes it a link
    bool number = false;             ///< right-aligned
    std::optional<Tag> tag = {};     ///< drawn instead of the text
    std::optional<Safe> markup = {}; ///< drawn instead, e.g. a sparkline
};
struct Table {
    std::string caption;
    std::vector<Cell> heads;             ///< without heads there is no head row
    std::vector<std::vector<Cell>> rows; ///< the first cell of each is its row header
    bool dense = false;                  ///< staff tables
    bool cards = false;                  ///< on a telephone each row is a card instead of one wide line
    std::string empty = {};              ///< said when there are no rows
};

/// `kind`: success, info, warning.
struct Notice {
    std::string kind = "info";
    std::string title;
    std::string text;
    std::optional<Link> link = {};
};

/// The green box after something was done.
struct Panel {
    std::string title;
    std::string text;
    std::string code = {}; ///< large
};

struct Button {
    std::string text;
    std::string name = {};
    std::string value = {};
    std::string kind = "primary"; ///< primary, secondary, warning
    std::string url = {};         ///< makes it a link that looks like a button
};

struct Pages {
    std::optional<Link> before, next;
};

/// Steps of a way, e.g. of a dossier: done, now, later.
struct Step {
    std::string text;
    std::string note = {};
    std::string state = "later";
};
struct Steps {
    std::vector<Step> steps;
};

/// The large search box of the first page and of the list of procedures; a GET form with the one parameter `name`.
struct SearchBox {
    std::string title; ///< the page's h1
    std::string hint = {};
    std::string action;
    std::string name = "q";
    std::string value = {};
    std::string button;
    bool title_is_heading = true; ///< otherwise it is only the input's label
};

/// A way to go on: picture and word. Pictures: the ids in web/icons/ (birth, marriage, home, land, …).
struct Card {
    std::string text;
    std::string url;
    std::string note = {};
    std::string icon = {};
};
struct Cards {
    std::vector<Card> cards;
};

/// How far a campaign has come against its target. Shares in percent, already rounded; words say the same.
struct Progress {
    std::string title;
    std::string value;       ///< "76,4 %"
    std::string text;        ///< "12.345 trên 16.158 hồ sơ"
    std::string target_text; ///< "Mục tiêu 80 %"
    int percent = 0;         ///< 0…100
    int target_percent = 0;  ///< 0: no mark
    std::optional<Link> link = {};
};

/// A large figure with its name, on boards; `note` says what it is made of.
struct Figure {
    std::string name;
    std::string value;
    std::string note = {};
    std::optional<Tag> tag = {};
};
struct Figures {
    std::vector<Figure> figures;
};

/// A picture of numbers with its table: nobody needs the picture to read them.
struct Chart {
    std::string title;
    std::string summary; ///< one sentence: what the picture shows
    /// SVG with the classes of web/styles/_charts.scss, at most 400 wide in its own units so that its words can be read on a telephone.
    /// It is hidden from screen readers, the table is not.
    Safe picture;
    Table table;
};

/// The frame around every page.
struct Frame {
    std::string title;  ///< of the document; the main part brings its own h1
    std::string path;   ///< own path, which says where in the navigation it stands
    std::string target; ///< path and query as they were asked, for the language switch
    bool signed_in = false;
    std::string who;           ///< name of the signed-in person
    std::string province = {}; ///< "Tỉnh Bình Phước"
    std::string hotline = {};  ///< telephone number
    std::vector<Link> navigation;
    std::optional<Link> back;
    bool demo = false;  ///< "Dữ liệu mô phỏng" on every page
    bool wide = false;  ///< staff pages and boards
    bool error = false; ///< "Lỗi: " before the document's title
};

/// The whole document around `main` (already made by views).
std::string framed(const Frame& frame, Out&& main);

/// What is wrong with one field, in words. `field` is empty when it is about the whole form.
struct FieldErrorText {
    std::string field;
    std::string text;
};
/// The summary's lines, each leading to its input (the first of a date, of radios, of checkboxes).
ErrorSummary summary_of(const std::vector<FieldErrorText>& errors);

} // namespace motcua::html
