#include "document/pdf.hpp"

#include "document/qr.hpp"
#include "document/qr_matrix.hpp"
#include "support/pdf.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <stdexcept>

using namespace motcua;
using document::PaperSize;
using document::Pdf;

namespace {

using test::said_by;
using Paper = test::PdfOnDisk;

constexpr std::string_view letters = "a á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ đ e é è ẻ ẽ ẹ ê ế ề ể ễ ệ i í ì ỉ ĩ ị o ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ "
                                     "ớ ờ ở ỡ ợ u ú ù ủ ũ ụ ư ứ ừ ử ữ ự y ý ỳ ỷ ỹ ỵ "
                                     "A Á À Ả Ã Ạ Ă Ắ Ằ Ẳ Ẵ Ặ Â Ấ Ầ Ẩ Ẫ Ậ Đ E É È Ẻ Ẽ Ẹ Ê Ế Ề Ể Ễ Ệ I Í Ì Ỉ Ĩ Ị O Ó Ò Ỏ Õ Ọ Ô Ố Ồ Ổ Ỗ Ộ Ơ "
                                     "Ớ Ờ Ở Ỡ Ợ U Ú Ù Ủ Ũ Ụ Ư Ứ Ừ Ử Ữ Ự Y Ý Ỳ Ỷ Ỹ Ỵ";

std::string receipt(PaperSize size, std::string_view owner = "Nguyễn Thị Ngọc Ưỡng") {
    Pdf pdf(size, "Giấy tiếp nhận hồ sơ");
    pdf.letterhead("Ủy ban nhân dân huyện Đồng Phú", "Ủy ban nhân dân xã Thuận Phú", "Số: 0001/TNHS",
                   "Thuận Phú, ngày 11 tháng 7 năm 2022");
    pdf.title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
    pdf.fact("Người nộp", owner);
    pdf.fact("Hẹn trả kết quả", "17:00 ngày 12/07/2022");
    pdf.paragraph("Bộ phận Tiếp nhận và Trả kết quả đã nhận của ông/bà các giấy tờ sau đây.");
    pdf.table({"STT", "Tên giấy tờ", "Số bản"}, {{"1", "Tờ khai đăng ký khai sinh", "1"}, {"2", "Giấy chứng sinh", "1"}}, {1, 7, 2});
    pdf.qr("https://motcua.example/t/H10.35.12-220711-0001?k=KXWP7MHN", {"Tra cứu hồ sơ", "Quét mã này bằng điện thoại."});
    pdf.note("Giấy này được lập thành hai bản.");
    pdf.signatures("Người nộp\n(Ký, ghi rõ họ tên)", "Ngọc Ưỡng", "Người tiếp nhận\n(Ký, ghi rõ họ tên)", "Trần Văn Bình");
    return pdf.finish();
}

std::vector<std::vector<std::string>> many_rows(int count) {
    std::vector<std::vector<std::string>> rows;
    for (int number = 1; number <= count; ++number)
        rows.push_back({std::to_string(number), fmt::format("Hồ sơ thứ {} của ông/bà", number), "1.250.000"});
    return rows;
}

int count_of(const std::string& text, std::string_view piece) {
    int count = 0;
    for (auto at = text.find(piece); at != std::string::npos; at = text.find(piece, at + 1)) ++count;
    return count;
}

} // namespace

TEST_CASE("every Vietnamese letter can be taken out of the paper again, in all faces") {
    Pdf pdf(PaperSize::a4, "Chữ");
    pdf.paragraph(letters);
    pdf.note(letters);
    pdf.title(letters);
    const Paper paper(pdf.finish());
    auto text = paper.text("-raw");
    for (auto& letter : text)
        if (letter == '\n') letter = ' ';
    CHECK(count_of(text, letters) == 3);
}

TEST_CASE("letters typed as letter and mark come out as one") {
    Pdf pdf(PaperSize::a5, "NFC");
    pdf.paragraph("Tie\u0302\u0301ng Vie\u0323\u0302t");
    CHECK(Paper(pdf.finish()).text().starts_with("Tiếng Việt"));
}

TEST_CASE("a receipt says what an office paper says, fits one page and is sound") {
    for (const auto size : {PaperSize::a5, PaperSize::a4}) {
        const Paper paper(receipt(size));
        CHECK(paper.sound());
        CHECK(paper.pages() == 1);
        const auto text = paper.text("-layout");
        for (const auto* words :
             {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "XÃ THUẬN PHÚ", "Thuận Phú, ngày 11 tháng 7 năm 2022",
              "Số: 0001/TNHS", "Người nộp: Nguyễn Thị Ngọc Ưỡng", "Hẹn trả kết quả: 17:00 ngày 12/07/2022", "Tờ khai đăng ký khai sinh",
              "Tra cứu hồ sơ", "(Ký, ghi rõ họ tên)", "Trần Văn Bình"}) {
            CAPTURE(words);
            CHECK(text.find(words) != std::string::npos);
        }
        CHECK(said_by("pdfinfo " + paper.file).find(size == PaperSize::a5 ? "419.528 x 595.276" : "595.276 x 841.89") != std::string::npos);
    }
}

TEST_CASE("all letters of a paper come from one family of fonts, embedded") {
    const Paper paper(receipt(PaperSize::a5));
    const auto fonts = said_by("pdffonts " + paper.file + " | tail -n +3");
    CHECK(count_of(fonts, "\n") > 0);
    CHECK(count_of(fonts, "LiberationSerif") == count_of(fonts, "\n"));
    CHECK(count_of(fonts, "yes yes yes") == count_of(fonts, "\n"));
}

