#pragma once

#include <string_view>
#include <vector>

namespace motcua::document {

/// The squares of a QR code, without its quiet zone.
struct QrMatrix {
    int side = 0;
    std::vector<bool> squares; ///< row by row

    bool dark(int row, int column) const { return squares[static_cast<std::size_t>(row * side + column)]; }

    /// Dark squares that lie side by side in a row, as one rectangle of height 1.
    struct Run {
        int row, column, length;
    };
    std::vector<Run> runs() const;
};

inline constexpr int quiet_zone = 4; ///< squares of white that every reader may expect around a code

/// Level M. Throws std::length_error beyond 1,000 bytes or when there is nothing to say.
QrMatrix qr_matrix(std::string_view content);

} // namespace motcua::document
