#include "base/crypto.hpp"
#include "document/pdf.hpp"
#include "pades/trial.hpp"
#include "stories/api_programs.hpp"
#include "support/pdf.hpp"

#include "dossier/recount.hpp"
#include "dossier/verify.hpp"

#include <fstream>

using namespace motcua;
using namespace motcua::test::programs;
using test::TemporaryFolder;
using test::TestApp;

namespace {

std::string drawn_pdf(std::string_view words) {
    document::Pdf pdf(document::PaperSize::a4, words);
    pdf.title(words);
    return pdf.finish();
}
const std::string certificate = drawn_pdf("GIẤY CHỨNG SINH");

/// One black dot; whole enough to be a page.
const std::string
    dot("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0"
        "\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82",
        67);

/// Binh takes in a birth registration with two papers on the counter; its code.
std::string taken_in(TestApp& app) {
    const auto answer = app.as("binh").post("/desk/intake", {{"choice", std::string(birth)},
                                                             {"key", "k1"},
                                                             {"channel", "direct"},
                                                             {"delivery", "counter"},
                                                             {"owner.name", "Điểu Thị Bé"},
                                                             {"owner.phone", "0912345679"},
                                                             {"papers", "part-1"},
                                                             {"papers", "part-5"}});
    INFO(answer.body);
    REQUIRE(answer.status == 303);
    return answer.location.substr(std::string("/dossiers/").size(), answer.location.find('?') - std::string("/dossiers/").size());
}

test::Answer scan(TestApp& app, std::string_view who, const std::string& code, http::Pairs fields, std::vector<test::File> files) {
    fields.emplace_back("version", fmt::format("{}", version_of(app, code)));
    return app.as(who).post("/dossiers/" + code + "/digitisation", std::move(fields), std::move(files));
}

test::File pdf_for(const std::string& part) {
    return {"digitisation.file." + part, "quet.pdf", "application/pdf", certificate};
}

std::string extent_of(TestApp& app, const std::string& code) {
    return text(read(app, "khoa", code).at("digitised"));
}

void check_history(TestApp& app) {
    CHECK(dossier::recount(app.database(), *app.services().shelf.get(), false).empty());
    CHECK(dossier::verify(app.database(), *app.services().shelf.get()).breaks.empty());
}

} // namespace

