#include "campaign/board.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace motcua::campaign {

namespace {

using Days = std::map<Day, Rate>;

std::vector<Point> points(const Days& days, Day from, Day to) {
    std::vector<Point> all;
    for (Day day = from; day <= to; day = day + 1) {
        const auto found = days.find(day);
        all.push_back({day, found == days.end() ? Rate() : found->second});
    }
    return all;
}

/// Makes lines out of single units' sums: each unit belongs to the line of the unit right below the board's own. Rows of one code (a
/// district that became a town) are one line.
class Lines {
  public:
    Lines(const Scope& scope, const unit::Tree& units, Locale locale) : scope_(scope), units_(units), locale_(locale) {
        for (const auto* child : units.children(scope.unit->id, scope.to)) names_.emplace(child->code, child);
        for (const auto* child : units.children(scope.unit->id, scope.from)) names_.emplace(child->code, child);
        // A department (sở, phòng) has a line only when dossiers came in there; a place has one even without.
        for (const auto& [code, child] : names_)
            if (child->type != unit::Type::office) sums_[code];
    }

    void add(const indicator::UnitSum& counted) { sums_[key_of(counted.unit)] += counted.sum; }

    void add(const indicator::UnitDay& counted) {
        auto& rate = days_[key_of(counted.unit)][counted.day];
        rate.numerator += counted.online;
        rate.denominator += counted.received;
    }

    std::vector<Line> take(const Campaign& campaign, Day trend_start) {
        std::vector<Line> lines;
        for (const auto& [code, sum] : sums_) {
            Line line;
            line.of = code.empty() ? Line::Of::own_desk : Line::Of::unit;
            line.unit = code.empty() ? scope_.unit : names_.at(code);
            line.name = name_of(*line.unit, locale_);
            line.sum = sum;
            line.target = campaign.target_of(line.unit->id, units_);
            line.can_be_opened = line.of == Line::Of::unit;
            line.trend = points(days_[code], trend_start, scope_.to);
            lines.push_back(std::move(line));
        }
        return lines;
    }

  private:
    /// Empty for the board's own unit.
    const std::string& key_of(Id unit) {
        static const std::string own;
        const auto path = units_.path(unit);
        const auto place = std::find_if(path.begin(), path.end(), [&](const unit::Unit* step) { return step->code == scope_.unit->code; });
        if (place == path.end() || place + 1 == path.end()) return own;
        const auto* below = *(place + 1);
        names_.emplace(below->code, below);
        return below->code;
    }

    const Scope& scope_;
    const unit::Tree& units_;
    Locale locale_;
    std::map<std::string, const unit::Unit*> names_;
    std::map<std::string, indicator::Delta> sums_;
    std::map<std::string, Days> days_;
};

std::vector<Line> procedure_lines(const law::Law& law, const Scope& scope, const Counted& counted, int target) {
    std::vector<Line> lines;
    for (const auto& [code, sum] : counted.procedures) {
        const auto* procedure = law.procedures.find(code, scope.to);
        if (!procedure) procedure = law.procedures.version(code, 1);
        Line line;
        line.of = Line::Of::procedure;
        line.procedure = code;
        line.name = procedure ? procedure->short_name : code;
        line.sum = sum;
        line.target = target;
        lines.push_back(std::move(line));
    }
    return lines;
}

std::int64_t measure(const Line& line, Order order) {
    switch (order) {
    case Order::received:
        return line.sum.received();
    case Order::online:
        return line.sum.online;
    case Order::direct:
        return line.sum.direct;
    case Order::post:
        return line.sum.post;
    case Order::assisted:
        return line.sum.assisted;
    case Order::qualified_online:
        return line.sum.qualified_online;
    default:
        return line.gap();
    }
}

std::strong_ordering in_order(const Line& left, const Line& right, Order order) {
    if (order == Order::name) return fold(left.name) <=> fold(right.name);
    // Without a dossier there is no rate and no gap: always behind.
    if (order == Order::rate || order == Order::gap)
        if (!left.rate().exists() || !right.rate().exists()) return left.rate().exists() <=> right.rate().exists();
    if (order == Order::rate) return compare(left.rate(), right.rate());
    return measure(left, order) <=> measure(right, order);
}

Result<Day> day_in(std::string_view field, std::string_view text, Day otherwise) {
    if (text.empty()) return otherwise;
    if (const auto day = parse_day(text)) return *day;
    return refuse_field(std::string(field), "campaign.day_wrong");
}

} // namespace

