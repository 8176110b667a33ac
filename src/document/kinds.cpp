#include "document/kinds.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace motcua::document {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t pdf_tail = 2048;
constexpr int jpeg_segments = 2000;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

// Only white space and a byte order mark may stand before the mark: anything more could be another format in disguise.
bool is_pdf(const ReadAt& read, std::uint64_t bytes) {
    const std::string head_bytes = read(0, 64);
    std::string_view head = head_bytes;
    if (head.starts_with("\xef\xbb\xbf"sv)) head.remove_prefix(3);
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"sv), head.size()));
    if (!head.starts_with("%PDF-"sv)) return false;
    const std::string tail = read(bytes - std::min<std::uint64_t>(bytes, pdf_tail), pdf_tail);
    return tail.find("%%EOF"sv) != std::string::npos;
}

bool is_png(const ReadAt& read, std::uint64_t bytes) {
    const std::string head = read(0, 33);
    if (head.size() < 33 || !head.starts_with("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"sv)) return false;
    const auto width = big_endian(std::string_view(head).substr(16, 4));
    const auto height = big_endian(std::string_view(head).substr(20, 4));
    const int depth = static_cast<unsigned char>(head[24]);
    const int colour = static_cast<unsigned char>(head[25]);
    const bool sane = width > 0 && width <= 0x7fff'ffff && height > 0 && height <= 0x7fff'ffff && (depth & (depth - 1)) == 0 && depth > 0 &&
                      depth <= 16 && (colour == 0 || colour == 2 || colour == 3 || colour == 4 || colour == 6) && head[26] == 0 &&
                      head[27] == 0 && (head[28] == 0 || head[28] == 1);
    const std::string tail = read(bytes - std::min<std::uint64_t>(bytes, 1024), 1024);
    return sane && tail.find("IEND\xae\x42\x60\x82"sv) != std::string::npos;
}

bool starts_frame(unsigned char marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

// Walks from segment to segment up to the frame header, which says how large the picture is.
bool is_jpeg(const ReadAt& read, std::uint64_t bytes) {
    if (read(0, 3) != "\xff\xd8\xff"sv) return false;
    std::uint64_t place = 2;
    for (int count = 0; count < jpeg_segments && place < bytes; ++count) {
        const std::string segment = read(place, 9);
        if (segment.size() < 9 || static_cast<unsigned char>(segment[0]) != 0xff) return false;
        const auto marker = static_cast<unsigned char>(segment[1]);
        if (marker == 0xff) { // a fill byte
            ++place;
            continue;
        }
        const auto length = big_endian(std::string_view(segment).substr(2, 2));
        if (length < 2 || place + 2 + length > bytes) return false;
        if (starts_frame(marker))
            return big_endian(std::string_view(segment).substr(5, 2)) > 0 && big_endian(std::string_view(segment).substr(7, 2)) > 0;
        if (marker < 0xc4 || marker == 0xd9 || marker == 0xda) return false; // the picture may not begin or end before its frame
        place += 2 + length;
    }
    return false;
}

} // namespace

std::string_view kind_of(const ReadAt& read, std::uint64_t bytes) {
    if (is_pdf(read, bytes)) return "application/pdf";
    if (is_png(read, bytes)) return "image/png";
    if (is_jpeg(read, bytes)) return "image/jpeg";
    return {};
}

bool name_agrees(std::string_view file_name, std::string_view media_type) {
    const auto name = lower_ascii(file_name);
    if (media_type == "application/pdf") return name.ends_with(".pdf");
    if (media_type == "image/png") return name.ends_with(".png");
    return media_type == "image/jpeg" && (name.ends_with(".jpg") || name.ends_with(".jpeg"));
}

} // namespace motcua::document
