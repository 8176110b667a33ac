#pragma once

#include "html/components.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::signature {

/// One signature of the document, in words.
struct SignatureLine {
    std::string title; ///< "Chữ ký 1: …"
    html::Tag tag;
    html::SummaryList facts;
};

/// What came of looking at a document.
struct VerdictPage {
    html::Notice notice; ///< the verdict, and what it means for whoever holds the document
    html::SummaryList facts;
    std::vector<SignatureLine> signatures;
};

struct VerifyPage {
    std::vector<html::FieldErrorText> errors;
    html::Field file;
    html::Button button;
    std::optional<VerdictPage> verdict;
};

} // namespace motcua::signature
