#include "campaign/presentation.hpp"

#include "campaign/charts.hpp"
#include "campaign/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::campaign {

namespace {

using visit::Visit;

std::string rate_or_none(const Rate& rate, const Visit& visit) {
    return rate.exists() ? percent(rate.per_mille(), visit.locale) : visit.say("campaign.none_yet");
}

std::string target_text(int target, const Visit& visit) {
    return percent((target + 5) / 10, visit.locale);
}

std::string day_text(Day day, const Visit& visit) {
    return visit.locale == Locale::en ? iso(day) : vi_day(day);
}

html::Cell number(std::int64_t value, const Visit& visit) {
    return {.text = grouped(value, visit.locale), .number = true};
}

html::Cell word(std::string text) {
    return {.text = std::move(text), .number = true};
}

std::string gap_text(const Line& line, const Visit& visit) {
    return line.rate().exists() ? points(shown_gap(line.rate(), line.target), visit.locale) : "–";
}

/// The heads that can be sorted by, in the order of the columns after the name.
constexpr std::pair<Order, std::string_view> columns[] = {
    {Order::received, "campaign.column.received"}, {Order::online, "campaign.column.online"},
    {Order::direct, "campaign.column.direct"},     {Order::post, "campaign.column.post"},
    {Order::assisted, "campaign.column.assisted"}, {Order::qualified_online, "campaign.column.qualified"},
    {Order::rate, "campaign.column.rate"}};

class Presenter {
  public:
    Presenter(const Campaign& campaign, const Board& board, const Wish& wish, const Visit& visit)
        : campaign_(campaign), board_(board), wish_(wish), visit_(visit) {}

    std::vector<html::Link> above() const {
        std::vector<html::Link> links{{say("campaign.list.title"), "/campaigns"}};
        for (const auto* step : board_.path)
            if (step != board_.scope.unit) links.push_back({name_of(*step, visit_.locale), url_of(step->code)});
        return links;
    }

    html::Figures figures() const {
        const auto& totals = board_.totals;
        html::Figure rate{
            .name = say("campaign.rate"), .value = rate_or_none(totals.rate(), visit_), .note = fraction(totals.rate(), visit_.locale)};
        if (totals.rate().exists()) {
            const bool reached = reaches(totals.rate(), totals.target);
            rate.tag = html::Tag{say(reached ? "campaign.reached" : "campaign.not_reached"), reached ? "green" : "orange"};
        }
        html::Figures figures;
        figures.figures.push_back(std::move(rate));
        figures.figures.push_back({.name = say("campaign.target"),
                                   .value = target_text(totals.target, visit_),
                                   .note = totals.rate().exists() ? say("campaign.gap_is", {gap_text(totals, visit_)}) : ""});
        figures.figures.push_back({.name = say("campaign.days_left"),
                                   .value = grouped(board_.days_left, visit_.locale),
                                   .note = say("campaign.day_of", {fmt::format("{}", campaign_.day_number(board_.scope.today)),
                                                                   fmt::format("{}", campaign_.days())})});
        figures.figures.push_back({.name = say("campaign.column.assisted"),
                                   .value = grouped(totals.sum.assisted, visit_.locale),
                                   .note = say("campaign.assisted_note")});
        return figures;
    }

    std::vector<std::string> outlook() const {
        const auto& outlook = board_.outlook;
        const std::vector<std::string> facts{
            grouped(board_.days_left, visit_.locale),  grouped(outlook.coming, visit_.locale),
            grouped(outlook.needed, visit_.locale),    percent(outlook.needed_share().per_mille(), visit_.locale),
            target_text(board_.totals.target, visit_), rate_or_none(outlook.expected, visit_)};
        switch (outlook.prospect) {
        case Prospect::reached:
            return {say("campaign.outlook.reached", facts)};
        case Prospect::missed:
            return {say("campaign.outlook.missed", facts)};
        case Prospect::ensured:
            return {say("campaign.outlook.ensured", facts), say("campaign.outlook.expected", facts)};
        case Prospect::possible:
            return {say("campaign.outlook.possible", facts), say("campaign.outlook.expected", facts)};
        case Prospect::out_of_reach:
            return {say("campaign.outlook.out_of_reach", facts), say("campaign.outlook.expected", facts)};
        case Prospect::unknown:
            break;
        }
        return {say(board_.totals.rate().exists() || campaign_.begun(board_.scope.today) ? "campaign.outlook.unknown"
                                                                                         : "campaign.outlook.not_begun",
                    facts)};
    }

