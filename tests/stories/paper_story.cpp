#include "base/csv.hpp"
#include "dossier/recount.hpp"
#include "dossier/verify.hpp"
#include "stories/api_programs.hpp"
#include "support/pdf.hpp"

#include <cstdlib>
#include <filesystem>

using namespace motcua;
using namespace motcua::test::programs;
using test::Answer;
using test::PdfOnDisk;
using test::TestApp;

namespace {

/// A dossier of three working days, typed at the counter and accepted at once.
std::string given_at_the_counter(TestApp& app, const std::string& name, const std::string& key = "k1") {
    const auto done = app.as("binh").post("/desk/intake", {{"procedure", std::string(marital)},
                                                           {"owner.name", name},
                                                           {"owner.citizen_number", "070190000123"},
                                                           {"owner.phone", "0912345678"},
                                                           {"owner.address", "Ấp 3, xã Phước Tân"},
                                                           {"channel", "direct"},
                                                           {"delivery", "counter"},
                                                           {"key", key}});
    REQUIRE(done.status == 303);
    const auto start = done.location.find("H10");
    REQUIRE(start != std::string::npos);
    return done.location.substr(start, done.location.find('?') - start);
}

/// Keeps a paper where MOTCUA_PAPERS says, to be looked at.
void show(const std::string& name, const std::string& bytes) {
    if (const char* folder = std::getenv("MOTCUA_PAPERS")) {
        std::filesystem::create_directories(folder);
        std::ofstream(std::filesystem::path(folder) / (name + ".pdf"), std::ios::binary) << bytes;
    }
}

/// The paper as `who` gets it: sound, and the same whenever it is printed.
std::string printed(TestApp& app, std::string_view who, const std::string& code, const std::string& paper_name) {
    const auto url = "/dossiers/" + code + "/" + paper_name + ".pdf";
    const auto answer = app.as(who).get(url);
    REQUIRE_MESSAGE(answer.status == 200, who << " " << url);
    CHECK(answer.header("content-type") == "application/pdf");
    app.clock.set(app.clock.now() + 60'000);
    CHECK(app.as(who).get(url).body == answer.body);
    CHECK(app.program_of(who).get(url_of(code, paper_name + ".pdf")).body == answer.body);
    CHECK(PdfOnDisk(answer.body).sound());
    show(paper_name, answer.body);
    return PdfOnDisk(answer.body).words();
}

void says(const std::string& text, const std::vector<std::string>& words) {
    for (const auto& piece : words) {
        CAPTURE(text);
        CHECK_MESSAGE(text.find(piece) != std::string::npos, "not said: " << piece);
    }
}

const std::vector<std::string> head_of_every_paper = {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                                                      "ỦY BAN NHÂN DÂN XÃ PHƯỚC TÂN"};

void numbers_hold(TestApp& app) {
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).numbering.empty());
    CHECK(dossier::recount_numbers(app.database(), *app.services().shelf.get(), false).empty());
}

void tamper(TestApp& app, std::string_view sql) {
    REQUIRE(app.database().write([&](db::Tx& tx) -> Result<void> {
        tx.script(sql);
        return {};
    }));
}

} // namespace

TEST_CASE("paper 1: the receipt says what was taken in, by when it is answered, and its number in the register") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    const auto sent = printed(app, "lan", code, "receipt");
    says(sent, {"GIẤY XÁC NHẬN ĐÃ GỬI HỒ SƠ", code, "Nguyễn Thị Lan"});
    CHECK(sent.find("HẸN TRẢ KẾT QUẢ") == std::string::npos);

    REQUIRE(state_after(app, "binh", code, "acceptance") == "accepted");
    const auto text = printed(app, "lan", code, "receipt");
    says(text, head_of_every_paper);
    says(text, {"GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mã hồ sơ: " + code, "Phước Tân, ngày 11 tháng 7 năm 2022", "Nguyễn Thị Lan",
                "070190000123", "0912345678", "(1.004873)", "3 ngày làm việc", "17:00 ngày 14/07/2022", "01 bộ", "Bản điện tử",
                "Vào sổ theo dõi hồ sơ năm 2022, số thứ tự 1.", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
                std::string(test::person("binh").full_name), dossier::tracking_secret(app.services().number_key, code)});
    const auto other = app.as("lan").get("/dossiers/" + code + "/receipt.pdf?size=a4");
    CHECK(PdfOnDisk(other.body).info().find("595.276 x 841.89") != std::string::npos);
}

