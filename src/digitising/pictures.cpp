#include "digitising/pictures.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace motcua::digitising {

namespace {

constexpr int widest = 40'000; ///< dots of a side: a page of A4 at more than 3,000 dots an inch

std::uint32_t number_at(std::string_view bytes, std::size_t place, int length, bool little = false) {
    if (place + static_cast<std::size_t>(length) > bytes.size()) return 0;
    std::uint32_t value = 0;
    for (int i = 0; i < length; ++i) {
        const auto at = place + static_cast<std::size_t>(little ? length - 1 - i : i);
        value = value << 8 | static_cast<unsigned char>(bytes[at]);
    }
    return value;
}

/// What the camera noted of how it was held (tag 0x0112 of the first directory), as degrees.
int turned_by(std::string_view exif) {
    if (!exif.starts_with(std::string_view("Exif\0\0", 6))) return 0;
    exif.remove_prefix(6);
    const bool little = exif.starts_with("II");
    const auto directory = number_at(exif, 4, 4, little);
    const auto entries = std::min<std::uint32_t>(number_at(exif, directory, 2, little), 200);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const auto entry = std::size_t(directory) + 2 + std::size_t(i) * 12;
        if (number_at(exif, entry, 2, little) != 0x0112) continue;
        const auto way = number_at(exif, entry + 8, 2, little);
        return way == 3 ? 180 : way == 6 ? 90 : way == 8 ? 270 : 0;
    }
    return 0;
}

bool is_frame(int marker) {
    return marker >= 0xC0 && marker <= 0xC2; // baseline, extended, progressive: what every reader of PDFs knows
}

bool has_sides(const Picture& picture) {
    return picture.width > 0 && picture.height > 0 && picture.width <= widest && picture.height <= widest;
}

std::optional<Picture> frame_of(std::string_view segment, bool inverted) {
    Picture picture;
    picture.height = static_cast<int>(number_at(segment, 1, 2));
    picture.width = static_cast<int>(number_at(segment, 3, 2));
    const auto components = number_at(segment, 5, 1);
    if (number_at(segment, 0, 1) != 8 || !has_sides(picture)) return std::nullopt;
    if (components != 1 && components != 3 && components != 4) return std::nullopt;
    picture.colours = components == 1 ? "/DeviceGray" : components == 3 ? "/DeviceRGB" : "/DeviceCMYK";
    picture.filter = "/Filter /DCTDecode";
    if (components == 4 && inverted) picture.filter += " /Decode [1 0 1 0 1 0 1 0]";
    return picture;
}

} // namespace

std::optional<Picture> jpeg_picture(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
    int turned = 0;
    bool adobe = false;
    for (std::size_t place = 2; place + 4 <= bytes.size();) {
        if (bytes[place] != '\xFF') return std::nullopt;
        const int marker = static_cast<unsigned char>(bytes[place + 1]);
        if (marker == 0xFF) {
            ++place;
            continue;
        }
        const auto length = number_at(bytes, place + 2, 2);
        if (length < 2 || place + 2 + length > bytes.size()) return std::nullopt;
        const auto segment = bytes.substr(place + 4, length - 2);
        if (marker == 0xE1 && turned == 0) turned = turned_by(segment);
        if (marker == 0xEE && segment.starts_with("Adobe")) adobe = true;
        if (is_frame(marker)) {
            auto picture = frame_of(segment, adobe);
            if (!picture) return std::nullopt;
            picture->turned = turned;
            picture->data = bytes;
            return picture;
        }
        if (marker == 0xDA || (marker >= 0xC3 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)) return std::nullopt;
        place += 2 + length;
    }
    return std::nullopt;
}

