#include "document/table.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace motcua::document {

namespace {

using Texts = std::vector<std::string>;
using Row = std::vector<Block>;

constexpr double side_room = 4;
constexpr double upper_room = 2.5;
constexpr double head_grey = 0.93;

// Numbers of lines and copies look best in the middle; sums must stand under one another.
constexpr std::size_t short_figure = 4;

bool is_figure(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789.,%- ") == std::string_view::npos;
}

class Table {
  public:
    Table(Sheet& sheet, const Texts& heads, const std::vector<Texts>& rows, const std::vector<double>& shares)
        : sheet_(sheet), size_(sheet.measures().size * 0.92) {
        if (heads.empty() || heads.size() != shares.size()) throw std::invalid_argument("a table needs a width for each column");
        const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
        for (const double share : shares) widths_.push_back(sheet.measures().body_width() * share / all);
        for (std::size_t column = 0; column < heads.size(); ++column) alignments_.push_back(alignment_of(rows, column));
        head_ = set(heads, true);
        // Each page must have room for more than the heads, or a row would never end.
        if (whole_height(head_) > (sheet.measures().body_end() - sheet.measures().top) / 2)
            throw std::invalid_argument("the heads of a table fill half a page");
    }

    void draw(const std::vector<Texts>& rows) {
        if (!rows.empty()) sheet_.keep_together(whole_height(head_) + whole_height(set(rows.front(), false)));
        draw_piece(head_, Starts(head_.size()), sheet_.room(), true);
        for (const auto& row : rows) draw_row(set(row, false));
    }

  private:
    using Starts = std::vector<std::size_t>; ///< the next line of each cell

    static PangoAlignment alignment_of(const std::vector<Texts>& rows, std::size_t column) {
        const bool figures = std::ranges::all_of(rows, [&](const Texts& row) { return is_figure(row.at(column)); });
        if (rows.empty() || !figures) return PANGO_ALIGN_LEFT;
        const bool brief = std::ranges::all_of(rows, [&](const Texts& row) { return row[column].size() <= short_figure; });
        return brief ? PANGO_ALIGN_CENTER : PANGO_ALIGN_RIGHT;
    }

    Row set(const Texts& texts, bool head) const {
        if (texts.size() != widths_.size()) throw std::invalid_argument("a row of a table has another length than its head");
        Row row;
        for (std::size_t column = 0; column < texts.size(); ++column) {
            const Style style{.size = size_, .bold = head, .alignment = head ? PANGO_ALIGN_CENTER : alignments_[column]};
            row.push_back(sheet_.block(tidy_lines(texts[column]), style, widths_[column] - 2 * side_room));
        }
        return row;
    }

    static double whole_height(const Row& row) {
        double height = 0;
        for (const auto& cell : row) height = std::max(height, cell.height());
        return height + 2 * upper_room;
    }

    void next_page() {
        sheet_.next_page();
        draw_piece(head_, Starts(head_.size()), sheet_.room(), true);
    }

    void draw_row(const Row& row) {
        const double page = sheet_.measures().body_end() - sheet_.measures().top - whole_height(head_);
        if (whole_height(row) > sheet_.room() && whole_height(row) <= page) next_page();
        Starts starts(row.size());
        while (true) {
            starts = draw_piece(row, starts, sheet_.room(), false);
            bool left = false;
            for (std::size_t column = 0; column < row.size(); ++column) left = left || starts[column] < row[column].lines().size();
            if (!left) return;
            next_page();
        }
    }

    // As much of the row as fits, with lines around it; returns where each cell goes on.
    Starts draw_piece(const Row& row, const Starts& starts, double room, bool head) {
        Starts ends = starts;
        double height = 0;
        for (std::size_t column = 0; column < row.size(); ++column) {
            ends[column] += row[column].fitting(starts[column], room - 2 * upper_room);
            height = std::max(height, row[column].height(starts[column], ends[column]));
        }
        height += 2 * upper_room;
        const auto& m = sheet_.measures();
        if (head) sheet_.fill(m.left, sheet_.y, m.body_width(), height, head_grey);
        double x = m.left;
        for (std::size_t column = 0; column < row.size(); ++column) {
            const double lower = head ? (height - 2 * upper_room - row[column].height(starts[column], ends[column])) / 2 : 0;
            sheet_.draw(row[column], x + side_room, sheet_.y + upper_room + lower, starts[column], ends[column]);
            sheet_.line(x, sheet_.y, x, sheet_.y + height);
            x += widths_[column];
        }
        sheet_.line(x, sheet_.y, x, sheet_.y + height);
        sheet_.line(m.left, sheet_.y, x, sheet_.y);
        sheet_.line(m.left, sheet_.y + height, x, sheet_.y + height);
        sheet_.y += height;
        return ends;
    }

    Sheet& sheet_;
    double size_;
    std::vector<double> widths_;
    std::vector<PangoAlignment> alignments_;
    Row head_;
};

} // namespace

void draw_table(Sheet& sheet, const Texts& heads, const std::vector<Texts>& rows, const std::vector<double>& shares) {
    Table(sheet, heads, rows, shares).draw(rows);
}

} // namespace motcua::document
