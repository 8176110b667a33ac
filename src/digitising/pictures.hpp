#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Pictures from a scanner or a telephone as a PDF. The picture's own bytes are put into the PDF as they are: nothing is decoded, so
/// nothing is lost, and hostile bytes meet no decoder here.
namespace motcua::digitising {

/// A picture as a PDF stands for it (ISO 32000-1, 8.9.5).
struct Picture {
    int width = 0, height = 0;
    int bits = 8;
    std::string colours; ///< /DeviceGray, /DeviceRGB, an indexed space
    std::string filter;  ///< how the data is to be read, as entries of the stream's dictionary
    std::string data;
    int turned = 0; ///< degrees clockwise by which it must be turned to stand upright, as the camera noted (Exif)
};
/// Nothing for what a PDF cannot hold unchanged: a PNG with transparency or interlaced, a JPEG of another depth than 8 bits.
std::optional<Picture> jpeg_picture(std::string_view bytes);
std::optional<Picture> png_picture(std::string_view bytes);

/// Each picture fills a page of A4, upright or across as the picture lies. Nothing when one of them cannot be a page, or there are none.
/// The same pictures and moment give the same bytes.
std::optional<std::string> pdf_of(const std::vector<std::string>& pictures, Instant made_at);

} // namespace motcua::digitising
