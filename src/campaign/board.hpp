#pragma once

#include "base/enumeration.hpp"
#include "campaign/campaign.hpp"
#include "campaign/outlook.hpp"
#include "indicator/board.hpp"
#include "law/law.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A campaign's board as numbers: made from counters, without a database. Its rows are a partition, so the sums hold at every level.
namespace motcua::campaign {

/// How many days the trend and the pace look back.
inline constexpr int trend_days = 14;

struct Point {
    Day day;
    Rate online;
};

/// What a row stands for.
struct Line {
    enum class Of { unit, own_desk, procedure } of = Of::unit;
    const unit::Unit* unit = nullptr; ///< of unit and own_desk
    std::string procedure;            ///< code
    std::string name;
    indicator::Delta sum;
    int target = 0;
    int rank = 0;               ///< 1 is best, equal rates share a rank; 0: nothing received yet
    bool can_be_opened = false; ///< has a board of its own below
    std::vector<Point> trend;   ///< of the last days, all of them; empty for procedures

    Rate rate() const { return {sum.online, sum.received()}; }
    /// In basis points; positive above the target. Nothing to say while nothing was received.
    int gap() const { return rate().exists() ? rate().basis_points() - target : 0; }
};

/// What the reader asked for.
struct Scope {
    const unit::Unit* unit = nullptr;
    Day from; ///< both ends count
    Day to;   ///< not after today
    Day today;
};

/// The counters that a board is made of.
struct Counted {
    std::vector<indicator::UnitSum> units;           ///< from … to
    std::vector<indicator::DaySum> days;             ///< of the whole campaign up to today
    std::vector<indicator::UnitDay> unit_days;       ///< last trend_days up to `to`
    std::vector<indicator::ProcedureSum> procedures; ///< of a unit without children; else empty
};

struct Board {
    Scope scope;
    std::vector<const unit::Unit*> path; ///< from the campaign's unit to this one
    std::vector<Line> units;
    std::vector<Line> procedures;
    Line totals;
    std::vector<Point> trend; ///< the last trend_days up to `to`, days without a dossier included
    Outlook outlook;          ///< of the campaign as a whole in this unit, whatever span is shown
    int days_left = 0;
};

/// First day of the trend that ends with `to`.
Day trend_from(const Campaign& campaign, Day to);

/// Finds the unit and the span. `unit` is a statistics code or an identifier, empty for the campaign's own; days are ISO, empty for the
/// campaign's. Field errors `campaign.unknown_unit` (also for a unit outside the campaign), `campaign.day_wrong`.
Result<Scope> scope_of(const Campaign& campaign, const unit::Tree& units, std::string_view unit, std::string_view from, std::string_view to,
                       Day today);

/// What has happened by today, from the days of the whole campaign. The pace is that of the last trend_days full days: today is not over
/// yet, and counts only on the first day.
SoFar so_far(const Campaign& campaign, const std::vector<indicator::DaySum>& days, Day today);

Board board_of(const Campaign& campaign, const law::Law& law, const Scope& scope, const Counted& counted, Locale locale);

/// As people of the locale call it.
std::string name_of(const unit::Unit& unit, Locale locale);

/// Gives every line with a received dossier its rank: how many have a better rate, plus one.
void rank(std::vector<Line>& lines);

enum class Order { name, received, online, direct, post, assisted, qualified_online, rate, gap };
void sort(std::vector<Line>& lines, Order order, bool descending);

} // namespace motcua::campaign

template <>
struct motcua::Words<motcua::campaign::Order> {
    static constexpr std::array words{
        std::string_view("name"), std::string_view("received"), std::string_view("online"),           std::string_view("direct"),
        std::string_view("post"), std::string_view("assisted"), std::string_view("qualified_online"), std::string_view("rate"),
        std::string_view("gap")};
};