    html::Chart bars(const std::vector<Line>& lines, std::string_view title) const {
        html::Table table{.caption = say(title),
                          .heads = {{.text = say("campaign.column.name")},
                                    {.text = say("campaign.rate"), .number = true},
                                    {.text = say("campaign.target"), .number = true}},
                          .rows = {},
                          .dense = true};
        for (const auto& line : lines)
            table.rows.push_back({{.text = line.name},
                                  word(line.rate().exists() ? fraction(line.rate(), visit_.locale) : say("campaign.none_yet")),
                                  word(target_text(line.target, visit_))});
        const auto reached = std::count_if(lines.begin(), lines.end(), [](const Line& line) { return reaches(line.rate(), line.target); });
        const auto summary = say("campaign.bars.summary", {fmt::format("{}", reached), fmt::format("{}", lines.size())});
        return {say(title), summary, bar_chart(lines, visit_.locale, say("campaign.none_yet")), std::move(table)};
    }

    html::Chart trend() const {
        html::Table table{.caption = say("campaign.trend.title"),
                          .heads = {{.text = say("campaign.trend.day")},
                                    {.text = say("campaign.column.received"), .number = true},
                                    {.text = say("campaign.column.online"), .number = true},
                                    {.text = say("campaign.rate"), .number = true}},
                          .rows = {},
                          .dense = true};
        for (const auto& point : board_.trend)
            table.rows.push_back({{.text = day_text(point.day, visit_)},
                                  number(point.online.denominator, visit_),
                                  number(point.online.numerator, visit_),
                                  word(rate_or_none(point.online, visit_))});
        const auto summary = say("campaign.trend.summary", {target_text(board_.totals.target, visit_)});
        return {say("campaign.trend.title"), summary, trend_chart(board_.trend, board_.totals.target, visit_.locale), std::move(table)};
    }

    BoardTable table(const std::vector<Line>& lines, std::string_view caption, bool with_trend) const {
        BoardTable table{.caption = say(caption), .heads = heads(with_trend), .rows = {}, .totals = {}, .empty = say("campaign.none_yet")};
        for (const auto& line : lines) table.rows.push_back(row(line, with_trend));
        if (!lines.empty()) table.totals.push_back(totals(with_trend));
        return table;
    }

    std::string say(std::string_view key, std::vector<std::string> arguments = {}) const { return visit_.say(key, std::move(arguments)); }

  private:
    std::string url_of(std::string_view unit) const { return board_url(campaign_, board_.scope, unit, wish_); }

    SortHead head(Order order, std::string_view key) const {
        const bool chosen = wish_.order == order;
        // The first click shows the largest first, a name from A; the second turns it round.
        const Wish next{order, chosen ? !wish_.descending : order != Order::name};
        return {.text = say(key),
                .url = board_url(campaign_, board_.scope, board_.scope.unit->code, next),
                .direction = !chosen            ? "none"
                             : wish_.descending ? "descending"
                                                : "ascending",
                .number = order != Order::name};
    }

    std::vector<SortHead> heads(bool with_trend) const {
        std::vector<SortHead> heads{head(Order::name, "campaign.column.name")};
        heads.push_back({.text = say("campaign.column.rank"), .url = "", .direction = "none"});
        for (const auto& [order, key] : columns) heads.push_back(head(order, key));
        heads.push_back({.text = say("campaign.target"), .url = "", .direction = "none"});
        heads.push_back(head(Order::gap, "campaign.column.gap"));
        if (with_trend) heads.push_back({.text = say("campaign.column.trend"), .url = "", .direction = "none"});
        return heads;
    }

