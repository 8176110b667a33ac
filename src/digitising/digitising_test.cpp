#include "digitising/digitising.hpp"

#include "digitising/pictures.hpp"
#include "support/pdf.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <iterator>

using namespace motcua;
using namespace motcua::digitising;

namespace {

const Instant now = local_instant(*parse_day("2026-11-24"), 9 * 60);
const std::vector<std::string> parts{"part-1", "part-2"};

Scan scan_of(std::string part) {
    return {1, 2, 3, std::move(part), Source::original, 4, "Bình", now};
}

/// One black dot.
const std::string
    dot("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0"
        "\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82",
        67);

/// A page as a scanner would give it: drawn by another program, `-jpeg` or `-png`.
std::string picture(const std::string& options) {
    const test::TemporaryFolder folder;
    const auto pdf = pdf_of({dot}, now);
    REQUIRE(pdf);
    std::ofstream(folder.path() + "/page.pdf", std::ios::binary) << *pdf;
    test::said_by(fmt::format("pdftoppm -r 60 {} -singlefile {}/page.pdf {}/page", options, folder.path(), folder.path()));
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        if (entry.path().extension() != ".pdf") {
            std::ifstream file(entry.path(), std::ios::binary);
            return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        }
    FAIL("no picture");
    return {};
}

/// With a note of the camera that the picture must be turned.
std::string noted(std::string jpeg, char way) {
    const std::string exif("\xFF\xE1\0\x22"
                           "Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
                           29);
    return jpeg.insert(2, exif + way + std::string(6, '\0'));
}

} // namespace

TEST_CASE("a dossier is digitised by as much of its paper as was scanned, and signed only when all scans are") {
    CHECK(extent(parts, {}, true) == Extent::none);
    CHECK(extent(parts, {scan_of("part-1"), scan_of("part-1")}, true) == Extent::partly);
    CHECK(extent(parts, {scan_of("part-1"), scan_of("part-2")}, false) == Extent::whole);
    CHECK(extent(parts, {scan_of("part-1"), scan_of("part-2")}, true) == Extent::signed_);
    CHECK(extent({}, {}, true) == Extent::none);
}

TEST_CASE("a scan is of a paper that came on paper, and says what lay on the glass") {
    const auto refused_for = [](const std::vector<std::string>& on_paper, std::vector<Given> given) {
        const auto result = checked(on_paper, std::move(given));
        if (result) return std::string("taken");
        return result.error().fields.empty() ? result.error().code
                                             : result.error().fields.front().field + " " + result.error().fields.front().code;
    };
    CHECK(refused_for(parts, {{"part-1", "original", {7}}}) == "taken");
    CHECK(refused_for(parts, {{"part-1", "", {}}, {"part-2", "photocopy", {7}}}) == "taken");
    CHECK(refused_for(parts, {{"part-3", "original", {7}}}) == "file.part-3 digitising.came_electronically");
    CHECK(refused_for(parts, {{"part-1", "fax", {7}}}) == "source.part-1 digitising.choose_source");
    CHECK(refused_for(parts, {{"part-1", "original", {}}}) == "file.part-1 digitising.no_file");
    CHECK(refused_for({}, {{"part-1", "original", {7}}}) == "file.part-1 digitising.came_electronically");
    CHECK(refused_for({}, {}) == "digitising.came_electronically");
}

TEST_CASE("pictures become the pages of one PDF that holds them unchanged, and the same ones the same bytes") {
    const auto jpeg = picture("-jpeg"), png = picture("-png");
    const auto made = pdf_of({jpeg, png, dot}, now);
    REQUIRE(made);
    CHECK(made == pdf_of({jpeg, png, dot}, now));
    CHECK(made->find(jpeg) != std::string::npos);
    const test::PdfOnDisk pdf(*made);
    CHECK(pdf.sound());
    CHECK(pdf.pages() == 3);
    const auto images = test::said_by("pdfimages -list " + pdf.file);
    INFO(images);
    for (const auto* kind : {"jpeg", "rgb", "gray"}) CHECK(images.find(kind) != std::string::npos);
    CHECK(pdf.info().find("595.28 x 841.89 pts (A4)") != std::string::npos);
    CHECK(test::said_by("pdftoppm -r 20 -png " + pdf.file + " " + pdf.folder.path() + "/drawn 2>&1").empty());
    CHECK(std::filesystem::exists(pdf.folder.path() + "/drawn-3.png"));
}

TEST_CASE("a picture stands upright as the camera noted") {
    const auto jpeg = picture("-jpeg");
    CHECK(jpeg_picture(jpeg)->turned == 0);
    CHECK(jpeg_picture(noted(jpeg, 6))->turned == 90);
    CHECK(jpeg_picture(noted(jpeg, 3))->turned == 180);
    CHECK(jpeg_picture(noted(jpeg, 8))->turned == 270);
    CHECK(jpeg_picture(noted(jpeg, 99))->turned == 0);
    CHECK(test::PdfOnDisk(*pdf_of({noted(jpeg, 6)}, now)).info().find("Page rot:        90") != std::string::npos);
}

TEST_CASE("what a PDF cannot hold unchanged is no page, and every front of a picture is looked at without harm") {
    const auto jpeg = picture("-jpeg"), png = picture("-png");
    CHECK_FALSE(pdf_of({}, now));
    CHECK_FALSE(pdf_of({jpeg, "%PDF-1.4"}, now));
    auto clear = png, woven = png;
    clear[25] = 6;
    woven[28] = 1;
    CHECK_FALSE(png_picture(clear));
    CHECK_FALSE(png_picture(woven));
    for (std::size_t length = 0; length < std::min<std::size_t>(jpeg.size(), 700); ++length)
        (void)jpeg_picture(noted(jpeg, 6).substr(0, length));
    for (std::size_t length = 0; length < std::min<std::size_t>(png.size(), 700); ++length) (void)png_picture(png.substr(0, length));
    auto endless = png;
    endless[33] = '\xFF'; // the first piece is said to be longer than the file
    CHECK_FALSE(png_picture(endless));
}
