#include "workflow/graph.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::workflow {

namespace {

// In the units of the drawing. It is as wide as a small telephone, so that letters stay readable there.
constexpr int width = 340;
constexpr int left = 36, right = 304; // of the boxes; lines to other boxes run beside them
constexpr int line_height = 18, padding = 10, between = 30;
constexpr std::size_t letters_in_a_line = 30;

/// Broken at spaces; what has none stays long.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines{""};
    for (const auto word : split(text, ' ')) {
        auto& last = lines.back();
        if (!last.empty() && length(last) + 1 + length(word) > letters_in_a_line)
            lines.emplace_back(word);
        else
            last += (last.empty() ? "" : " ") + std::string(word);
    }
    return lines;
}

struct Box {
    std::vector<std::string> name;
    std::vector<std::string> notes;
    int top = 0;
    bool amiss = false;
    bool end = false;

    int height() const { return 2 * padding + line_height * static_cast<int>(name.size() + notes.size()); }
    int middle() const { return top + height() / 2; }
    int bottom() const { return top + height(); }
};

class Drawing {
  public:
    Drawing(const Workflow& workflow, const std::vector<Finding>& findings, const UnitNames& names, Locale locale)
        : workflow_(workflow), out_(locale) {
        for (std::size_t place = 0; place < workflow.steps.size(); ++place) boxes_.push_back(box_of(place, findings, names, locale));
        boxes_.push_back({lines_of(sentence(locale, "workflow.end")), {}, 0, false, true});
        int top = 4;
        for (auto& box : boxes_) {
            box.top = top;
            top = box.bottom() + between;
        }
    }