Day trend_from(const Campaign& campaign, Day to) {
    return std::max(campaign.from, to - (trend_days - 1));
}

Result<Scope> scope_of(const Campaign& campaign, const unit::Tree& units, std::string_view unit, std::string_view from, std::string_view to,
                       Day today) {
    Scope scope;
    const Day last = std::max(campaign.from, std::min(campaign.to, today));
    scope.today = today;
    scope.from = std::clamp(TRY(day_in("from", from, campaign.from)), campaign.from, last);
    scope.to = std::clamp(TRY(day_in("to", to, last)), campaign.from, last);
    if (scope.to < scope.from) return refuse_field("to", "campaign.day_wrong");
    scope.unit = units.find(campaign.unit);
    if (!unit.empty()) {
        scope.unit = units.with_code(unit, scope.to);
        if (!scope.unit) scope.unit = units.with_code(unit, scope.from);
        if (!scope.unit) scope.unit = units.with_identifier(unit, scope.to);
    }
    if (!scope.unit || !units.within(scope.unit->id, campaign.unit)) return refuse_field("unit", "campaign.unknown_unit");
    return scope;
}

SoFar so_far(const Campaign& campaign, const std::vector<indicator::DaySum>& days, Day today) {
    SoFar so_far;
    const bool first_day = today <= campaign.from;
    const Day pace_to = first_day ? today : std::min(campaign.to, today - 1);
    const Day pace_from = std::max(campaign.from, pace_to - (trend_days - 1));
    so_far.lately_days = std::max(0, pace_to - pace_from + 1);
    so_far.days_left = campaign.days_left(today);
    for (const auto& [day, sum] : days) {
        so_far.received += sum.received();
        so_far.online += sum.online;
        if (day < pace_from || day > pace_to) continue;
        so_far.lately_received += sum.received();
        so_far.lately_online += sum.online;
    }
    return so_far;
}

std::string name_of(const unit::Unit& unit, Locale locale) {
    return locale == Locale::en && !unit.name_en.empty() ? unit.name_en : unit.full_name;
}

Board board_of(const Campaign& campaign, const law::Law& law, const Scope& scope, const Counted& counted, Locale locale) {
    Board board;
    board.scope = scope;
    for (const auto* step : law.units.path(scope.unit->id))
        if (law.units.within(step->id, campaign.unit)) board.path.push_back(step);
    const Day trend_start = trend_from(campaign, scope.to);

    Lines lines(scope, law.units, locale);
    for (const auto& sum : counted.units) lines.add(sum);
    for (const auto& day : counted.unit_days) lines.add(day);
    board.units = lines.take(campaign, trend_start);

    board.totals.unit = scope.unit;
    board.totals.name = name_of(*scope.unit, locale);
    board.totals.target = campaign.target_of(scope.unit->id, law.units);
    for (const auto& sum : counted.units) board.totals.sum += sum.sum;
    board.procedures = procedure_lines(law, scope, counted, board.totals.target);
    rank(board.units);
    rank(board.procedures);

    Days days;
    for (const auto& [day, sum] : counted.days) days[day] = {sum.online, sum.received()};
    board.trend = points(days, trend_start, scope.to);
    board.days_left = campaign.days_left(scope.today);
    board.outlook = outlook(so_far(campaign, counted.days, scope.today), board.totals.target);
    return board;
}

void rank(std::vector<Line>& lines) {
    std::vector<Line*> ordered;
    for (auto& line : lines)
        if (line.rate().exists()) ordered.push_back(&line);
    std::stable_sort(ordered.begin(), ordered.end(), [](const Line* a, const Line* b) { return compare(a->rate(), b->rate()) > 0; });
    for (std::size_t place = 0; place < ordered.size(); ++place) {
        const bool equal = place > 0 && compare(ordered[place]->rate(), ordered[place - 1]->rate()) == 0;
        ordered[place]->rank = equal ? ordered[place - 1]->rank : static_cast<int>(place) + 1;
    }
}

void sort(std::vector<Line>& lines, Order order, bool descending) {
    const auto before = [&](const Line& a, const Line& b) {
        const auto forward = in_order(a, b, order);
        // What has no rate stays last whichever way the rest is read.
        const bool rates = order == Order::rate || order == Order::gap;
        if (rates && a.rate().exists() != b.rate().exists()) return a.rate().exists();
        if (forward != 0) return descending ? forward > 0 : forward < 0;
        return fold(a.name) < fold(b.name);
    };
    std::stable_sort(lines.begin(), lines.end(), before);
}

} // namespace motcua::campaign
