#include "campaign/charts.hpp"

#include "campaign/figures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::campaign {

namespace {

// In the units of the drawing. It is as wide as a small telephone, so that letters stay readable there; styles keep it from growing.
constexpr int width = 340;
constexpr int bar_row = 46, bar_top = 22, bar_height = 14;
constexpr int trend_height = 200, left = 46, right = 8, top = 12, bottom = 28;
/// Below the target by more than this, a bar is drawn as far away.
constexpr int far_below = 2'000;

struct Spot {
    double x, y;
    const Point* point;
};

double across(int basis_points) {
    return width * basis_points / 10'000.0;
}

double down(int basis_points) {
    return top + (trend_height - top - bottom) * (1 - basis_points / 10'000.0);
}

/// Days without a dossier have no rate and no spot.
std::vector<Spot> spots(const std::vector<Point>& trend, double x0, double x1, double y0, double y1) {
    std::vector<Spot> all;
    const double step = trend.size() > 1 ? (x1 - x0) / static_cast<double>(trend.size() - 1) : 0;
    for (std::size_t place = 0; place < trend.size(); ++place) {
        if (!trend[place].online.exists()) continue;
        const double share = trend[place].online.basis_points() / 10'000.0;
        all.push_back({x0 + step * static_cast<double>(place), y0 + (y1 - y0) * (1 - share), &trend[place]});
    }
    return all;
}

std::string polyline(const std::vector<Spot>& spots) {
    std::string path;
    for (const auto& spot : spots) path += fmt::format("{}{:.1f},{:.1f}", path.empty() ? "" : " ", spot.x, spot.y);
    return fmt::format(R"(<polyline class="chart-line" points="{}"/>)", path);
}

std::string line(std::string_view look, double x1, double y1, double x2, double y2) {
    return fmt::format(R"(<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>)", look, x1, y1, x2, y2);
}

void write_text(html::Out& out, std::string_view look, double x, double y, std::string_view anchor, std::string_view text) {
    out.literal(fmt::format(R"(<text class="chart-text {}" x="{:.1f}" y="{:.1f}" text-anchor="{}">)", look, x, y, anchor));
    out.text(text);
    out.literal("</text>");
}

std::string_view look_of(const Line& line) {
    if (reaches(line.rate(), line.target)) return "chart-bar";
    return line.gap() < -far_below ? "chart-bar chart-bar--far" : "chart-bar chart-bar--below";
}

void write_bar(html::Out& out, const Line& one, int y, Locale locale, std::string_view none_yet) {
    write_text(out, "", 0, y + 15, "start", one.name);
    const auto value = one.rate().exists() ? percent(one.rate().per_mille(), locale) : std::string(none_yet);
    write_text(out, "chart-text--strong", width, y + 15, "end", value);
    out.literal(
        fmt::format(R"(<rect class="chart-bar chart-bar--ground" x="0" y="{}" width="{}" height="{}"/>)", y + bar_top, width, bar_height));
    out.literal(fmt::format(R"(<rect class="{}" x="0" y="{}" width="{:.1f}" height="{}"/>)", look_of(one), y + bar_top,
                            across(one.rate().basis_points()), bar_height));
    out.literal(line("chart-target", across(one.target), y + bar_top - 3, across(one.target), y + bar_top + bar_height + 3));
}

void write_axes(html::Out& out, const std::vector<Point>& trend, Locale locale) {
    for (const int share : {0, 250, 500, 750, 1000}) {
        out.literal(line("chart-grid", left, down(share * 10), width - right, down(share * 10)));
        write_text(out, "chart-text--soft", left - 6, down(share * 10) + 5, "end", percent(share, locale));
    }
    if (trend.empty()) return;
    write_text(out, "chart-text--soft", left, trend_height - 6, "start", vi_day(trend.front().day).substr(0, 5));
    if (trend.size() > 1)
        write_text(out, "chart-text--soft", width - right, trend_height - 6, "end", vi_day(trend.back().day).substr(0, 5));
}

} // namespace

html::Safe bar_chart(const std::vector<Line>& lines, Locale locale, std::string_view none_yet) {
    html::Out out(locale);
    out.literal(fmt::format(R"(<svg viewBox="0 0 {} {}" focusable="false">)", width, std::max<std::size_t>(1, lines.size()) * bar_row));
    int y = 0;
    for (const auto& one : lines) {
        write_bar(out, one, y, locale, none_yet);
        y += bar_row;
    }
    out.literal("</svg>");
    return html::Safe::trusted(std::move(out).take());
}

html::Safe sparkline(const std::vector<Point>& trend) {
    return html::Safe::trusted(fmt::format(R"(<svg class="chart-spark" viewBox="0 0 96 24" aria-hidden="true" focusable="false">{}</svg>)",
                                           polyline(spots(trend, 2, 94, 2, 22))));
}

html::Safe trend_chart(const std::vector<Point>& trend, int target, Locale locale) {
    html::Out out(locale);
    out.literal(fmt::format(R"(<svg viewBox="0 0 {} {}" focusable="false">)", width, trend_height));
    write_axes(out, trend, locale);
    out.literal(line("chart-target", left, down(target), width - right, down(target)));
    const auto found = spots(trend, left, width - right, top, trend_height - bottom);
    out.literal(polyline(found));
    for (const auto& spot : found)
        out.literal(fmt::format(R"(<circle class="chart-point" cx="{:.1f}" cy="{:.1f}" r="3.5"/>)", spot.x, spot.y));
    out.literal("</svg>");
    return html::Safe::trusted(std::move(out).take());
}

} // namespace motcua::campaign