    html::Safe drawn() && {
        const int height = boxes_.back().bottom() + 4;
        out_.literal(fmt::format(R"(<svg class="flow" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">)", width, height));
        out_.literal(R"(<defs><marker id="flow-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">)"
                     R"(<path class="flow-tip" d="M0,0 L8,4 L0,8 z"/></marker></defs>)");
        for (std::size_t place = 0; place < workflow_.steps.size(); ++place) draw_ways(place);
        for (std::size_t place = 0; place < boxes_.size(); ++place) draw_box(place);
        out_.literal("</svg>");
        return html::Safe::trusted(std::move(out_).take());
    }

  private:
    Box box_of(std::size_t place, const std::vector<Finding>& findings, const UnitNames& names, Locale locale) const {
        const auto& step = workflow_.steps[place];
        Box box{lines_of(fmt::format("{}. {}", place + 1, step.name)), lines_of(doer_of(step, names, locale))};
        box.notes.push_back(sentence(locale, "workflow.share", std::vector{fmt::format("{}", step.share)}));
        for (const auto& ask : step.asks)
            for (auto& line : lines_of("◇ " + asked_of(ask, names, locale))) box.notes.push_back(std::move(line));
        box.amiss = std::ranges::any_of(findings, [&](const Finding& finding) { return finding.step == place; });
        return box;
    }

    void draw_text(std::string_view look, int x, int y, std::string_view anchor, std::string_view text) {
        out_.literal(fmt::format(R"(<text class="chart-text {}" x="{}" y="{}" text-anchor="{}">)", look, x, y, anchor));
        out_.text(text);
        out_.literal("</text>");
    }

    void draw_box(std::size_t place) {
        const auto& box = boxes_[place];
        out_.literal(fmt::format(R"(<rect class="flow-box{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>)",
                                 box.end     ? " flow-box--end"
                                 : box.amiss ? " flow-box--amiss"
                                             : "",
                                 left, box.top, right - left, box.height(), box.end ? 18 : 6));
        int y = box.top + padding + 13;
        for (const auto& line : box.name) {
            if (box.end)
                draw_text("chart-text--strong chart-text--inside", (left + right) / 2, y, "middle", line);
            else
                draw_text("chart-text--strong", left + 10, y, "start", line);
            y += line_height;
        }
        for (const auto& line : box.notes) {
            draw_text("chart-text--soft", left + 10, y, "start", line);
            y += line_height;
        }
        if (box.amiss) draw_text("flow-mark", right - 12, box.top + padding + 14, "end", "!");
    }

    void draw_ways(std::size_t place) {
        const auto& key = workflow_.steps[place].key;
        for (const auto& next : workflow_.next(key)) {
            const auto to = next == the_end ? std::optional(workflow_.steps.size()) : workflow_.place(next);
            if (to && *to == place + 1)
                draw_line("flow-line", fmt::format("M{},{} L{},{}", (left + right) / 2, boxes_[place].bottom(), (left + right) / 2,
                                                   boxes_[*to].top - 1));
            else if (to)
                draw_beside("flow-line", place, *to, right, 1);
        }
        for (const auto& back : workflow_.back(key))
            if (const auto to = workflow_.place(back)) draw_beside("flow-line flow-line--back", place, *to, left, -1);
    }

    /// From the side of one box to that of another; the further away, the further out.
    void draw_beside(std::string_view look, std::size_t from, std::size_t to, int side, int outwards) {
        const auto far = from > to ? from - to : to - from;
        const int out = side + outwards * std::min(32, 12 + 5 * static_cast<int>(far));
        const int slip = from < to ? 6 : -6; // lines that leave and lines that arrive do not meet
        draw_line(look, fmt::format("M{},{} C{},{} {},{} {},{}", side, boxes_[from].middle() + slip, out, boxes_[from].middle() + slip, out,
                                    boxes_[to].middle() - slip, side + outwards, boxes_[to].middle() - slip));
    }

    void draw_line(std::string_view look, std::string_view path) {
        out_.literal(fmt::format(R"svg(<path class="{}" d="{}" marker-end="url(#flow-tip)"/>)svg", look, path));
    }

    const Workflow& workflow_;
    html::Out out_;
    std::vector<Box> boxes_;
};

std::string names_of(const Workflow& workflow, const std::vector<std::string>& keys, Locale locale) {
    std::string all;
    for (const auto& key : keys) {
        const auto* step = workflow.find(key);
        const auto name = key == the_end ? std::string(sentence(locale, "workflow.end")) : step != nullptr ? step->name : key;
        all += (all.empty() ? "" : "; ") + name;
    }
    return all;
}

html::Table table_of(const Workflow& workflow, const UnitNames& names, Locale locale) {
    html::Table table{.caption = std::string(sentence(locale, "workflow.table")), .heads = {}, .rows = {}, .dense = true, .cards = true};
    for (const auto* key : {"step", "doer", "share", "next", "back", "asks"})
        table.heads.push_back({std::string(sentence(locale, fmt::format("workflow.column.{}", key)))});
    for (std::size_t place = 0; place < workflow.steps.size(); ++place) {
        const auto& step = workflow.steps[place];
        std::string asks;
        for (const auto& ask : step.asks) asks += (asks.empty() ? "" : "; ") + asked_of(ask, names, locale);
        table.rows.push_back({{fmt::format("{}. {}", place + 1, step.name)},
                              {doer_of(step, names, locale)},
                              {fmt::format("{} %", step.share)},
                              {names_of(workflow, workflow.next(step.key), locale)},
                              {names_of(workflow, workflow.back(step.key), locale)},
                              {asks}});
    }
    return table;
}

} // namespace

std::string role_name(std::string_view role, Locale locale) {
    const auto key = fmt::format("workflow.role.{}", role);
    return std::string(has_sentence(locale, key) ? sentence(locale, key) : role);
}

std::string doer_of(const Step& step, const UnitNames& names, Locale locale) {
    const auto role = role_name(step.role, locale);
    if (step.unit.empty()) return role;
    return role + " · " + (names ? names(step.unit) : step.unit);
}

std::string asked_of(const Ask& ask, const UnitNames& names, Locale locale) {
    const auto unit = ask.unit.empty() ? std::string(sentence(locale, "workflow.own_unit")) : names ? names(ask.unit) : ask.unit;
    return sentence(locale, "workflow.asked", std::vector{unit, role_name(ask.role, locale), fmt::format("{}", ask.hours)});
}

html::Chart graph_of(const Workflow& workflow, const std::vector<Finding>& findings, const UnitNames& names, Locale locale) {
    return {std::string(sentence(locale, "workflow.graph")), std::string(sentence(locale, "workflow.graph_summary")),
            Drawing(workflow, findings, names, locale).drawn(), table_of(workflow, names, locale)};
}

} // namespace motcua::workflow
