#include "html/components.hpp"

#include "html/views.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace motcua;
using namespace motcua::html;

namespace {

using Kind = Field::Kind;

template <class View, class Struct>
std::string drawn(View view, const Struct& value, Locale locale = Locale::vi) {
    Out out(locale, "token");
    view(out, value);
    return std::move(out).take();
}

bool has(const std::string& page, std::string_view part) {
    return page.find(part) != std::string::npos;
}

std::vector<Field> some_fields() {
    return {
        {.name = "name",
         .label = "Họ và tên của trẻ",
         .hint = "Viết đủ dấu như trong giấy chứng sinh",
         .value = "Điểu Thị Ngọc \"Ánh\" <3>"},
        {.kind = Kind::date,
         .name = "born",
         .label = "Ngày sinh",
         .hint = "Ví dụ: 11 7 2022",
         .error = "Ngày sinh không thể sau hôm nay",
         .day = "31",
         .month = "12",
         .year = "2099"},
        {.kind = Kind::radios, .name = "sex", .label = "Giới tính", .choices = {{"female", "Nữ"}, {"male", "Nam", "", true}}},
        {.kind = Kind::checkboxes,
         .name = "copies",
         .label = "Ông/bà muốn nhận thêm",
         .choices = {{"copy", "Bản sao trích lục", "8.000 đồng một bản"}, {"card", "Thẻ bảo hiểm y tế cho bé"}},
         .required = false},
        {.kind = Kind::select,
         .name = "commune",
         .label = "Xã, phường",
         .choices = {{"1", "Phường Tân Phú"}, {"2", "Xã Tiến Hưng", "", true}}},
        {.kind = Kind::telephone,
         .name = "phone",
         .label = "Số điện thoại",
         .error = "Số điện thoại có 10 chữ số",
         .value = "0912",
         .autocomplete = "tel",
         .width = 10},
        {.kind = Kind::number, .name = "amount", .label = "Giá trị (đồng)", .value = "1500000", .suffix = "đồng", .width = 10},
        {.kind = Kind::lines, .name = "note", .label = "Điều cần nói thêm", .value = "Dòng một\nDòng hai", .required = false},
        {.kind = Kind::password, .name = "password", .label = "Mật khẩu", .value = "secret", .autocomplete = "current-password"},
        {.kind = Kind::file,
         .name = "paper",
         .label = "Giấy chứng sinh",
         .hint = "PDF hoặc ảnh, tối đa 10 MB",
         .accept = ".pdf,.jpg,.png",
         .most_bytes = 10 << 20},
    };
}

Table a_table() {
    return {.caption = "Tỷ lệ hồ sơ trực tuyến theo huyện",
            .heads = {{"Đơn vị"}, {"Tiếp nhận", "", true}, {"Trực tuyến", "", true}, {"Tỷ lệ", "", true}, {"So với mục tiêu"}},
            .rows = {{{"Thành phố Đồng Xoài", "/campaigns/1/13"},
                      {"2.341", "", true},
                      {"1.990", "", true},
                      {"85,0 %", "", true},
                      {.tag = Tag{"Đạt", "green"}}},
                     {{"Huyện Bù Đăng", "/campaigns/1/20"},
                      {"1.204", "", true},
                      {"722", "", true},
                      {"60,0 %", "", true},
                      {.tag = Tag{"Còn thiếu", "orange"}}},
                     {{"Huyện Bù Gia Mập", "/campaigns/1/21"},
                      {"873", "", true},
                      {"297", "", true},
                      {"34,0 %", "", true},
                      {.tag = Tag{"Rất thiếu", "red"}}}}};
}

Safe a_picture() {
    return Safe::trusted(R"(<svg viewBox="0 0 360 126"><line class="chart-axis" x1="86" y1="6" x2="86" y2="104"/>
<text class="chart-text" x="0" y="26">Đồng Xoài</text><rect class="chart-bar" x="86" y="10" width="170" height="22"/><text class="chart-text chart-text--strong" x="264" y="26">85,0 %</text>
<text class="chart-text" x="0" y="60">Bù Đăng</text><rect class="chart-bar chart-bar--below" x="86" y="44" width="120" height="22"/><text class="chart-text chart-text--strong" x="213" y="60">60,0 %</text>
<text class="chart-text" x="0" y="94">Bù Gia Mập</text><rect class="chart-bar chart-bar--far" x="86" y="78" width="68" height="22"/><text class="chart-text chart-text--strong" x="161" y="94">34,0 %</text>
<line class="chart-target" x1="246" y1="4" x2="246" y2="106"/><text class="chart-text chart-text--soft" x="246" y="122" text-anchor="middle">Mục tiêu 80 %</text></svg>)");
}

Cards some_cards() {
    Cards list;
    const std::vector<std::pair<std::string, std::string>> words{{"birth", "Sinh con"},
                                                                 {"marriage", "Kết hôn"},
                                                                 {"home", "Nơi ở và xây nhà"},
                                                                 {"land", "Đất đai"},
                                                                 {"papers", "Giấy tờ và chứng thực"},
                                                                 {"business", "Kinh doanh"},
                                                                 {"vehicle", "Xe và bằng lái"},
                                                                 {"health", "Sức khỏe và bảo hiểm"},
                                                                 {"study", "Học tập"},
                                                                 {"work", "Việc làm"},
                                                                 {"elder", "Người cao tuổi"},
                                                                 {"support", "Hỗ trợ và trợ cấp"},
                                                                 {"death", "Khi có người mất"},
                                                                 {"track", "Hồ sơ của tôi đến đâu?"}};
    for (const auto& [icon, text] : words)
        list.cards.push_back({text, "/life-events/" + icon, "Giấy tờ, thời hạn và lệ phí trong một trang", icon});
    return list;
}

void fill_landing(Out& out) {
    views::search_box(out, {.title = "Ông/bà cần làm gì?",
                            .hint = "Gõ có dấu hay không dấu đều được, ví dụ: khai sinh, đổi bằng lái, sổ đỏ",
                            .action = "/procedures",
                            .button = "Tìm"});
    views::cards(out, some_cards());
    views::progress(out, {.title = "Chiến dịch 92 ngày đêm chuyển đổi số",
                          .value = "76,4 %",
                          .text = "12.345 trên 16.158 hồ sơ nộp trực tuyến",
                          .target_text = "Mục tiêu 80 %, còn 18 ngày",
                          .percent = 76,
                          .target_percent = 80,
                          .link = Link{"Xem từng huyện, từng xã", "/campaigns/1"}});
}

void fill_form(Out& out) {
    out.literal("<h1 class=\"govuk-heading-l\">Đăng ký khai sinh</h1>");
    views::error_summary(out, summary_of({{"born", "Ngày sinh không thể sau hôm nay"},
                                          {"phone", "Số điện thoại có 10 chữ số"},
                                          {"", "Bản nháp đã được lưu ở nơi khác"}}));
    views::notice(out, {.title = "Bản nháp đã lưu lúc 16:10", .text = "Ông/bà có thể đóng trang này và làm tiếp trong 30 ngày."});
    views::notice(out, {.kind = "warning",
                        .title = "Cần bổ sung trước 17:00 ngày 11/07/2022",
                        .text = "Ảnh giấy chứng sinh bị mờ.",
                        .link = Link{"Gửi bổ sung", "/dossiers/1"}});
    out.literal("<form method=\"post\" action=\"/x\" novalidate>");
    for (const auto& field : some_fields()) views::field(out, field);
    views::fieldset(out, {.legend = "Người mẹ",
                          .fields = {{.name = "mother.name", .label = "Họ và tên"},
                                     {.name = "mother.number", .label = "Số căn cước", .input_mode = "numeric", .width = 20}}});
    out.literal("<div class=\"govuk-button-group\">");
    views::button(out, {.text = "Lưu và tiếp tục"});
    views::button(out, {.text = "Làm tiếp sau", .name = "do", .value = "later", .kind = "secondary"});
    views::button(out, {.text = "Rút hồ sơ", .kind = "warning", .url = "/dossiers/1/withdrawal"});
    out.literal("</div></form>");
}

void fill_receipt(Out& out) {
    views::panel(out, {.title = "Chúng tôi đã nhận hồ sơ của ông/bà", .text = "Mã hồ sơ", .code = "H10.13-220711-0042"});
    views::steps(out, {{{"Đã nộp", "16:10 ngày 11/07/2022", "done"},
                        {"Đã tiếp nhận", "Bộ phận một cửa xã Tiến Hưng", "done"},
                        {"Đang giải quyết", "Hẹn trả trước 16:10 ngày 14/07/2022", "now"},
                        {"Trả kết quả"}}});
    views::summary_list(out, {{{"Người nộp", "Điểu Thị Lan", Link{"Sửa", "/drafts/1"}},
                               {"Nơi ở", "Ấp 3\nXã Tiến Hưng\nThành phố Đồng Xoài", Link{"Sửa", "/drafts/1"}},
                               {"Lệ phí", "Không mất tiền"}}});
    for (const auto& [text, colour] : {std::pair("Mới", "grey"),
                                       {"Đang giải quyết", "blue"},
                                       {"Đúng hẹn", "green"},
                                       {"Chờ bổ sung", "yellow"},
                                       {"Sắp đến hạn", "orange"},
                                       {"Quá hạn", "red"}}) {
        views::tag(out, {text, colour});
    }
    views::pages(out, {Link{"Trang trước", "?before=1"}, Link{"Trang sau", "?after=2"}});
}

void fill_board(Out& out) {
    views::figures(out, {{{"Hồ sơ tiếp nhận", "16.158", "từ 01/07/2022"},
                          {"Nộp trực tuyến", "12.345"},
                          {"Tỷ lệ trực tuyến", "76,4 %", "12.345 / 16.158", Tag{"Còn thiếu 3,6", "orange"}},
                          {"Còn lại", "18 ngày"}}});
    views::chart(
        out,
        {.title = "Tỷ lệ trực tuyến", .summary = "Một trong ba huyện đã đạt mục tiêu 80 %.", .picture = a_picture(), .table = a_table()});
    views::table(out, a_table());
    views::table(out, {.caption = "Việc cần làm hôm nay",
                       .heads = {{"Mã"}, {"Thủ tục"}},
                       .empty = "Hôm nay không còn việc nào. Ông/bà nghỉ tay được rồi."});
}

std::string kitchen(bool wide, Locale locale = Locale::vi) {
    Out out(locale, "token");
    if (!wide) fill_landing(out);
    fill_form(out);
    fill_receipt(out);
    fill_board(out);
    Frame frame{.title = "Mọi thành phần",
                .path = "/procedures/1.001193",
                .target = "/procedures/1.001193?unit=32",
                .signed_in = wide,
                .who = "Nguyễn Văn Bình",
                .province = "Tỉnh Bình Phước",
                .hotline = "0271 3 822 822",
                .navigation = {{"Trang đầu", "/"},
                               {"Thủ tục", "/procedures"},
                               {"Hồ sơ của tôi", "/me/dossiers"},
                               {"Kết quả cả tỉnh", "/campaigns/1"}},
                .back = Link{"Quay lại", "/procedures"},
                .demo = true,
                .wide = wide,
                .error = true};
    return framed(frame, std::move(out));
}

} // namespace

