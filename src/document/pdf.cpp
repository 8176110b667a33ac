#include "document/pdf.hpp"

#include "base/text.hpp"
#include "document/qr_matrix.hpp"
#include "document/sheet.hpp"
#include "document/table.hpp"

#include <algorithm>

namespace motcua::document {

namespace {

// Words every office paper bears, whatever the language of its reader. (Nghị định 30/2020/NĐ-CP, Phụ lục I)
constexpr std::string_view state_name = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
constexpr std::string_view state_motto = "Độc lập - Tự do - Hạnh phúc";

struct HeadLine {
    std::string text;
    Style style;
    double rule = 0; ///< how wide a line is drawn below it, as a share of its width
};

// One column of the letterhead or of signatures, centred; returns where it ends.
double draw_column(Sheet& sheet, const std::vector<HeadLine>& lines, double x, double width) {
    double bottom = sheet.y;
    for (const auto& head : lines) {
        if (head.text.empty()) continue;
        const double middle = x + width / 2;
        const auto block = sheet.balanced(head.text, head.style, width);
        sheet.draw(block, middle - block.set_width() / 2, bottom);
        bottom += block.height() + head.style.size * 0.12;
        if (head.rule > 0) {
            const double length = block.width() * head.rule;
            bottom += 1;
            sheet.line(middle - length / 2, bottom, middle + length / 2, bottom, 0.6);
            bottom += head.style.size * 0.4;
        }
    }
    return bottom;
}

struct Columns {
    double left, gap, right;
};

// The state's name takes what it needs in one line, the unit the rest.
Columns letterhead_columns(const Measures& m) {
    return {m.body_width() * 0.42, m.body_width() * 0.02, m.body_width() * 0.56};
}

std::vector<HeadLine> signature_lines(std::string_view role, double size) {
    const auto lines = split(role, '\n');
    std::vector<HeadLine> made;
    for (std::size_t index = 0; index < lines.size(); ++index)
        made.push_back(
            {std::string(lines[index]),
             {.size = index == 0 ? size : size * 0.92, .bold = index == 0, .italic = index > 0, .alignment = PANGO_ALIGN_CENTER}});
    return made;
}

void draw_qr(cairo_t* pen, const QrMatrix& matrix, double x, double top, double side) {
    cairo_save(pen);
    cairo_translate(pen, x, top);
    const double square = side / matrix.side;
    cairo_scale(pen, square, square);
    for (const auto& run : matrix.runs()) cairo_rectangle(pen, run.column, run.row, run.length, 1);
    cairo_fill(pen);
    cairo_restore(pen);
}

} // namespace

struct Pdf::State {
    State(PaperSize size, std::string_view title, Instant made_at) : sheet(size, title, made_at) {}

    const Measures& m() const { return sheet.measures(); }
    double size() const { return m().size; }

    Sheet sheet;
};

Pdf::Pdf(PaperSize size, std::string_view title, Instant made_at) : state_(std::make_unique<State>(size, title, made_at)) {}
Pdf::~Pdf() = default;

void Pdf::letterhead(std::string_view parent_unit, std::string_view unit, std::string_view number, std::string_view place_and_date) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto columns = letterhead_columns(m);
    const double size = m.size * 0.94;
    const Style plain{.size = size, .alignment = PANGO_ALIGN_CENTER};
    const Style bold{.size = size, .bold = true, .alignment = PANGO_ALIGN_CENTER};
    const Style slanted{.size = size, .italic = true, .alignment = PANGO_ALIGN_CENTER};
    const Style state = sheet.fitted(state_name, bold, columns.right);
    const Style motto{.size = state.size * 1.06, .bold = true, .alignment = PANGO_ALIGN_CENTER};

    const double left_end = draw_column(sheet, {{upper(tidy(parent_unit)), plain}, {upper(tidy(unit)), bold, 0.4}, {tidy(number), plain}},
                                        m.left, columns.left);
    const double right_end =
        draw_column(sheet, {{std::string(state_name), state}, {std::string(state_motto), motto, 1.0}, {tidy(place_and_date), slanted}},
                    m.left + columns.left + columns.gap, columns.right);
    sheet.y = std::max(left_end, right_end) + m.size * 0.6;
}

void Pdf::title(std::string_view text) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto tidied = tidy_lines(text);
    const auto lines = split(tidied, '\n');
    sheet.keep_together(m.size * 5);
    if (!sheet.at_top()) sheet.y += m.size;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const Style style{.size = m.size * (index == 0 ? 1.28 : 1.04), .bold = true, .alignment = PANGO_ALIGN_CENTER};
        sheet.flow(sheet.block(lines[index], style, m.body_width()), m.left);
    }
    sheet.y += m.size * 0.7;
}

