#pragma once

#include "document/pdf.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What Pdf draws with: sheets of one paper with a pen that goes down, and blocks of set text. All lengths are points (1/72 inch).
namespace motcua::document {

/// Measures of one paper size.
struct Measures {
    double width, height;
    double left, right, top, bottom; ///< margins
    double size;                     ///< of ordinary letters
    double indent;                   ///< of a paragraph's first line
    double qr;                       ///< side of a QR code with its quiet zone
    double signature_room;           ///< for a hand and a stamp

    double body_width() const { return width - left - right; }
    double body_end() const { return height - bottom; }
};
const Measures& measures_of(PaperSize size);

struct Style {
    double size = 0;
    bool bold = false;
    bool italic = false;
    PangoAlignment alignment = PANGO_ALIGN_LEFT;
    bool justified = false;
    double indent = 0;                              ///< of the first line; below 0: of all lines but the first
    std::size_t bold_from = std::string_view::npos; ///< byte from which on letters are bold
};

template <auto Free>
struct Freed {
    void operator()(auto* owned) const { Free(owned); }
};

/// Text set in lines of one width.
class Block {
  public:
    struct Line {
        PangoLayoutLine* line;
        double x, top, baseline, bottom; ///< from the block's upper left corner
    };

    explicit Block(PangoLayout* layout);

    const std::vector<Line>& lines() const { return lines_; }
    double height() const { return lines_.empty() ? 0 : lines_.back().bottom; }
    double width() const;     ///< of the widest line
    double set_width() const; ///< that its lines were broken to
    /// Height of the lines from `from` up to, not with, `to`.
    double height(std::size_t from, std::size_t to) const;
    /// How many lines from `from` on fit into `room`.
    std::size_t fitting(std::size_t from, double room) const;

  private:
    std::unique_ptr<PangoLayout, Freed<g_object_unref>> layout_;
    std::vector<Line> lines_;
};

class Sheet {
  public:
    Sheet(PaperSize size, std::string_view title, Instant made_at);

    const Measures& measures() const { return measures_; }
    double y = 0; ///< where the pen is

    double room() const { return measures_.body_end() - y; }
    /// At the top of a page: nothing is gained by another one.
    bool at_top() const { return y <= measures_.top; }
    void next_page();
    /// Goes to the next page when less than `height` is left on this one.
    void keep_together(double height);

    Block block(std::string_view text, const Style& style, double width) const;
    /// The style made smaller until the text stands in one line.
    Style fitted(std::string_view text, Style style, double width) const;
    /// As narrow as it can be without needing another line, so that a centred name of two lines looks whole.
    Block balanced(std::string_view text, const Style& style, double width) const;
    /// Lines `from` up to, not with, `to`; the first of them begins at `top`.
    void draw(const Block& block, double x, double top, std::size_t from, std::size_t to);
    void draw(const Block& block, double x, double top) { draw(block, x, top, 0, block.lines().size()); }
    /// Lets the block run over as many pages as it needs, and moves the pen below it.
    void flow(const Block& block, double x);

    void line(double from_x, double from_y, double to_x, double to_y, double width = 0.5);
    void fill(double x, double top, double width, double height, double grey);
    cairo_t* pen() { return cairo_.get(); }

    std::string finish();

  private:
    static cairo_status_t append(void* sheet, const unsigned char* bytes, unsigned int count);

    const Measures& measures_;
    std::string bytes_;
    std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>> surface_;
    std::unique_ptr<cairo_t, Freed<cairo_destroy>> cairo_;
    std::unique_ptr<PangoContext, Freed<g_object_unref>> context_;
    int page_ = 1;
};

} // namespace motcua::document