TEST_CASE("the QR code of a printed receipt is read from its picture") {
    for (const auto size : {PaperSize::a5, PaperSize::a4}) {
        const Paper paper(receipt(size));
        said_by("pdftoppm -r 150 -singlefile -png " + paper.file + " " + paper.folder.path() + "/page");
        CHECK(said_by("zbarimg -q --raw " + paper.folder.path() + "/page.png") ==
              "https://motcua.example/t/H10.35.12-220711-0001?k=KXWP7MHN\n");
    }
}

TEST_CASE("the same calls give the same bytes, other calls others") {
    CHECK(receipt(PaperSize::a5) == receipt(PaperSize::a5));
    CHECK(receipt(PaperSize::a5) != receipt(PaperSize::a5, "Người khác"));
}

TEST_CASE("a long table repeats its heads on every page and loses no row") {
    Pdf pdf(PaperSize::a4, "Danh sách");
    pdf.title("DANH SÁCH HỒ SƠ");
    pdf.table({"STT", "Tên hồ sơ", "Lệ phí"}, many_rows(200), {1, 6, 2});
    pdf.paragraph("Hết danh sách.");
    const Paper paper(pdf.finish());
    CHECK(paper.sound());
    CHECK(paper.pages() > 4);
    const auto text = paper.text("-layout");
    CHECK(count_of(text, "Tên hồ sơ") == paper.pages());
    for (int number = 1; number <= 200; ++number) CHECK(count_of(text, fmt::format("Hồ sơ thứ {} của", number)) == 1);
    CHECK(paper.text("-f 2 -l 2").starts_with("2\n"));
    CHECK_FALSE(paper.text("-f 1 -l 1").starts_with("1\n"));
}

TEST_CASE("text and table cells that are higher than a page go on over the next ones") {
    std::string long_text;
    for (int number = 1; number <= 900; ++number) long_text += fmt::format("từ{} ", number);
    Pdf pdf(PaperSize::a5, "Dài");
    pdf.paragraph(long_text);
    pdf.fact("Dài", long_text);
    pdf.table({"Một", "Hai"}, {{long_text, "ngắn"}, {"sau", "cùng"}}, {2, 1});
    const Paper paper(pdf.finish());
    CHECK(paper.sound());
    const auto text = paper.text("-raw");
    for (const int number : {1, 450, 900}) CHECK(count_of(text, fmt::format("từ{}", number)) >= 3);
    CHECK(text.find("cùng") != std::string::npos);
}

TEST_CASE("a word wider than its column is broken, not cut off") {
    const std::string word(300, 'm');
    Pdf pdf(PaperSize::a5, "Rộng");
    pdf.table({"A", "B"}, {{word, "x"}}, {1, 1});
    auto text = Paper(pdf.finish()).text("-raw");
    CHECK(count_of(text, "m") == 300);
}

TEST_CASE("signatures are not torn from their names") {
    for (int lines = 32; lines < 40; ++lines) {
        Pdf pdf(PaperSize::a4, "Ký");
        for (int line = 0; line < lines; ++line) pdf.fact("Dòng", std::to_string(line));
        pdf.signatures("Người nộp", "Ngọc Ưỡng", "Người tiếp nhận", "Trần Văn Bình");
        const Paper paper(pdf.finish());
        const auto last = paper.text(fmt::format("-f {0} -l {0}", paper.pages()));
        CHECK(last.find("Người tiếp nhận") != std::string::npos);
        CHECK(last.find("Trần Văn Bình") != std::string::npos);
    }
}

TEST_CASE("a table whose rows and heads disagree is a mistake of the caller") {
    Pdf pdf(PaperSize::a5, "Sai");
    CHECK_THROWS_AS(pdf.table({"A", "B"}, {{"1"}}, {1, 1}), std::exception);
    CHECK_THROWS_AS(pdf.table({"A", "B"}, {}, {1}), std::invalid_argument);
    CHECK_THROWS_AS(pdf.table({}, {}, {}), std::invalid_argument);
}

TEST_CASE("a QR code on a page has words for those who do not see it, and one path") {
    const auto svg = std::string(document::qr_svg("https://motcua.example/t/1?a=1&b=2", "Mã \"QR\" <của hồ sơ>", 160).markup());
    CHECK(svg.find("role=\"img\"") != std::string::npos);
    CHECK(svg.find("&lt;của hồ sơ&gt;</title>") != std::string::npos);
    CHECK(count_of(svg, "<path") == 1);
    CHECK(svg.find("width=\"160\"") != std::string::npos);
    CHECK_THROWS_AS(document::qr_svg(std::string(1001, 'x'), "", 100), std::length_error);
    CHECK_NOTHROW(document::qr_svg(std::string(1000, 'x'), "", 100));
    CHECK_THROWS_AS(document::qr_svg("", "", 100), std::length_error);
}

TEST_CASE("the squares of the drawn code are those of the encoder") {
    const auto matrix = document::qr_matrix("H10.35.12-220711-0001");
    std::vector<bool> drawn(matrix.squares.size());
    for (const auto& run : matrix.runs())
        for (int column = run.column; column < run.column + run.length; ++column)
            drawn[static_cast<std::size_t>(run.row * matrix.side + column)] = true;
    CHECK(drawn == matrix.squares);
}
