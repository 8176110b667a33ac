#include "document/pdf.hpp"
#include "dossier/actions.hpp"
#include "pades/signing.hpp"
#include "pades/trial.hpp"
#include "signature/actions.hpp"
#include "stories/api_programs.hpp"

#include <filesystem>
#include <fstream>

using namespace motcua;
using namespace motcua::test::programs;
using test::TemporaryFolder;
using test::TestApp;

namespace {

/// Keys of a province and of a stranger who calls himself by the same name, in a folder of the story's own.
class Keys {
  public:
    pades::KeySource make(const std::string& owner, const std::string& name) {
        const auto file = fmt::format("{}/{}.p12", folder_.path(), ++count_);
        pades::make_trial_key(file, "pw",
                              {name, "Ủy ban nhân dân xã Phước Tân", "Cơ quan chứng thực thử", local_instant(*parse_day("2022-01-01"), 0),
                               local_instant(*parse_day("2032-01-01"), 0)});
        std::ofstream(file + ".password") << "pw\n";
        return {owner, file, file + ".password"};
    }

  private:
    TemporaryFolder folder_;
    int count_ = 0;
};

std::string drawn_pdf(std::string_view words) {
    document::Pdf pdf(document::PaperSize::a5, words);
    pdf.title(words);
    return pdf.finish();
}
const test::File result_pdf{"file", "trich-luc.pdf", "application/pdf", drawn_pdf("TRÍCH LỤC KHAI SINH")};

const std::string small_png("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0....\0\0\0\0IEND\xae\x42\x60\x82", 45);

test::Answer resolved(TestApp& app, const std::string& code, const test::File& file) {
    given_assigned(app, code);
    REQUIRE(state_after(app, "hoa", code, "step", {{"opinion", "Đủ điều kiện"}}) == "in_process");
    return act(app, "tam", code, "result", {{"document", upload(app, "tam", file)}});
}

json::object result_of(TestApp& app, std::string_view who, const std::string& code) {
    const auto folder = read(app, who, code); // named: a range-for does not keep it alive
    for (const auto& paper : folder.at("documents").as_array())
        if (paper.at("kind").as_string() == "result") return paper.as_object();
    FAIL("no result");
    return {};
}

json::value verify(TestApp& app, const std::string& bytes) {
    auto visitor = app.visitor();
    const auto answer = visitor.upload("/api/v1/verifications", {"file", "tep.pdf", "application/pdf", bytes});
    INFO(answer.body);
    REQUIRE(answer.status == 200);
    return answer.json();
}

std::string verdict(TestApp& app, const std::string& bytes) {
    return text(verify(app, bytes).at("verdict"));
}

std::string with_byte_changed(std::string bytes, std::size_t at) {
    bytes[at] = bytes[at] == '1' ? '2' : '1';
    return bytes;
}

/// A signed result of a dossier of Lan's, as she downloads it.
std::string signed_result(TestApp& app, const std::string& code) {
    REQUIRE(resolved(app, code, result_pdf).status == 200);
    app.run_jobs();
    return app.program_of("lan").get(text(result_of(app, "lan", code).at("url"))).body;
}

} // namespace

TEST_CASE("a result is signed by the approver and the unit, and anybody can see by whom and that it is whole") {
    Keys keys;
    TestApp app;
    app.services().keys =
        pades::KeyRing({keys.make(std::string(commune), "UBND xã Phước Tân"), keys.make("@tam", "Điểu Tâm"), keys.make("*", "Tỉnh")});
    const auto code = given_dossier(app);
    const auto done = resolved(app, code, result_pdf);
    REQUIRE(done.status == 200);

    // Before the job: the office sees what it attached, the citizen waits a moment.
    const auto waiting = result_of(app, "lan", code);
    CHECK(waiting.at("signature").at("state").as_string() == "waiting");
    CHECK(app.program_of("lan").get(text(waiting.at("url"))).status == 409);
    CHECK(app.as("lan").get("/dossiers/" + code).has("Đang được ký số"));
    CHECK(app.program_of("tam").get(text(waiting.at("url"))).body == result_pdf.bytes);

    REQUIRE(app.queued("signature.sign") == 1);
    app.run_jobs();
    const auto signed_one = result_of(app, "lan", code);
    CHECK(signed_one.at("signature").at("state").as_string() == "signed");
    CHECK(signed_one.at("signature").at("by").as_string() == "Điểu Tâm, UBND xã Phước Tân");
    const auto bytes = app.program_of("lan").get(text(signed_one.at("url"))).body;
    CHECK(bytes.starts_with(result_pdf.bytes));
    CHECK(bytes.size() > result_pdf.bytes.size());
    CHECK(app.as("lan").get("/dossiers/" + code).has("Đã ký số bởi Điểu Tâm, UBND xã Phước Tân"));
    CHECK(app.as("tam").get("/dossiers/" + code).has("Đã ký số bởi"));

    const auto found = verify(app, bytes);
    CHECK(found.at("verdict").as_string() == "unchanged");
    CHECK(found.at("sha256") == signed_one.at("signature").at("sha256"));
    CHECK(found.at("origin").at("code").as_string() == code);
    CHECK(found.at("origin").at("procedure").as_string() == birth);
    REQUIRE(found.at("signatures").as_array().size() == 2);
    CHECK(found.at("signatures").at(0).at("certificate").at("name").as_string() == "Điểu Tâm");
    CHECK_FALSE(found.at("signatures").at(0).at("whole").as_bool());
    CHECK(found.at("signatures").at(1).at("certificate").at("name").as_string() == "UBND xã Phước Tân");
    CHECK(found.at("signatures").at(1).at("whole").as_bool());
    CHECK(found.at("signatures").at(1).at("trust").as_string() == "province");
    CHECK(json::serialize(found).find("Lan") == std::string::npos); // nothing of the citizen
}

