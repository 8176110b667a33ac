#pragma once

#include "html/components.hpp"
#include "publication/publication.hpp"
#include "visit/visit.hpp"
#include "workflow/graph.hpp"
#include "workflow/simulation.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the pages of workflows show, in the reader's language. Private to this folder.
namespace motcua::publication {

struct ListPage {
    html::SearchBox search;
    html::Table procedures;
};

/// One version as everybody who administers may see it.
struct WorkflowPage {
    std::string procedure;
    std::string code;
    std::string version; ///< a sentence: which version, since when
    std::optional<html::Notice> notice;
    std::vector<std::string> findings;
    std::optional<html::Chart> graph;
    html::Table simulation;
    std::string simulated; ///< a sentence: the law's date, and what is left
    html::Table history;
    std::string url;
    bool in_force = false;
    bool drafted = false;
};

struct StepCard {
    std::string title;
    std::string url;
    html::SummaryList facts;
    std::vector<std::string> findings;
};

struct DraftPage {
    std::string procedure;
    std::string code;
    std::string url;
    int revision = 0;
    std::optional<html::ErrorSummary> errors;
    std::optional<html::Notice> notice;
    std::vector<std::string> findings;
    std::vector<StepCard> steps;
    std::optional<html::Chart> graph;
    html::Table simulation;
    std::string simulated;
    bool may_publish = false;
    std::string authors;
    html::Field reason;
};

struct StepPage {
    std::string title;
    std::string url;
    int revision = 0;
    std::optional<html::ErrorSummary> errors;
    std::vector<html::Field> fields;
    std::vector<html::Fieldset> asks;
    std::vector<html::Choice> units; ///< to pick from while typing
    bool may_remove = false;
};

/// How a unit is called today.
workflow::UnitNames unit_names(const visit::Visit& visit);
std::vector<std::string> told(const visit::Visit& visit, const std::vector<workflow::Finding>& findings);
/// The table of a trial run from now, and its sentence. Why it could not be run stands in the sentence.
html::Table simulation_table(const visit::Visit& visit, const workflow::Workflow& workflow, std::string& sentence);

StepPage step_page(const visit::Visit& visit, const Draft& draft, std::string_view key);
/// The step as it was typed. `key` is empty for a new one. Field errors: `name`, `share`, `unit`, `asks`.
Result<void> put_typed_step(const visit::Visit& visit, std::string_view key, std::vector<workflow::Step>& steps);
/// Takes a step out of the list and out of every list of keys.
Result<void> remove_step(std::string_view key, std::vector<workflow::Step>& steps);

/// A whole number as typed, from 0 to 1,000,000.
std::optional<int> number_in(std::string_view text);

/// The pages of drafts.cpp.
visit::Routes draft_routes();
Work work_of(const visit::Visit& visit);

} // namespace motcua::publication
