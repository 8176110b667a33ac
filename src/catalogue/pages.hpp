#pragma once

#include "html/components.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the views of the catalogue show. Private to this folder.
namespace motcua::catalogue {

struct HomePage {
    html::SearchBox search;
    html::Cards life_events;
    html::Cards ways; ///< where is my dossier, the campaign of the day
};

/// One procedure in a list.
struct FoundLine {
    std::string name;
    std::string url;
    html::Tag online;
    std::string terms; ///< time, fee and level in one line
};

struct ListPage {
    html::SearchBox search;
    std::string query;
    std::string life_event; ///< kept while filtering
    std::string heading;
    std::vector<html::Field> filters;
    bool filtered = false;
    std::vector<FoundLine> lines;
    html::Pages pages;
};

struct PaperLine {
    std::string name;
    bool required = false;
};

struct ProcedurePage {
    std::string name;
    std::string domain;
    html::Tag online;
    std::optional<html::Button> start;
    std::optional<html::Notice> notice;
    std::vector<PaperLine> papers;
    html::SummaryList facts;
    html::Steps steps;
    std::string certainty; ///< said when the data were not confirmed
};

} // namespace motcua::catalogue
