#pragma once

#include "draft/actions.hpp"
#include "form/fields.hpp"
#include "html/components.hpp"
#include "visit/visit.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the views of drafts show. Private to this folder.
namespace motcua::draft {

using Errors = std::optional<html::ErrorSummary>;

/// What will be asked, before anything is.
struct StartPage {
    std::string procedure;
    std::string url;
    std::vector<std::string> questions;
    std::vector<std::string> required_papers, other_papers;
    std::vector<html::Link> unfinished;
    std::string sign_in_url; ///< of somebody who is not signed in
    bool may_begin = false;
};

/// Which unit shall receive it: first what it lies in, then itself.
struct UnitPage {
    std::string url;
    Errors errors;
    html::Field field;
    bool last_step = false; ///< the field is the unit itself, which is posted
    std::string group;      ///< kept when something was wrong
    std::optional<html::Link> elsewhere;
};

struct QuestionPage {
    std::string url;
    std::string caption; ///< Câu 3 trên 9
    std::string title;
    form::QuestionFields fields;
    Errors errors;
    bool from_review = false;
};

struct FileLine {
    std::string name;
    std::string note;
    std::string url;
    std::string change_url;
};
/// A paper of the citizen's own store that serves a part: taken with one press instead of uploaded.
struct StoredOffer {
    std::string value; ///< of the button `take`: `part-2 7462018342093864960`
    std::string text;
    std::string note;
    std::string url; ///< to look at it first
};
struct PartPapers {
    html::Field upload;
    std::string name;
    html::Tag tag;
    std::vector<FileLine> files;
    std::vector<StoredOffer> stored = {};
};
struct PapersPage {
    std::string url;
    std::vector<PartPapers> parts;
    Errors errors;
    std::string used; ///< how much of the limit
    bool from_review = false;
};

/// One file: exchanged or taken back.
struct PaperPage {
    std::string url;
    FileLine file;
    std::string part;
    html::Field upload;
    Errors errors;
};

struct DeliveryPage {
    std::string url;
    html::Field field;
    Errors errors;
    bool from_review = false;
};

struct ReviewSection {
    std::string title; ///< empty: rows that stand for themselves, each with its own change
    std::optional<html::Link> change;
    html::SummaryList list;
};
struct ReviewPage {
    std::string url;
    std::string procedure;
    std::vector<ReviewSection> sections;
    Errors errors;
    bool sending = false;
};

struct MineLine {
    std::string name;
    std::string url;
    std::string note;
    std::string removal_url;
};
struct MinePage {
    std::vector<MineLine> drafts;
};

} // namespace motcua::draft