TEST_CASE("a receipt printed later still tells the first date, though a pause has moved it") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    REQUIRE(state_after(app, "binh", code, "acceptance") == "accepted");
    const auto first = app.as("lan").get("/dossiers/" + code + "/receipt.pdf").body;
    app.clock.set(*parse_instant("2022-07-12T09:00"));
    REQUIRE(state_after(app, "binh", code, "supplement-request",
                        {{"items", json::array{json::object{{"name", "Giấy ly hôn"}, {"reason", "Thiếu"}}}}, {"until", "2022-07-20"}}) ==
            "awaiting_supplement");
    app.clock.set(*parse_instant("2022-07-18T09:00"));
    state_after(app, "lan", code, "supplement", {{"note", "Đã có"}});
    CHECK(app.as("lan").get("/dossiers/" + code + "/receipt.pdf").body == first);
}

TEST_CASE("paper 2: the supplement request lists all that is missing, why, by which law and until when") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    const json::array items{json::object{{"name", "Bản sao trích lục ly hôn"}, {"reason", "Tờ khai ghi đã ly hôn nhưng chưa kèm giấy tờ"}},
                            json::object{{"name", "Ảnh chụp rõ hơn của thẻ căn cước"}, {"reason", "Ảnh mờ"}}};
    REQUIRE(state_after(app, "binh", code, "supplement-request",
                        {{"items", items}, {"legal_ground", "Điều 22 Nghị định 123/2015/NĐ-CP"}, {"until", "2022-07-20"}}) ==
            "awaiting_supplement");
    const auto text = printed(app, "lan", code, "supplement-request");
    says(text, head_of_every_paper);
    says(text,
         {"PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Số: 01/PBS", code, "Bản sao trích lục ly hôn", "Ảnh chụp rõ hơn", "Ảnh mờ",
          "Điều 22 Nghị định 123/2015/NĐ-CP", "20/07/2022", "NGƯỜI HƯỚNG DẪN", "Nơi nhận:", std::string(test::person("binh").full_name)});
    numbers_hold(app);
}

TEST_CASE("paper 3: the refusal says why, by which law, and what the citizen can do") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    REQUIRE(state_after(app, "binh", code, "refusal",
                        {{"reason", "Nơi thường trú không thuộc xã Phước Tân"}, {"legal_ground", "Điều 21 Nghị định 123/2015/NĐ-CP"}}) ==
            "refused");
    const auto text = printed(app, "lan", code, "refusal");
    says(text, head_of_every_paper);
    says(text, {"PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Số: 01/PTC", code, "Nơi thường trú không thuộc xã Phước Tân",
                "Điều 21 Nghị định 123/2015/NĐ-CP", "phản ánh, kiến nghị hoặc khiếu nại"});
    CHECK(app.as("lan").get("/dossiers/" + code).has("Số 01/PTC"));
}

TEST_CASE("paper 4: the apology keeps the first date beside the new one, under the head of the office") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    app.clock.set(*parse_instant("2022-07-12T10:00"));
    REQUIRE(act(app, "tam", code, "apology", {{"reason", "Chờ kết quả xác minh của xã bạn"}, {"new_day", "2022-07-20"}}).status == 200);
    const auto text = printed(app, "lan", code, "apology");
    says(text, head_of_every_paper);
    says(text, {"PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Số: 01/PXL", "Kính gửi: Ông/bà Nguyễn Thị Lan", "17:00 ngày 14/07/2022",
                "20/07/2022", "Chờ kết quả xác minh của xã bạn", "thành thật xin lỗi", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
                std::string(test::person("tam").full_name)});
}