std::optional<Picture> png_picture(std::string_view bytes) {
    if (!bytes.starts_with("\x89PNG\r\n\x1A\n") || bytes.size() < 33) return std::nullopt;
    Picture picture;
    picture.width = static_cast<int>(std::min<std::uint32_t>(number_at(bytes, 16, 4), widest + 1));
    picture.height = static_cast<int>(std::min<std::uint32_t>(number_at(bytes, 20, 4), widest + 1));
    picture.bits = static_cast<int>(number_at(bytes, 24, 1));
    const auto kind = number_at(bytes, 25, 1);
    const bool interlaced = number_at(bytes, 28, 1) != 0, whole = picture.bits == 8 || picture.bits == 16;
    if (!has_sides(picture) || interlaced || (kind != 0 && kind != 2 && kind != 3) || (kind == 2 && !whole)) return std::nullopt;
    if (picture.bits != 1 && picture.bits != 2 && picture.bits != 4 && !whole) return std::nullopt;
    std::string palette;
    for (std::size_t place = 8; place + 12 <= bytes.size();) {
        const auto length = number_at(bytes, place, 4);
        const auto name = bytes.substr(place + 4, 4);
        if (length > bytes.size() - place - 12) return std::nullopt;
        const auto data = bytes.substr(place + 8, length);
        if (name == "PLTE") palette = data;
        if (name == "tRNS") return std::nullopt;
        if (name == "IDAT") picture.data += data;
        place += 12 + length;
    }
    if (picture.data.empty() || (kind == 3 && (palette.size() < 3 || palette.size() > 768 || picture.bits > 8))) return std::nullopt;
    picture.colours = kind == 0 ? "/DeviceGray" : "/DeviceRGB";
    if (kind == 3) {
        picture.colours = fmt::format("[/Indexed /DeviceRGB {} <", palette.size() / 3 - 1);
        for (const char letter : palette) picture.colours += fmt::format("{:02x}", static_cast<unsigned char>(letter));
        picture.colours += ">]";
    }
    picture.filter = fmt::format("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors {} /BitsPerComponent {} /Columns {} >>",
                                 kind == 2 ? 3 : 1, picture.bits, picture.width);
    return picture;
}

namespace {

/// Objects one after the other, and the table of their places.
class Writer {
  public:
    void add(std::string_view body) {
        places_.push_back(bytes_.size());
        bytes_ += fmt::format("{} 0 obj\n{}\nendobj\n", places_.size(), body);
    }
    void add_stream(std::string_view entries, std::string_view data) {
        add(fmt::format("<< {} /Length {} >>\nstream\n{}\nendstream", entries, data.size(), data));
    }
    std::string finish(int info) {
        const auto table = bytes_.size();
        bytes_ += fmt::format("xref\n0 {}\n0000000000 65535 f \n", places_.size() + 1);
        for (const auto place : places_) bytes_ += fmt::format("{:010} 00000 n \n", place);
        bytes_ += fmt::format("trailer\n<< /Size {} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{}\n%%EOF\n", places_.size() + 1, info, table);
        return std::move(bytes_);
    }

  private:
    std::string bytes_ = "%PDF-1.5\n%\xE2\xE3\xCF\xD3\n";
    std::vector<std::size_t> places_;
};

constexpr double short_side = 595.28, long_side = 841.89; ///< A4 in points
constexpr int first_page = 4, objects_of_page = 3;

void add_page(Writer& writer, const Picture& picture, int number) {
    const bool across = picture.width > picture.height;
    const double width = across ? long_side : short_side, height = across ? short_side : long_side;
    const double scale = std::min(width / picture.width, height / picture.height);
    const double wide = picture.width * scale, high = picture.height * scale;
    writer.add(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {:.2f} {:.2f}] /Rotate {} /Contents {} 0 R "
                           "/Resources << /XObject << /S {} 0 R >> >> >>",
                           width, height, picture.turned, number + 1, number + 2));
    writer.add_stream("", fmt::format("q {:.2f} 0 0 {:.2f} {:.2f} {:.2f} cm /S Do Q", wide, high, (width - wide) / 2, (height - high) / 2));
    writer.add_stream(fmt::format("/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace {} /BitsPerComponent {} {}",
                                  picture.width, picture.height, picture.colours, picture.bits, picture.filter),
                      picture.data);
}

} // namespace

std::optional<std::string> pdf_of(const std::vector<std::string>& pictures, Instant made_at) {
    std::vector<Picture> pages;
    for (const auto& bytes : pictures) {
        auto picture = jpeg_picture(bytes);
        if (!picture) picture = png_picture(bytes);
        if (!picture) return std::nullopt;
        pages.push_back(*std::move(picture));
    }
    if (pages.empty()) return std::nullopt;
    Writer writer;
    writer.add("<< /Type /Catalog /Pages 2 0 R >>");
    std::string kids;
    for (std::size_t i = 0; i < pages.size(); ++i) kids += fmt::format("{} 0 R ", first_page + objects_of_page * static_cast<int>(i));
    writer.add(fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size()));
    auto moment = iso(made_at).substr(0, 19); // 2026-07-11T10:00:00, in UTC
    std::erase_if(moment, [](char letter) { return letter < '0' || letter > '9'; });
    writer.add(fmt::format("<< /CreationDate (D:{}Z) /Producer (Motcua) >>", moment));
    int number = first_page;
    for (const auto& page : pages) {
        add_page(writer, page, number);
        number += objects_of_page;
    }
    return writer.finish(3);
}

} // namespace motcua::digitising