TEST_CASE("a signed result with one byte changed anywhere, or with something behind it, is not taken for whole") {
    Keys keys;
    TestApp app;
    app.services().keys = pades::KeyRing({keys.make("*", "Tỉnh")});
    const auto bytes = signed_result(app, given_dossier(app));
    REQUIRE(verdict(app, bytes) == "unchanged");
    const auto spans = pades::find_signatures(bytes);
    REQUIRE(spans.size() == 1);
    CHECK(verdict(app, with_byte_changed(bytes, 100)) == "changed");                        // what was there before
    CHECK(verdict(app, with_byte_changed(bytes, bytes.find("/Reason") + 20)) == "changed"); // words of the signature
    CHECK(verdict(app, with_byte_changed(bytes, spans[0].second_begin + 10)) == "changed"); // behind the message
    CHECK(verdict(app, with_byte_changed(bytes, spans[0].first_length + 2 * spans[0].message.size() - 20)) == "changed"); // the message
    CHECK(verdict(app, with_byte_changed(bytes, bytes.rfind("/ByteRange") + 14)) == "changed"); // what it says it covers
    CHECK(verdict(app, bytes.substr(0, bytes.size() - 1)) == "changed");
    const auto extended = verify(app, bytes + "\n% thêm vào\n");
    CHECK(extended.at("verdict").as_string() == "extended");
    CHECK(extended.at("origin").at("code").as_string().starts_with(commune));
    CHECK(verdict(app, result_pdf.bytes) == "unsigned");
}

TEST_CASE("a stranger's signature under the same names is a stranger's, and a file that is no PDF is refused") {
    Keys keys;
    TestApp app;
    app.services().keys = pades::KeyRing({keys.make("*", "Tỉnh")});
    const auto genuine = signed_result(app, given_dossier(app));
    const auto stranger = pades::Key::open(keys.make("*", "Tỉnh"));
    CHECK(verdict(app, *pades::signed_pdf(result_pdf.bytes, stranger, {app.clock.now(), "", ""})) == "stranger");
    // Signing over a genuine one covers the file, but by nobody known.
    CHECK(verdict(app, *pades::signed_pdf(genuine, stranger, {app.clock.now(), "", ""})) == "stranger");
    auto visitor = app.visitor();
    CHECK(visitor.upload("/api/v1/verifications", {"file", "tep.pdf", "application/pdf", "xin chào"}).status == 422);
    CHECK(visitor.upload("/api/v1/verifications", {"other", "tep.pdf", "application/pdf", genuine}).status == 422);
}

TEST_CASE("what signers signed before their certificate was withdrawn goes on to hold, later signatures do not") {
    Keys keys;
    TestApp app;
    app.services().keys = pades::KeyRing({keys.make("*", "Tỉnh")});
    const auto before = signed_result(app, given_dossier(app));
    app.clock.set(*parse_instant("2022-07-13T09:00"));
    const auto after = signed_result(app, given_dossier(app));
    const auto signers = app.database().read([](db::Tx& tx) { return signature::signers(tx); });
    REQUIRE(signers.size() == 1);
    const auto withdrawn = [&](std::string_view at) {
        return app.database().write([&](db::Tx& tx) { return signature::withdraw(tx, signers[0].fingerprint, *parse_instant(at)); });
    };
    REQUIRE(withdrawn("2022-07-12T09:00"));
    CHECK(verdict(app, before) == "unchanged");
    CHECK(verdict(app, after) == "stranger");
    CHECK_FALSE(withdrawn("2022-07-12T10:00"));
}

