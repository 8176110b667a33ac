#include "document/sheet.hpp"

#include "base/text.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace motcua::document {

namespace {

constexpr const char* family = "Liberation Serif";
constexpr double millimetre = 72.0 / 25.4;

struct FontDescription {
    explicit FontDescription(const Style& style) : owned(pango_font_description_new()) {
        pango_font_description_set_family_static(owned, family);
        pango_font_description_set_absolute_size(owned, style.size * PANGO_SCALE);
        pango_font_description_set_weight(owned, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(owned, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    }
    ~FontDescription() { pango_font_description_free(owned); }
    FontDescription(const FontDescription&) = delete;
    FontDescription& operator=(const FontDescription&) = delete;

    PangoFontDescription* owned;
};

// Ligatures would hide letters from those who extract or search the text.
void set_attributes(PangoLayout* layout, const Style& style) {
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
    if (style.bold_from != std::string_view::npos) {
        PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
        bold->start_index = static_cast<guint>(style.bold_from);
        pango_attr_list_insert(attributes, bold);
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

PangoContext* make_context(cairo_t* cairo) {
    PangoContext* context = pango_cairo_create_context(cairo);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("vi"));
    return context;
}

} // namespace

const Measures& measures_of(PaperSize size) {
    static const Measures a5{148 * millimetre, 210 * millimetre, 15 * millimetre, 12 * millimetre, 12 * millimetre, 12 * millimetre, 10.5,
                             7 * millimetre,   30 * millimetre,  17 * millimetre};
    static const Measures a4{210 * millimetre, 297 * millimetre, 30 * millimetre, 20 * millimetre, 20 * millimetre, 20 * millimetre, 13,
                             10 * millimetre,  34 * millimetre,  24 * millimetre};
    static const Measures across{297 * millimetre, 210 * millimetre, 15 * millimetre, 12 * millimetre, 15 * millimetre, 12 * millimetre, 10,
                                 8 * millimetre,   30 * millimetre,  20 * millimetre};
    return size == PaperSize::a5 ? a5 : size == PaperSize::a4 ? a4 : across;
}

Block::Block(PangoLayout* layout) : layout_(layout) {
    const std::unique_ptr<PangoLayoutIter, Freed<pango_layout_iter_free>> at(pango_layout_get_iter(layout));
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &logical);
        lines_.push_back({pango_layout_iter_get_line_readonly(at.get()), points(logical.x), points(logical.y),
                          points(pango_layout_iter_get_baseline(at.get())), points(logical.y + logical.height)});
    } while (pango_layout_iter_next_line(at.get()));
}

double Block::width() const {
    PangoRectangle logical;
    pango_layout_get_extents(layout_.get(), nullptr, &logical);
    return points(logical.width);
}

double Block::set_width() const {
    return points(pango_layout_get_width(layout_.get()));
}

double Block::height(std::size_t from, std::size_t to) const {
    return from < to ? lines_[to - 1].bottom - lines_[from].top : 0;
}

std::size_t Block::fitting(std::size_t from, double room) const {
    std::size_t to = from;
    while (to < lines_.size() && height(from, to + 1) <= room) ++to;
    return to - from;
}

Sheet::Sheet(PaperSize size, std::string_view title, Instant made_at)
    : measures_(measures_of(size)), surface_(cairo_pdf_surface_create_for_stream(&Sheet::append, this, measures_.width, measures_.height)),
      cairo_(cairo_create(surface_.get())), context_(make_context(cairo_.get())) {
    y = measures_.top;
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, tidy(title).c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Motcua");
    const auto date = iso(made_at);
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
}

cairo_status_t Sheet::append(void* sheet, const unsigned char* bytes, unsigned int count) {
    static_cast<Sheet*>(sheet)->bytes_.append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void Sheet::next_page() {
    cairo_show_page(cairo_.get());
    y = measures_.top;
    const auto number =
        block(fmt::format("{}", ++page_), {.size = measures_.size, .alignment = PANGO_ALIGN_CENTER}, measures_.body_width());
    draw(number, measures_.left, (measures_.top - number.height()) / 2);
}

void Sheet::keep_together(double height) {
    if (height > room() && !at_top()) next_page();
}

Block Sheet::block(std::string_view text, const Style& style, double width) const {
    PangoLayout* layout = pango_layout_new(context_.get());
    const FontDescription font(style);
    pango_layout_set_font_description(layout, font.owned);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    pango_layout_set_width(layout, width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, style.alignment);
    pango_layout_set_justify(layout, style.justified);
    pango_layout_set_indent(layout, static_cast<int>(style.indent * PANGO_SCALE));
    pango_layout_set_line_spacing(layout, 1.12F);
    set_attributes(layout, style);
    return Block(layout);
}

Style Sheet::fitted(std::string_view text, Style style, double width) const {
    const double natural = block(text, style, -1).width();
    if (natural > width) style.size *= width / natural * 0.995;
    return style;
}

Block Sheet::balanced(std::string_view text, const Style& style, double width) const {
    const auto lines = block(text, style, width).lines().size();
    double narrow = width / 2;
    double wide = width;
    while (lines > 1 && wide - narrow > 1) {
        const double middle = (narrow + wide) / 2;
        (block(text, style, middle).lines().size() > lines ? narrow : wide) = middle;
    }
    return block(text, style, lines > 1 ? wide : width);
}

void Sheet::draw(const Block& block, double x, double top, std::size_t from, std::size_t to) {
    for (std::size_t index = from; index < to; ++index) {
        const auto& line = block.lines()[index];
        cairo_move_to(cairo_.get(), x + line.x, top + line.baseline - block.lines()[from].top);
        pango_cairo_show_layout_line(cairo_.get(), line.line);
    }
}

void Sheet::flow(const Block& block, double x) {
    std::size_t from = 0;
    while (from < block.lines().size()) {
        std::size_t count = block.fitting(from, room());
        if (count == 0 && at_top()) count = 1;
        draw(block, x, y, from, from + count);
        y += block.height(from, from + count);
        from += count;
        if (from < block.lines().size()) next_page();
    }
}

void Sheet::line(double from_x, double from_y, double to_x, double to_y, double width) {
    cairo_set_line_width(cairo_.get(), width);
    cairo_move_to(cairo_.get(), from_x, from_y);
    cairo_line_to(cairo_.get(), to_x, to_y);
    cairo_stroke(cairo_.get());
}

void Sheet::fill(double x, double top, double width, double height, double grey) {
    cairo_save(cairo_.get());
    cairo_set_source_rgb(cairo_.get(), grey, grey, grey);
    cairo_rectangle(cairo_.get(), x, top, width, height);
    cairo_fill(cairo_.get());
    cairo_restore(cairo_.get());
}

std::string Sheet::finish() {
    cairo_show_page(cairo_.get());
    cairo_surface_finish(surface_.get());
    const auto status = cairo_surface_status(surface_.get());
    if (status != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(std::string("a paper could not be drawn: ") + cairo_status_to_string(status));
    return std::move(bytes_);
}

} // namespace motcua::document