TEST_CASE("what a person typed stands in the page as text, never as markup") {
    const auto page = drawn(views::field, some_fields()[0]);
    CHECK(has(page, R"(value="Điểu Thị Ngọc &quot;Ánh&quot; &lt;3&gt;")"));
}

TEST_CASE("an error is said beside its field, tied to it, and in the summary that leads to it") {
    const auto page = drawn(views::field, some_fields()[5]);
    CHECK(has(page, R"(aria-describedby="f-phone-error")"));
    CHECK(has(page, R"(aria-invalid="true")"));
    CHECK(has(page, "Lỗi:</span> Số điện thoại có 10 chữ số"));
    const auto summary = drawn(views::error_summary, summary_of({{"phone", "Số điện thoại có 10 chữ số"}, {"", "Bản nháp đã cũ"}}));
    CHECK(has(summary, R"(<a href="#f-phone">Số điện thoại có 10 chữ số</a>)"));
    CHECK(has(summary, "<li>Bản nháp đã cũ</li>"));
}

TEST_CASE("a date is three numbers below one legend, and the first is where the summary leads") {
    const auto page = drawn(views::field, some_fields()[1]);
    CHECK(has(page,
              R"(<input class="govuk-input govuk-date-input__input govuk-input--width-2 govuk-input--error" id="f-born" name="born-day")"));
    CHECK(has(page, R"(name="born-month")"));
    CHECK(has(page, R"(name="born-year")"));
    CHECK(has(page, R"(<fieldset class="govuk-fieldset" role="group")"));
    CHECK(has(page, R"(aria-describedby="f-born-hint f-born-error")"));
}

TEST_CASE("a password never comes back in a page") {
    const auto page = drawn(views::field, some_fields()[8]);
    CHECK(has(page, R"(type="password")"));
    CHECK_FALSE(has(page, "secret"));
}

TEST_CASE("an optional field says so, a required one does not") {
    CHECK(has(drawn(views::field, some_fields()[3]), "(không bắt buộc)"));
    CHECK_FALSE(has(drawn(views::field, some_fields()[0]), "(không bắt buộc)"));
    CHECK(has(drawn(views::field, some_fields()[3], Locale::en), "(optional)"));
}

TEST_CASE("line breaks of a long answer come back as they were typed") {
    CHECK(has(drawn(views::field, some_fields()[7]), ">\nDòng một\nDòng hai</textarea>"));
}

TEST_CASE("a question that is the page's title is its h1") {
    CHECK(has(drawn(views::field, Field{.name = "a", .label = "Tên?", .label_is_title = true}),
              R"(<h1 class="govuk-label-wrapper"><label class="govuk-label govuk-label--l" for="f-a">Tên?)"));
    CHECK(has(drawn(views::field, Field{.kind = Kind::radios, .name = "a", .label = "Ai?", .label_is_title = true}),
              R"(<h1 class="govuk-fieldset__heading">Ai?)"));
}

TEST_CASE("the frame says its language, leads past itself, and marks the demonstration") {
    const auto page = kitchen(false);
    CHECK(page.starts_with("<!doctype html>\n<html lang=\"vi\">"));
    CHECK(has(page, R"(<a class="govuk-skip-link" href="#main">)"));
    CHECK(has(page, R"(href="/language/en?back=%2Fprocedures%2F1.001193%3Funit%3D32")"));
    CHECK(has(page, "<title>Lỗi: Mọi thành phần"));
    CHECK(has(page, "Dữ liệu mô phỏng"));
    CHECK(has(page, R"(<a class="mc-nav__link" href="/procedures" aria-current="page">)"));
    CHECK(has(kitchen(false, Locale::en), "<html lang=\"en\">"));
}

TEST_CASE("who is signed in can sign out, by a form that carries the token") {
    const auto page = kitchen(true);
    CHECK(has(page, R"(<form class="mc-head__form" method="post" action="/sign-out"><input type="hidden" name="csrf" value="token">)"));
    CHECK_FALSE(has(page, "/sign-in"));
}

TEST_CASE("a page with every component weighs little and holds no script or style of its own") {
    const auto page = kitchen(false);
    CHECK(page.size() < 40'000);
    CHECK_FALSE(has(page, " style="));
    CHECK_FALSE(has(page, "<style"));
    CHECK_FALSE(has(page, " onclick"));
    CHECK_FALSE(has(page, "<script>"));
    if (const char* folder = std::getenv("MOTCUA_KITCHEN")) { // tests/browser/kitchen.mjs looks at them in a browser
        std::ofstream(std::string(folder) + "/kitchen.html") << page;
        std::ofstream(std::string(folder) + "/kitchen_en.html") << kitchen(false, Locale::en);
        std::ofstream(std::string(folder) + "/kitchen_wide.html") << kitchen(true);
    }
}
