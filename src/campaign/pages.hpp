#pragma once

#include "html/components.hpp"
#include "html/out.hpp"

#include <optional>
#include <string>
#include <vector>

namespace motcua::campaign {

/// One campaign on the list of campaigns.
struct CampaignCard {
    std::string name;
    std::string url;
    std::string text; ///< days, target and plan
    html::Tag phase;
};
struct CampaignsPage {
    std::vector<CampaignCard> campaigns;
};

/// A head of the table that sorts by it.
struct SortHead {
    std::string text;
    std::string url;       ///< empty: cannot be sorted by
    std::string direction; ///< none, ascending, descending: for aria-sort
    bool number = true;
};

/// One line of the table in words, in the order of the heads.
struct BoardRow {
    html::Cell name;
    std::vector<html::Cell> cells;
};

struct BoardTable {
    std::string caption;
    std::vector<SortHead> heads;
    std::vector<BoardRow> rows;
    std::vector<BoardRow> totals; ///< one row in the foot
    std::string empty;            ///< said when there are no rows
};

struct BoardPage {
    std::string name; ///< of the campaign
    std::string unit_name;
    std::string about;             ///< plan and days
    std::vector<html::Link> above; ///< the way up to the campaign's unit
    html::Tag phase;
    html::Figures figures;
    std::vector<std::string> outlook; ///< sentences
    std::string own_url;
    std::string unit, from, to, sort, order; ///< for the form
    std::string first_day, last_day;
    std::string csv_url;
    std::optional<html::Chart> bars;
    std::optional<html::Chart> trend;
    std::vector<BoardTable> tables;
};

} // namespace motcua::campaign