void Pdf::paragraph(std::string_view text) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto tidied = tidy_lines(text);
    if (tidied.empty()) return;
    const Style style{.size = m.size, .justified = true, .indent = m.indent};
    sheet.flow(sheet.block(tidied, style, m.body_width()), m.left);
    sheet.y += m.size * 0.4;
}

void Pdf::note(std::string_view text) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto tidied = tidy_lines(text);
    if (tidied.empty()) return;
    sheet.y += m.size * 0.1;
    sheet.flow(sheet.block(tidied, {.size = m.size * 0.86, .italic = true}, m.body_width()), m.left);
    sheet.y += m.size * 0.25;
}

void Pdf::fact(std::string_view label, std::string_view value) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto front = tidy(label) + ": ";
    const Style style{.size = m.size, .indent = -m.indent, .bold_from = front.size()};
    const auto block = sheet.block(front + tidy_lines(value), style, m.body_width());
    sheet.keep_together(std::min(block.height(), m.size * 4));
    sheet.flow(block, m.left);
    sheet.y += m.size * 0.22;
}

void Pdf::table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows,
                const std::vector<double>& shares) {
    auto& sheet = state_->sheet;
    sheet.y += state_->size() * 0.3;
    draw_table(sheet, heads, rows, shares);
    sheet.y += state_->size() * 0.7;
}

void Pdf::qr(std::string_view content, const std::vector<std::string>& beside) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const auto matrix = qr_matrix(content);
    const double quiet = m.qr * quiet_zone / (matrix.side + 2 * quiet_zone);
    const double words_x = m.left + m.qr;
    std::vector<Block> words;
    double height = 0;
    for (std::size_t index = 0; index < beside.size(); ++index) {
        const Style style{.size = m.size * (index == 0 ? 1.0 : 0.92), .bold = index == 0};
        words.push_back(sheet.block(tidy_lines(beside[index]), style, m.body_width() - m.qr));
        height += words.back().height() + 2;
    }
    const double whole = std::max(m.qr, height);
    sheet.keep_together(whole);
    // The code's own squares stand at the margin; the quiet zone reaches into it.
    draw_qr(sheet.pen(), matrix, m.left, sheet.y + quiet, m.qr - 2 * quiet);
    double top = sheet.y + (whole - height) / 2;
    for (const auto& block : words) {
        sheet.draw(block, words_x, top);
        top += block.height() + 2;
    }
    sheet.y += whole + m.size * 0.3;
}

void Pdf::signatures(std::string_view left_role, std::string_view left_name, std::string_view right_role, std::string_view right_name) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const double width = m.body_width() / 2;
    const Style name{.size = m.size, .bold = true, .alignment = PANGO_ALIGN_CENTER};
    sheet.y += m.size * 0.6;
    sheet.keep_together(m.size * 3.6 + m.signature_room);
    const double left_end = draw_column(sheet, signature_lines(tidy_lines(left_role), m.size), m.left, width);
    const double right_end = draw_column(sheet, signature_lines(tidy_lines(right_role), m.size), m.left + width, width);
    sheet.y = std::max(left_end, right_end) + m.signature_room;
    const double names_end = std::max(draw_column(sheet, {{tidy(left_name), name}}, m.left, width),
                                      draw_column(sheet, {{tidy(right_name), name}}, m.left + width, width));
    sheet.y = names_end + m.size * 0.4;
}

void Pdf::foot(std::string_view recipients_label, const std::vector<std::string>& recipients, std::string_view role,
               std::string_view name) {
    auto& sheet = state_->sheet;
    const auto& m = state_->m();
    const double width = m.body_width() / 2;
    sheet.y += m.size * 0.6;
    sheet.keep_together(m.size * 3.6 + m.signature_room);
    double left_end = sheet.y;
    const auto add = [&](std::string_view text, const Style& style) {
        const auto block = sheet.block(text, style, width - m.size);
        sheet.draw(block, m.left, left_end);
        left_end += block.height();
    };
    add(tidy(recipients_label), {.size = m.size * 0.92, .bold = true, .italic = true});
    for (const auto& recipient : recipients) add("- " + tidy(recipient), {.size = m.size * 0.85, .indent = -m.size * 0.6});
    sheet.y = draw_column(sheet, signature_lines(tidy_lines(role), m.size), m.left + width, width) + m.signature_room;
    const Style bold{.size = m.size, .bold = true, .alignment = PANGO_ALIGN_CENTER};
    sheet.y = std::max(left_end, draw_column(sheet, {{tidy(name), bold}}, m.left + width, width)) + m.size * 0.4;
}

std::string Pdf::finish() {
    return state_->sheet.finish();
}

} // namespace motcua::document