TEST_CASE("a lost answer is found again and never signed a second time") {
    Keys keys;
    TestApp app;
    const auto source = keys.make("*", "Tỉnh");
    app.services().keys = pades::KeyRing({source});
    const auto code = given_dossier(app);
    REQUIRE(resolved(app, code, result_pdf).status == 200);

    SUBCASE("the key is away for a while: the office sees why it waits, and it is signed when the key is back") {
        std::filesystem::rename(source.address, source.address + ".away");
        app.run_jobs();
        CHECK(result_of(app, "lan", code).at("signature").at("state").as_string() == "waiting");
        CHECK(app.as("tam").get("/dossiers/" + code).has("khoá ký tạm thời chưa dùng được"));
        CHECK(app.as("hoa").post("/dossiers/" + code + "/signature").status == 403);
        CHECK(app.as("tam").post("/dossiers/" + code + "/signature").status == 303);
        CHECK(app.queued("signature.sign") == 2);
        std::filesystem::rename(source.address + ".away", source.address);
        app.clock.set(app.clock.now() + 60'000);
        app.run_jobs();
        CHECK(result_of(app, "lan", code).at("signature").at("state").as_string() == "signed");
        CHECK(app.as("tam").post("/dossiers/" + code + "/signature").status == 409);
    }
    SUBCASE("the program dies after signing: the next run needs no key") {
        auto& services = app.services();
        const auto unit = app.unit(commune);
        const auto folder =
            dossier::open({services.database, *services.shelf.get(), account::Actor::system(), app.clock.now(), services.number_key}, code);
        REQUIRE(folder);
        const signature::Workshop workshop{services.database, {&services.keys, services.papers}, services.number_key};
        const auto& dossier = folder->dossier;
        const auto run = [&] {
            signature::sign(workshop, *services.shelf.get(), unit, dossier.id, dossier.result_document, app.clock.now());
        };
        run();
        const auto first = result_of(app, "lan", code).at("signature");
        (void)app.database().write([&](db::Tx& tx) -> Result<void> { // as if it had died before it could write it down
            static const db::Query<void()> forget{"update signing set state = 'waiting', signed_document = 0, signed_sha256 = ''"};
            tx.run(forget);
            return {};
        });
        std::filesystem::remove(source.address);
        run();
        CHECK(result_of(app, "lan", code).at("signature") == first);
        run();
        CHECK(result_of(app, "lan", code).at("signature") == first);
    }
}

TEST_CASE("where results are signed only a PDF that can be signed is taken, and where there is no key they go out as they are") {
    Keys keys;
    TestApp app;
    const auto code = given_dossier(app);
    SUBCASE("with a key") {
        app.services().keys = pades::KeyRing({keys.make("*", "Tỉnh")});
        const auto damaged = resolved(app, code, result_paper);
        CHECK(damaged.status == 422);
        CHECK(fields_of(damaged) == Fields{"document"});
        const auto picture =
            act(app, "tam", code, "result", {{"document", upload(app, "tam", {"file", "anh.png", "image/png", small_png})}});
        CHECK(picture.status == 422);
        CHECK(picture.has("PDF"));
        CHECK(state_after(app, "tam", code, "result", {{"document", upload(app, "tam", result_pdf)}}) == "returned");
        CHECK(app.queued("signature.sign") == 1);
    }
    SUBCASE("without") {
        CHECK(resolved(app, code, result_paper).status == 200);
        CHECK(app.queued("signature.sign") == 0);
        CHECK(result_of(app, "lan", code).at("signature").is_null());
        CHECK(app.as("lan").get("/dossiers/" + code).has("chưa được ký số"));
        CHECK(app.program_of("lan").get(text(result_of(app, "lan", code).at("url"))).body == result_paper.bytes);
    }
}

TEST_CASE("the page for everybody tells in words how a document stands") {
    Keys keys;
    TestApp app;
    app.services().keys = pades::KeyRing({keys.make("*", "UBND tỉnh")});
    const auto code = given_dossier(app);
    const auto bytes = signed_result(app, code);
    auto visitor = app.visitor();
    CHECK(visitor.get("/verify").has("Kiểm tra chữ ký số"));
    const auto good = visitor.post("/verify", {}, {{"file", "trich-luc.pdf", "application/pdf", bytes}});
    CHECK(good.status == 200);
    CHECK(good.has("Chữ ký hợp lệ, tệp không bị sửa"));
    CHECK(good.has(code));
    CHECK(good.has("UBND tỉnh"));
    CHECK(
        visitor.post("/verify", {}, {{"file", "a.pdf", "application/pdf", with_byte_changed(bytes, 100)}}).has("Tệp đã bị sửa sau khi ký"));
    CHECK(visitor.post("/verify", {}, {{"file", "a.pdf", "application/pdf", result_pdf.bytes}}).has("không có chữ ký số"));
    const auto none = visitor.post("/verify");
    CHECK(none.status == 422);
    CHECK(none.has("Xin chọn tệp PDF"));
}