TEST_CASE("paper 5: the stop notice says at which stage, why, and what becomes of the fee") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    state_after(app, "hoa", code, "fee-request", {{"amount", 8000}, {"reason", "Lệ phí xác nhận"}});
    REQUIRE(act(app, "tam", code, "stop",
                {{"reason", "Người nộp hồ sơ đề nghị dừng"}, {"legal_ground", "Đơn đề nghị dừng giải quyết của người nộp"}})
                .status == 200);
    const auto text = printed(app, "lan", code, "stop-notice");
    says(text, head_of_every_paper);
    says(text, {"THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Số: 01/TB", code, "Người nộp hồ sơ đề nghị dừng",
                "Đơn đề nghị dừng giải quyết của người nộp", "Khoản đã yêu cầu chưa nộp", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"});
}

TEST_CASE("paper 6: the control sheet says who gave the dossier to whom, when, and whether in time") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    given_assigned(app, code);
    if (text(read(app, "khoa", code).at("step")) != "sign") state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện, trình ký"}});
    app.clock.set(*parse_instant("2022-07-15T09:00"));
    state_after(app, "tam", code, "result", {{"document", upload(app, "tam", result_paper)}});
    const auto text = printed(app, "binh", code, "control-sheet");
    says(text, head_of_every_paper);
    says(text, {"PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", code, "Trước hạn", "Quá hạn", "09:00 15/07/2022", "17:00 14/07/2022",
                std::string(test::person("hoa").full_name), "Đủ điều kiện, trình ký"});
    CHECK(app.as("lan").get("/dossiers/" + code + "/control-sheet.pdf").status == 403); // an inner paper
}

TEST_CASE("paper 7: the register lists what a unit accepted on the days asked for, as PDF and as a table") {
    TestApp app;
    const auto first = given_at_the_counter(app, "Điểu Bé", "k1");
    const auto online = given_dossier(app, marital);
    app.clock.set(*parse_instant("2022-07-12T09:00"));
    state_after(app, "binh", online, "acceptance");
    const auto formula = given_at_the_counter(app, "=Trần Ngọc", "k2");
    state_after(app, "tam", formula, "stop", {{"reason", "Trùng hồ sơ"}, {"legal_ground", "Điều 21"}});

    const std::string query = "?unit=H10.41.05&from=2022-07-11&to=2022-07-12";
    const auto pdf = app.as("binh").get("/desk/register.pdf" + query);
    REQUIRE(pdf.status == 200);
    CHECK(pdf.body == app.as("binh").get("/desk/register.pdf" + query).body);
    show("register", pdf.body);
    CHECK(PdfOnDisk(pdf.body).sound());
    const auto words = PdfOnDisk(pdf.body).words();
    says(words, head_of_every_paper);
    says(words, {"SỔ THEO DÕI HỒ SƠ", "Từ ngày 11/07/2022 đến ngày 12/07/2022", "Điểu Bé", "Nguyễn Thị Lan", "0912345678", "14/07/2022",
                 "Cộng: 3 hồ sơ."});

    const auto table = app.as("binh").get("/desk/register.csv" + query);
    CHECK(table.header("content-type") == "text/csv; charset=utf-8");
    const auto rows = csv::parse(table.body);
    REQUIRE(rows);
    REQUIRE(rows->size() == 4);
    CHECK((*rows)[1].cells[2] == first);
    CHECK((*rows)[2].cells[2] == online);
    CHECK((*rows)[3].cells[1] == "3");
    CHECK((*rows)[3].cells[5] == "'=Trần Ngọc"); // no formula in anybody's spreadsheet
    CHECK(app.program_of("binh").get("/api/v1/register.csv" + query).body == table.body);
    CHECK(app.as("lan").get("/dossiers/" + online).has(std::string(test::person("binh").full_name))); // was read, and she can see it
}

TEST_CASE("a register is refused beyond its days, of another unit, and for days that are none") {
    TestApp app;
    const auto ask = [&](std::string_view who, const std::string& query) { return app.as(who).get("/desk/register.pdf" + query); };
    CHECK(ask("binh", "?unit=H10.41.05&from=2022-07-01&to=2022-09-30").status == 200); // 92 days
    const auto long_one = ask("binh", "?unit=H10.41.05&from=2022-07-01&to=2022-10-01");
    CHECK(long_one.status == 422);
    CHECK(long_one.has("nhiều nhất 92 ngày"));
    CHECK(ask("binh", "?unit=H10.41.05&from=2022-07-12&to=2022-07-11").status == 422);
    CHECK(ask("binh", "?unit=H10.41.05&from=2022-07-12&to-day=31&to-month=6&to-year=2022").has("Xin ghi một ngày có thật"));
    CHECK(ask("thu", "?unit=H10.41.05&from=2022-07-11&to=2022-07-12").status == 403);
    CHECK(ask("binh", "?unit=nowhere&from=2022-07-11&to=2022-07-12").status == 422);
    const auto page = app.as("binh").get("/desk/register");
    CHECK(page.status == 200);
    CHECK(page.has("Sổ theo dõi hồ sơ"));
}