    std::vector<html::Cell> cells(const Line& line, std::string rank) const {
        const auto& sum = line.sum;
        return {word(std::move(rank)),
                number(sum.received(), visit_),
                number(sum.online, visit_),
                number(sum.direct, visit_),
                number(sum.post, visit_),
                number(sum.assisted, visit_),
                number(sum.qualified_online, visit_),
                word(line.rate().exists() ? fraction(line.rate(), visit_.locale) : say("campaign.none_yet")),
                word(target_text(line.target, visit_)),
                word(gap_text(line, visit_))};
    }

    BoardRow row(const Line& line, bool with_trend) const {
        BoardRow row;
        row.name.text = line.of == Line::Of::own_desk ? say("campaign.own_desk", {line.name}) : line.name;
        if (line.can_be_opened) row.name.url = url_of(line.unit->code);
        if (line.of == Line::Of::procedure) row.name.url = "/procedures/" + line.procedure;
        row.cells = cells(line, line.rank == 0 ? "–" : fmt::format("{}", line.rank));
        if (with_trend) row.cells.push_back({.text = "", .markup = sparkline(line.trend)});
        return row;
    }

    BoardRow totals(bool with_trend) const {
        BoardRow row{{.text = say("campaign.totals")}, cells(board_.totals, "")};
        if (with_trend) row.cells.push_back({.text = "", .markup = sparkline(board_.trend)});
        return row;
    }

    const Campaign& campaign_;
    const Board& board_;
    const Wish& wish_;
    const Visit& visit_;
};

} // namespace

std::string board_url(const Campaign& campaign) {
    return "/campaigns/" + campaign.id;
}

std::string board_url(const Campaign& campaign, const Scope& scope, std::string_view unit, const Wish& wish) {
    return fmt::format("{}?unit={}&from={}&to={}&sort={}&order={}", board_url(campaign), unit, iso(scope.from), iso(scope.to),
                       word_of(wish.order), wish.descending ? "desc" : "asc");
}

html::Tag phase_of(const Campaign& campaign, const Visit& visit) {
    const Day today = local_day(visit.now);
    if (!campaign.begun(today)) return {visit.say("campaign.phase.coming"), "blue"};
    if (campaign.over(today)) return {visit.say("campaign.phase.over"), "grey"};
    return {visit.say("campaign.phase.running"), "green"};
}

std::string about(const Campaign& campaign, const Visit& visit) {
    const std::vector<std::string> facts{day_text(campaign.from, visit), day_text(campaign.to, visit), target_text(campaign.target, visit),
                                         campaign.plan};
    return visit.say(campaign.plan.empty() ? "campaign.about" : "campaign.about_with_plan", facts);
}

BoardPage page_of(const Campaign& campaign, const Board& board, const Wish& wish, const Visit& visit) {
    const Presenter presenter(campaign, board, wish, visit);
    BoardPage page;
    page.name = campaign.name_in(visit.locale);
    page.unit_name = board.totals.name;
    page.about = about(campaign, visit);
    page.above = presenter.above();
    page.phase = phase_of(campaign, visit);
    page.figures = presenter.figures();
    page.outlook = presenter.outlook();
    page.own_url = board_url(campaign);
    page.unit = board.scope.unit->code;
    page.from = iso(board.scope.from);
    page.to = iso(board.scope.to);
    page.sort = word_of(wish.order);
    page.order = wish.descending ? "desc" : "asc";
    page.first_day = iso(campaign.from);
    page.last_day = iso(campaign.to);
    page.csv_url = fmt::format("{}/board.csv?unit={}&from={}&to={}", board_url(campaign), page.unit, page.from, page.to);
    const bool has_places = std::any_of(board.units.begin(), board.units.end(), [](const Line& line) { return line.of == Line::Of::unit; });
    if (has_places) {
        page.bars = presenter.bars(board.units, "campaign.bars.title");
        page.tables.push_back(presenter.table(board.units, "campaign.table.units", true));
    } else {
        page.tables.push_back(presenter.table(board.procedures, "campaign.table.procedures", false));
    }
    page.trend = presenter.trend();
    return page;
}

} // namespace motcua::campaign