TEST_CASE("papers handed in on paper are scanned at the desk, marked, chained and counted; the control sheet tells it") {
    TestApp app;
    const auto code = taken_in(app);
    CHECK(extent_of(app, code) == "none");
    CHECK(app.as("binh").get("/dossiers/" + code).has("Số hóa giấy tờ nhận trên giấy"));
    CHECK_FALSE(app.as("hoa").get("/dossiers/" + code).has("Lưu bản số hóa")); // an officer holds no paper

    REQUIRE(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")}).status == 303);
    CHECK(extent_of(app, code) == "partly");
    const auto page = app.as("binh").get("/dossiers/" + code);
    CHECK(page.has("bản số hóa từ bản chính"));
    CHECK(page.has("1 trên 2 giấy tờ nhận trên giấy"));
    CHECK(page.has("Bản giấy, đã nhận tại quầy và đã số hóa"));

    // The pictures of one paper are one PDF, in their order.
    REQUIRE(
        scan(app, "binh", code, {{"digitisation.source.part-5", "photocopy"}},
             {{"digitisation.file.part-5", "trang1.png", "image/png", dot}, {"digitisation.file.part-5", "trang2.png", "image/png", dot}})
            .status == 303);
    CHECK(extent_of(app, code) == "whole");
    const auto folder = read(app, "binh", code);
    const auto& bound = folder.at("documents").as_array().back();
    CHECK(bound.at("media_type").as_string() == "application/pdf");
    CHECK(bound.at("scan").at("source").as_string() == "photocopy");
    const test::PdfOnDisk pdf(app.program_of("binh").get(text(bound.at("url"))).body);
    CHECK(pdf.sound());
    CHECK(pdf.pages() == 2);

    CHECK(history_of(app, code) == "submission by Bình; acceptance by Bình; digitisation by Bình; digitisation by Bình");
    const auto happened = events(app, "khoa", code);
    CHECK(happened[2].at("details").at("scans").at(0).at("sha256").at(0).as_string() == crypto::sha256_hex(certificate));
    const test::PdfOnDisk sheet(app.as("binh").get("/dossiers/" + code + "/control-sheet.pdf").body);
    CHECK(sheet.words().find("Số hóa giấy tờ") != std::string::npos);
    check_history(app);
}

TEST_CASE("a paper scanned twice counts once, and what was never ticked, came online or says nothing of its kind is refused") {
    TestApp app;
    const auto code = taken_in(app);
    const auto unsaid = scan(app, "binh", code, {}, {pdf_for("part-1")});
    CHECK(unsaid.status == 422);
    CHECK(unsaid.has("Xin chọn loại bản đã quét."));
    CHECK(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {}).has("Xin chọn ít nhất một tệp đã quét."));
    CHECK(scan(app, "binh", code, {{"digitisation.source.part-2", "original"}}, {pdf_for("part-2")}).status == 422);
    CHECK(scan(app, "thu", code, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")}).status == 403);
    CHECK(scan(app, "hoa", code, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")}).status == 403);
    const test::File wrong{"digitisation.file.part-1", "quet.pdf", "application/pdf", "GIF89a"};
    CHECK(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {wrong}).status == 422);
    CHECK(extent_of(app, code) == "none");
    for (int i = 0; i < 2; ++i)
        REQUIRE(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")}).status == 303);
    CHECK(extent_of(app, code) == "partly");
    check_history(app);

    const auto online = given_dossier(app);
    CHECK_FALSE(app.as("binh").get("/dossiers/" + online).has("Lưu bản số hóa"));
    CHECK(app.as("binh").get("/dossiers/" + online).has("Giấy tờ nộp điện tử, không phải số hóa"));
    const auto forced = scan(app, "binh", online, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")});
    CHECK(forced.status == 422);
    CHECK(forced.has("nên không quét lại"));
    CHECK(history_of(app, online) == "submission by Lan");
}

TEST_CASE("a program digitises as the page does, and only with files of its own") {
    TestApp app;
    const auto code = taken_in(app);
    const auto with = [&](const std::string& document) {
        return json::object{
            {"papers", json::array{json::object{{"part", "part-1"}, {"source", "certified_copy"}, {"documents", json::array{document}}}}}};
    };
    const test::File file{"file", "quet.pdf", "application/pdf", certificate};
    CHECK(fields_of(act(app, "binh", code, "digitisation", with(upload(app, "hoa", file)))) == Fields{"papers"});
    REQUIRE(state_after(app, "binh", code, "digitisation", with(upload(app, "binh", file))) == "accepted");
    CHECK(read(app, "binh", code).at("documents").as_array().back().at("scan").at("source").as_string() == "certified_copy");
    CHECK(act(app, "lan", code, "digitisation", with(upload(app, "lan", file))).status == 404);
    check_history(app);
}

TEST_CASE("where the unit has a key, a scan is signed as soon as it is kept, and anybody sees by whom") {
    TestApp app;
    const TemporaryFolder keys;
    const auto file = keys.path() + "/unit.p12";
    pades::make_trial_key(file, "pw",
                          {"UBND xã Phước Tân", "Ủy ban nhân dân xã Phước Tân", "Cơ quan chứng thực thử",
                           local_instant(*parse_day("2022-01-01"), 0), local_instant(*parse_day("2032-01-01"), 0)});
    std::ofstream(file + ".password") << "pw\n";
    app.services().keys = pades::KeyRing({{std::string(commune), file, file + ".password"}});
    const auto code = taken_in(app);
    const test::File hollow{"digitisation.file.part-1", "quet.pdf", "application/pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"};
    CHECK(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {hollow}).status == 422); // could not be signed
    REQUIRE(scan(app, "binh", code, {{"digitisation.source.part-1", "original"}}, {pdf_for("part-1")}).status == 303);
    REQUIRE(app.queued("signature.sign") == 1);
    app.run_jobs();
    const auto kept = read(app, "binh", code).at("documents").as_array().back();
    CHECK(kept.at("signature").at("by").as_string() == "UBND xã Phước Tân");
    const auto bytes = app.program_of("binh").get(text(kept.at("url"))).body;
    CHECK(bytes.starts_with(certificate));
    auto visitor = app.visitor();
    const auto found = visitor.upload("/api/v1/verifications", {"file", "tep.pdf", "application/pdf", bytes}).json();
    CHECK(found.at("verdict").as_string() == "unchanged");
    CHECK(found.at("origin").at("code").as_string() == code);
    CHECK(extent_of(app, code) == "partly");
    CHECK(app.as("binh").get("/dossiers/" + code).has("Đã ký số bởi UBND xã Phước Tân"));
}