TEST_CASE("papers are numbered for each unit, kind and year without a gap, and the number is under the chain of hashes") {
    TestApp app;
    const auto number_of = [&](const std::string& code) {
        const auto told = events(app, "khoa", code);
        return told.back().at("details").at("paper_number").as_int64();
    };
    for (int count = 1; count <= 3; ++count) {
        const auto code = given_dossier(app, marital);
        state_after(app, "binh", code, "acceptance");
        CHECK(number_of(code) == count);
    }
    const auto refused = given_dossier(app, marital);
    state_after(app, "binh", refused, "refusal", {{"reason", "Sai nơi nộp"}, {"legal_ground", "Điều 21"}});
    CHECK(number_of(refused) == 1);
    // An action that is refused takes no number.
    CHECK(act(app, "binh", refused, "acceptance").status == 409);
    app.clock.set(*parse_instant("2023-01-03T09:00"));
    const auto next_year = given_dossier(app, marital);
    state_after(app, "binh", next_year, "acceptance");
    CHECK(number_of(next_year) == 1);
    numbers_hold(app);

    SUBCASE("a table that says another number is found and repaired") {
        tamper(app, "update paper_number set last = 7 where kind = 'acceptance' and year = 2022");
        const auto faults = dossier::verify(app.database(), *app.services().shelf.get()).numbering;
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].kind == dossier::NumberingFault::Kind::last);
        CHECK(faults[0].expected == 3);
        CHECK(dossier::recount_numbers(app.database(), *app.services().shelf.get(), true).size() == 1);
        numbers_hold(app);
    }
    SUBCASE("a number given twice is found, with the one that is missing for it") {
        tamper(
            app,
            "update dossier_event set details = replace(details, '\"paper_number\":2', '\"paper_number\":1') where action = 'acceptance'");
        const auto faults = dossier::verify(app.database(), *app.services().shelf.get()).numbering;
        REQUIRE(faults.size() == 2);
        CHECK(faults[0].kind == dossier::NumberingFault::Kind::twice);
        CHECK(faults[0].found == 1);
        CHECK(faults[1].kind == dossier::NumberingFault::Kind::gap);
        CHECK(faults[1].expected == 2);
        CHECK(dossier::recount_numbers(app.database(), *app.services().shelf.get(), true).empty()); // history is not made good
    }
    SUBCASE("a number that was changed in history is found twice over: by its hash and as a gap") {
        tamper(app, "update dossier_event set details = '{\"paper_number\":9}' where action = 'refusal'");
        const auto found = dossier::verify(app.database(), *app.services().shelf.get());
        CHECK(found.breaks.size() == 1);
        CHECK(found.numbering.size() == 2); // 1 is missing, and 9 is not the last of the table
    }
}

TEST_CASE("whoever holds code and secret reads the papers with personal details hidden, and no paper that is not owed") {
    TestApp app;
    const auto code = given_dossier(app, marital);
    state_after(app, "binh", code, "acceptance");
    const auto secret = dossier::tracking_secret(app.services().number_key, code);
    auto visitor = app.visitor();
    const auto page = visitor.get("/track/" + code + "/" + secret);
    CHECK(page.has("/track/" + code + "/" + secret + "/receipt.pdf?event=2"));
    const auto paper = visitor.get("/track/" + code + "/" + secret + "/receipt.pdf?event=2");
    REQUIRE(paper.status == 200);
    const auto words = PdfOnDisk(paper.body).words();
    says(words, {"N. T. Lan", "*******678", "Bản xem qua mã tra cứu"});
    for (const auto* hidden : {"Nguyễn Thị Lan", "070190000123", "0912345678"}) CHECK(words.find(hidden) == std::string::npos);
    CHECK(visitor.get("/track/" + code + "/ABCDEFGH/receipt.pdf").status == 404);
    CHECK(visitor.get("/track/" + code + "/" + secret + "/refusal.pdf").status == 404);
    CHECK(app.as("lan").get("/dossiers/" + code + "/apology.pdf").status == 404);
    CHECK(app.as("lan").get("/dossiers/" + code + "/receipt.pdf?event=1").status == 404);
    CHECK(app.as("minh").get("/dossiers/" + code + "/receipt.pdf").status == 404);
    CHECK(app.as("binh").get("/dossiers/" + code).has("/dossiers/" + code + "/receipt.pdf?event=2"));
    CHECK(app.program_of("lan").get(url_of(code, "receipt.pdf")).body == app.as("lan").get("/dossiers/" + code + "/receipt.pdf").body);
}
