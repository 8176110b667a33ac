#include "dossier/diagram.hpp"

#include "base/locale.hpp"
#include "dossier/dossier.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace motcua::dossier {

namespace {

constexpr double box_width = 184, box_height = 58;

struct Point {
    double x, y;
};

/// Where each state stands, in the order of State: the way of most dossiers in the middle, what waits above, the other ends below.
constexpr std::array<Point, 10> places{{{105, 240}, // submitted
                                        {365, 240}, // accepted
                                        {105, 440}, // refused
                                        {625, 240}, // in_process
                                        {365, 60},  // awaiting_supplement
                                        {625, 60},  // awaiting_fee
                                        {430, 440}, // withdrawn
                                        {690, 440}, // stopped
                                        {885, 240}, // resolved
                                        {1145, 240}}};

Point spot_of(State state) {
    return places[static_cast<std::size_t>(state)];
}

std::string name_of(State state) {
    return std::string(sentence(Locale::vi, fmt::format("dossier.state.{}", word_of(state))));
}

std::string name_of(Action action) {
    return std::string(sentence(Locale::vi, fmt::format("dossier.event.{}", word_of(action))));
}

std::string condition(When when) {
    if (when == When::lapsed) return "by the system, when nothing came in time";
    if (when == When::before_acceptance) return "not accepted yet";
    return when == When::after_acceptance ? "accepted before" : "";
}

std::string performers_in_words(const Performers& row) {
    std::string all = row.owner ? "owner" : "";
    for (const auto role : row.roles) all += (all.empty() ? "" : ", ") + std::string(word_of(role));
    return all;
}

/// What may be done in a state without leaving it.
std::string stays(State state) {
    std::string all;
    for (const auto& row : transitions())
        if (row.from == state && row.to == state) all += (all.empty() ? "" : ", ") + std::string(word_of(row.action));
    return all;
}

bool leads_to_another_end(const Transition& row) {
    return row.to == State::refused || row.to == State::withdrawn || row.to == State::stopped;
}

/// The point where the line from the middle of a box towards `to` leaves it.
Point edge_of(Point from, Point to) {
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double scale = std::min(dx == 0 ? 1e9 : box_width / 2 / std::abs(dx), dy == 0 ? 1e9 : box_height / 2 / std::abs(dy));
    return {from.x + dx * scale, from.y + dy * scale};
}

/// Moved a little to the left of its direction, so that there and back do not cover each other.
Point aside(Point point, Point from, Point to) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    return {point.x + 9 * (to.y - from.y) / length, point.y - 9 * (to.x - from.x) / length};
}

std::string arrow(const Transition& row) {
    const auto from = spot_of(row.from), to = spot_of(row.to);
    const auto start = aside(edge_of(from, to), from, to), end = aside(edge_of(to, from), from, to);
    const bool faint = leads_to_another_end(row);
    auto text = fmt::format("<path class=\"{}\" d=\"M{:.0f} {:.0f}L{:.0f} {:.0f}\"><title>{}: {} → {}</title></path>\n",
                            faint ? "end" : "way", start.x, start.y, end.x, end.y, word_of(row.action), word_of(row.from), word_of(row.to));
    if (faint) return text; // the end says what was done
    const Point at = aside({start.x + (end.x - start.x) * 0.42, start.y + (end.y - start.y) * 0.42}, from, to);
    return text + fmt::format("<text class=\"move\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n", at.x, at.y + 4, word_of(row.action));
}

std::string box(State state) {
    const auto at = spot_of(state);
    const auto* kind = is_end(state) ? "ended" : is_paused(state) ? "paused" : "open";
    return fmt::format("<rect class=\"{}\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" rx=\"6\"/>\n"
                       "<text class=\"name\" x=\"{:.0f}\" y=\"{:.0f}\">{} {}</text>\n"
                       "<text class=\"vi\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>\n",
                       kind, at.x - box_width / 2, at.y - box_height / 2, box_width, box_height, at.x, at.y - 4, number_of(state),
                       word_of(state), at.x, at.y + 16, name_of(state));
}

std::vector<State> all_states() {
    std::vector<State> states;
    for (std::size_t i = 0; i < Words<State>::words.size(); ++i) states.push_back(static_cast<State>(i));
    return states;
}

std::string mermaid() {
    std::string text = "```mermaid\nstateDiagram-v2\n";
    for (const auto state : all_states()) text += fmt::format("    state \"{}\" as {}\n", name_of(state), word_of(state));
    text += "    [*] --> submitted : submission\n";
    for (const auto& row : transitions()) {
        if (row.from == row.to) continue;
        const auto when = condition(row.when);
        text += fmt::format("    {} --> {} : {}{}\n", word_of(row.from), word_of(row.to), word_of(row.action),
                            when.empty() ? "" : " (" + when + ")");
    }
    for (const auto state : all_states())
        if (is_end(state)) text += fmt::format("    {} --> [*]\n", word_of(state));
    return text + "```\n";
}

} // namespace

std::string states_page() {
    std::string text =
        "# States of a dossier (trạng thái hồ sơ)\n\n"
        "Written by `motcua states` from the transition table in `src/dossier/dossier.cpp`; a test keeps both equal.\n"
        "An earlier state is never entered again but by the moves below; a mistake is put right by a `correction`, which is\n"
        "recorded and moves nothing.\n\n![States and moves](images/states.svg)\n\n";
    text += mermaid();
    text += "\n## In a state\n\n| No. | State | Tiếng Việt | Clock | What may be done without leaving it |\n|--:|---|---|---|---|\n";
    for (const auto state : all_states())
        text += fmt::format("| {} | `{}` | {} | {} | {} |\n", number_of(state), word_of(state), name_of(state),
                            is_end(state) || state == State::resolved ? "ended"
                            : is_paused(state)                        ? "stands still"
                                                                      : "runs",
                            stays(state));
    text += "\n## Who does what\n\n| Action | Tiếng Việt | By |\n|---|---|---|\n";
    for (const auto& row : performers())
        text += fmt::format("| `{}` | {} | {} |\n", word_of(row.action), name_of(row.action), performers_in_words(row));
    return text +
           "\n`owner` is the citizen whose dossier it is. What the owner does is done at the desk only for a dossier that did not come\n"
           "online; a rating is never given by staff.\n";
}

std::string states_drawing() {
    std::string text =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1250 490\" role=\"img\" aria-label=\"States of a dossier\">\n"
        "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" "
        "orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>\n"
        "<style>text{font-family:sans-serif;text-anchor:middle;fill:#0b0c0c}.name{font-size:15px;font-weight:bold}"
        ".vi{font-size:14px}.move{font-size:12px;paint-order:stroke;stroke:#fff;stroke-width:4px}"
        "rect{stroke:#0b0c0c;stroke-width:1.5}.open{fill:#e3eef7}.paused{fill:#fdf3d8}.ended{fill:#eeefef}"
        "path.way,path.end{fill:none;marker-end:url(#tip)}.way{stroke:#0b0c0c;stroke-width:1.6}"
        ".end{stroke:#8a8f91;stroke-width:1.1;stroke-dasharray:4 3}</style>\n"
        "<rect width=\"1250\" height=\"490\" style=\"fill:#fff;stroke:none\"/>\n";
    for (const auto& row : transitions())
        if (row.from != row.to) text += arrow(row);
    for (const auto state : all_states()) text += box(state);
    return text + "</svg>\n";
}

} // namespace motcua::dossier
