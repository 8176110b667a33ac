#pragma once

#include "base/time.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::document {

enum class PaperSize { a5, a4, a4_across };

/// A printable paper, laid out top to bottom with Pango and Cairo: Vietnamese letters right, text can be extracted, fonts embedded.
/// The same calls give the same bytes. Breaks pages by itself, with page numbers from the second page on.
class Pdf {
  public:
    /// `made_at` is the date in the file: of what the paper tells, never of its printing.
    Pdf(PaperSize size, std::string_view title, Instant made_at = {1'577'811'600'000});
    ~Pdf();

    /// The head of a Vietnamese office paper: unit on the left, CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM on the right.
    void letterhead(std::string_view parent_unit, std::string_view unit, std::string_view number, std::string_view place_and_date);
    void title(std::string_view text);
    void paragraph(std::string_view text);
    void note(std::string_view text); ///< small
    /// `label: value`, the value bold.
    void fact(std::string_view label, std::string_view value);
    void table(const std::vector<std::string>& heads, const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares);
    /// A QR code with words beside it.
    void qr(std::string_view content, const std::vector<std::string>& beside);
    void signatures(std::string_view left_role, std::string_view left_name, std::string_view right_role, std::string_view right_name);

    /// The foot of a letter: to whom it goes on the left, who signs on the right. (Nghị định 30/2020/NĐ-CP, Phụ lục I)
    void foot(std::string_view recipients_label, const std::vector<std::string>& recipients, std::string_view role, std::string_view name);

    std::string finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace motcua::document
