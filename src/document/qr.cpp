#include "document/qr.hpp"

#include "document/qr_matrix.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace motcua::document {

std::vector<QrMatrix::Run> QrMatrix::runs() const {
    std::vector<Run> found;
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            if (!dark(row, column)) continue;
            const int from = column;
            while (column + 1 < side && dark(row, column + 1)) ++column;
            found.push_back({row, from, column - from + 1});
        }
    }
    return found;
}

QrMatrix qr_matrix(std::string_view content) {
    if (content.empty() || content.size() > 1000) throw std::length_error("a QR code holds 1 to 1,000 bytes");
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(std::string(content).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free);
    if (!code) throw std::runtime_error("a QR code could not be made");
    QrMatrix matrix{code->width, {}};
    matrix.squares.reserve(static_cast<std::size_t>(code->width * code->width));
    for (int square = 0; square < code->width * code->width; ++square) matrix.squares.push_back((code->data[square] & 1) != 0);
    return matrix;
}

html::Safe qr_svg(std::string_view content, std::string_view label, int pixels) {
    const auto matrix = qr_matrix(content);
    const int whole = matrix.side + 2 * quiet_zone;
    std::string path;
    for (const auto& run : matrix.runs())
        path += fmt::format("M{} {}h{}v1h-{}z", run.column + quiet_zone, run.row + quiet_zone, run.length, run.length);

    // White lies below the squares, whatever colours the page has: a reader needs the contrast.
    html::Out out(Locale::vi);
    out.literal(fmt::format(R"(<svg class="motcua-qr" xmlns="http://www.w3.org/2000/svg" role="img" width="{0}" height="{0}" )"
                            R"(viewBox="0 0 {1} {1}" shape-rendering="crispEdges"><title>)",
                            pixels, whole));
    out.text(label);
    out.literal(fmt::format(R"(</title><rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{1}"/></svg>)", whole, path));
    return html::Safe::trusted(std::move(out).take());
}

} // namespace motcua::document
